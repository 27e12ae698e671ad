"""Writes structure.json: what NetworkX says about the structure of graphs that the kernels are then run on.

    pip install networkx==3.6.1 numpy==2.4.6
    python3 test/golden/structure.py

Components, core numbers, triangles, distances and undirected clustering are NetworkX's own. Clustering of directed
graphs and label propagation follow the definitions of LDBC Graphalytics (arXiv:2011.15028), which NetworkX does not
have, edge by edge. No code is shared with Credence.
"""

import json
import platform
from collections import Counter
from pathlib import Path

import networkx as nx
import numpy as np

rng = np.random.default_rng(20201128)


def random_multigraph(nodes, edges, skew):
    """Parallel edges, edges both ways, self-loops, weight 0 and nodes without edges occur."""
    source = (nodes * rng.random(edges) ** skew).astype(int)
    target = (nodes * rng.random(edges) ** skew).astype(int)
    weight = np.round(rng.exponential(2, edges), 3)
    weight[::17] = 0
    target[::29] = source[::29]
    return [(int(s), int(t), float(w)) for s, t, w in zip(source, target, weight)]


def clustered(groups, size):
    """Groups in which nearly all know each other, with a few edges between them."""
    edges = []
    for group in range(groups):
        first = group * size
        for a in range(size):
            for b in range(size):
                if a != b and rng.random() < 0.5:
                    edges.append((first + a, first + b, float(np.round(rng.random(), 3))))
        edges.append((first, (first + size + 1) % (groups * size), 0.5))
    return edges


def smallest_members(components):
    return {node: min(component) for component in components for node in component}


def directed_clustering(graph, node):
    neighbours = (set(graph.successors(node)) | set(graph.predecessors(node))) - {node}
    degree = len(neighbours)
    links = sum(a != b for a, b in graph.subgraph(neighbours).edges())
    return links / (degree * (degree - 1)) if degree > 1 else 0


def propagate(graph, rounds):
    """`graph` is a MultiDiGraph: each edge counts at either end."""
    labels = {node: node for node in graph}
    for _ in range(rounds):
        following = {}
        for node in graph:
            said = Counter(labels[other] for _, other in graph.out_edges(node))
            said.update(labels[other] for other, _ in graph.in_edges(node) if other != node)
            most = max(said.values(), default=0)
            following[node] = min((label for label, count in said.items() if count == most), default=labels[node])
        labels = following
    return labels


def describe(name, nodes, edges, sources):
    multi = nx.MultiDiGraph()
    multi.add_nodes_from(range(nodes))
    multi.add_weighted_edges_from(edges)
    directed = nx.DiGraph(multi)
    simple = nx.Graph(multi.to_undirected())
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    strong = smallest_members(nx.strongly_connected_components(multi))
    cores = nx.core_number(simple)
    triangles = nx.triangles(simple)
    clustering = nx.clustering(simple)
    distances = nx.multi_source_dijkstra_path_length(multi, set(sources), weight="weight")
    labels = {rounds: propagate(multi, rounds) for rounds in (1, 2, 5)}
    each = range(nodes)
    return {
        "name": name,
        "nodes": nodes,
        "edges": edges,
        "sources": sources,
        "strong": [strong[node] for node in each],
        "cores": [cores[node] for node in each],
        "triangles": [triangles[node] for node in each],
        "clustering": [clustering[node] for node in each],
        "directedClustering": [directed_clustering(directed, node) for node in each],
        "distances": [distances.get(node, -1) for node in each],
        "propagated": [
            {"iterations": rounds, "labels": [found[node] for node in each]} for rounds, found in labels.items()
        ],
    }


golden = {
    "made": {
        "script": "test/golden/structure.py",
        "python": platform.python_version(),
        "networkx": nx.__version__,
        "numpy": np.__version__,
    },
    "graphs": [
        describe("a sparse graph", 120, random_multigraph(110, 150, 1), [3, 50]),
        describe("a skewed graph", 80, random_multigraph(80, 700, 2), [70]),
        describe("a graph of groups", 60, clustered(6, 10), [0]),
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden))
