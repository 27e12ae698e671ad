"""igraph; its PageRank is PRPACK, which solves to machine precision."""

import igraph
import numpy as np

from answers import distances, simple_pairs, smallest_members


def directed(edges, weighted):
    graph = igraph.Graph(n=edges.nodes, edges=np.column_stack((edges.source, edges.target)), directed=True)
    if weighted:
        graph.es["weight"] = edges.weight
    return graph


def labels(components):
    return smallest_members(components.membership)


def same(values):
    return values


BUILDS = {
    "weighted": lambda edges: directed(edges, True),
    "unweighted": lambda edges: directed(edges, False),
    "simple": lambda edges: igraph.Graph(n=edges.nodes, edges=np.column_stack(simple_pairs(edges))),
}
KERNELS = {
    "PageRank": ("weighted", lambda graph: graph.pagerank(damping=0.85, weights="weight"), same),
    "weak components": ("unweighted", lambda graph: graph.connected_components(mode="weak"), labels),
    "breadth-first search": (
        "unweighted",
        lambda graph: graph.distances(source=0, mode="out"),
        lambda rows: distances(rows[0]),
    ),
    "strong components": ("unweighted", lambda graph: graph.connected_components(mode="strong"), labels),
    "core numbers": ("simple", lambda graph: graph.coreness(), same),
    "local clustering": ("simple", lambda graph: graph.transitivity_local_undirected(mode="zero"), same),
}
