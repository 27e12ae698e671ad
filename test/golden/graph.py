"""Writes graph.json: what NetworkX and NumPy say about graphs that the kernels are then run on.

    pip install networkx==3.6.1 numpy==2.4.6
    CREDENCE_DATA=... python3 test/golden/graph.py

PageRank, distances and components come from NetworkX; fairness and goodness from dense matrices, and for the
Bitcoin OTC ratings ($CREDENCE_DATA/rev2-otc) from columns. No code is shared with Credence.
"""

import json
import os
import platform
from pathlib import Path

import networkx as nx
import numpy as np

rng = np.random.default_rng(20160511)


def random_multigraph(nodes, edges):
    """Skewed sources leave nodes dangling; parallel edges, self-loops and weight 0 occur."""
    source = (nodes * rng.random(edges) ** 2).astype(int)
    target = rng.integers(0, nodes, edges)
    weight = np.round(rng.exponential(2, edges), 3)
    weight[::17] = 0
    target[::29] = source[::29]
    return [(int(s), int(t), float(w)) for s, t, w in zip(source, target, weight)]


def describe(name, nodes, edges, teleport, sources):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from(edges)
    limits = {"tol": 1e-15, "max_iter": 2000}
    even = nx.pagerank(graph, **limits)
    personal = nx.pagerank(graph, alpha=0.7, personalization=dict(enumerate(teleport)), **limits)
    distances = nx.multi_source_dijkstra_path_length(graph, set(sources), weight=lambda u, v, edge: 1)
    label = {}
    for component in nx.weakly_connected_components(graph):
        label.update(dict.fromkeys(component, min(component)))
    each = range(nodes)
    return {
        "name": name,
        "nodes": nodes,
        "edges": edges,
        "teleport": teleport,
        "sources": sources,
        "pageRank": [even[node] for node in each],
        "personalisedAt0.7": [personal[node] for node in each],
        "distances": [distances.get(node, -1) for node in each],
        "labels": [label[node] for node in each],
    }


def signed():
    """No parallel edges, so that a matrix holds the graph."""
    nodes = 40
    rated = rng.random((nodes, nodes)) < 0.08
    weights = np.where(rated, np.round(rng.uniform(-1, 1, (nodes, nodes)), 2), 0)
    given, received = rated.sum(axis=1), rated.sum(axis=0)
    fairness = np.ones(nodes)
    with np.errstate(invalid="ignore"):
        for _ in range(200):
            goodness = fairness @ weights / received
            gaps = np.where(rated, np.abs(weights - goodness), 0)
            fairness = 1 - gaps.sum(axis=1) / (2 * given)
            fairness = np.where(given > 0, fairness, 1)
    return {
        "nodes": nodes,
        "edges": [(int(s), int(t), float(weights[s, t])) for s, t in zip(*np.nonzero(rated))],
        "fairness": [f if n > 0 else None for f, n in zip(fairness.tolist(), given)],
        "goodness": [g if n > 0 else None for g, n in zip(goodness.tolist(), received)],
    }


def bitcoin_otc(folder):
    """Ratings divided by 10; the values of the nodes with the lowest ids."""
    rows = np.loadtxt(folder / "otc_network.csv", delimiter=",")
    source, target, weight = rows[:, 0].astype(int), rows[:, 1].astype(int), rows[:, 2] / 10
    size = int(max(source.max(), target.max())) + 1
    given, received = np.bincount(source, minlength=size), np.bincount(target, minlength=size)
    fairness = np.ones(size)
    with np.errstate(invalid="ignore"):
        for _ in range(200):
            goodness = np.bincount(target, fairness[source] * weight, size) / received
            fairness = 1 - np.bincount(source, np.abs(weight - goodness[target]), size) / (2 * given)
            fairness[given == 0] = 1
    shown = np.flatnonzero((given > 0) & (received > 0))[:200].tolist()
    return {
        "edges": len(rows),
        "ids": shown,
        "fairness": fairness[shown].tolist(),
        "goodness": goodness[shown].tolist(),
    }


karate = [(u, v, float(w)) for u, v, w in nx.karate_club_graph().edges(data="weight")]
both_ways = [edge for u, v, w in karate for edge in ((u, v, w), (v, u, w))]
random_edges = random_multigraph(60, 150)
result = {
    "made": {
        "script": "test/golden/graph.py",
        "python": platform.python_version(),
        "networkx": nx.__version__,
        "numpy": np.__version__,
    },
    "graphs": [
        describe("random multigraph", 60, random_edges, rng.integers(0, 3, 60).tolist(), [5, 41]),
        describe("Zachary's karate club, both ways", 34, both_ways, [1] + [0] * 33, [16]),
    ],
    "signed": signed(),
    "bitcoinOtc": bitcoin_otc(Path(os.environ["CREDENCE_DATA"]) / "rev2-otc"),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
