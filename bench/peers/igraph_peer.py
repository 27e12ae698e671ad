"""igraph; its PageRank is PRPACK, which solves to machine precision."""

import igraph
import numpy as np

from answers import distances, smallest_members


def directed(edges, weighted):
    graph = igraph.Graph(n=edges.nodes, edges=np.column_stack((edges.source, edges.target)), directed=True)
    if weighted:
        graph.es["weight"] = edges.weight
    return graph


BUILDS = {
    "weighted": lambda edges: directed(edges, True),
    "unweighted": lambda edges: directed(edges, False),
}
KERNELS = {
    "PageRank": ("weighted", lambda graph: graph.pagerank(damping=0.85, weights="weight")),
    "weak components": (
        "unweighted",
        lambda graph: smallest_members(graph.connected_components(mode="weak").membership),
    ),
    "breadth-first search": ("unweighted", lambda graph: distances(graph.distances(source=0, mode="out")[0])),
}
