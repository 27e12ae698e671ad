"""scikit-network and scipy on rows with 32-bit indices. PageRank is scipy's product of a matrix and a vector, iterated:
scikit-network's own treats nodes without edges out of them otherwise."""

import numpy as np
from scipy.sparse import csgraph, csr_matrix
from sknetwork.path import get_distances

from answers import distances, smallest_members


def rows(edges, by, weights):
    ends = (edges.target, edges.source) if by == "target" else (edges.source, edges.target)
    return csr_matrix((weights, ends), shape=(edges.nodes, edges.nodes))


def page_rank(incoming):
    nodes = incoming.shape[0]
    out_weight = np.asarray(incoming.sum(axis=0)).ravel()
    dangling = out_weight == 0
    ranks = np.full(nodes, 1 / nodes)
    while True:
        shares = np.divide(ranks, out_weight, where=~dangling, out=np.zeros(nodes))
        following = 0.85 * (incoming @ shares) + (0.15 + 0.85 * ranks[dangling].sum()) / nodes
        delta = np.abs(following - ranks).sum()
        ranks = following
        if delta <= 1e-8:
            return ranks


BUILDS = {
    "weighted, by target": lambda edges: rows(edges, "target", edges.weight),
    "unweighted": lambda edges: rows(edges, "source", np.ones(len(edges.source), bool)),
}
KERNELS = {
    "PageRank": ("weighted, by target", page_rank),
    "weak components": (
        "unweighted",
        lambda graph: smallest_members(csgraph.connected_components(graph, connection="weak")[1]),
    ),
    "breadth-first search": ("unweighted", lambda graph: distances(get_distances(graph, source=0))),
}
