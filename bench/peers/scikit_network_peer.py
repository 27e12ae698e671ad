"""scikit-network and scipy on rows with 32-bit indices. PageRank is scipy's product of a matrix and a vector, iterated:
scikit-network's own treats nodes without edges out of them otherwise."""

import numpy as np
from scipy.sparse import csgraph, csr_matrix
from sknetwork.path import get_distances
from sknetwork.topology import get_core_decomposition

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


def simple(edges):
    both = (np.concatenate((edges.source, edges.target)), np.concatenate((edges.target, edges.source)))
    graph = csr_matrix((np.ones(len(both[0]), bool), both), shape=(edges.nodes, edges.nodes))
    graph.setdiag(False)
    graph.eliminate_zeros()
    return graph


def labels(result):
    return smallest_members(result[1])


BUILDS = {
    "weighted, by target": lambda edges: rows(edges, "target", edges.weight),
    "unweighted": lambda edges: rows(edges, "source", np.ones(len(edges.source), bool)),
    "simple": simple,
}
KERNELS = {
    "PageRank": ("weighted, by target", page_rank, lambda ranks: ranks),
    "weak components": ("unweighted", lambda graph: csgraph.connected_components(graph, connection="weak"), labels),
    "breadth-first search": ("unweighted", lambda graph: get_distances(graph, source=0), distances),
    "strong components": (
        "unweighted",
        lambda graph: csgraph.connected_components(graph, connection="strong"),
        labels,
    ),
    "core numbers": ("simple", get_core_decomposition, lambda cores: cores),
}
