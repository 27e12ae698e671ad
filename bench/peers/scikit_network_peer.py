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


def undirected(edges, weights):
    one_way = csr_matrix((weights, (edges.source, edges.target)), shape=(edges.nodes, edges.nodes))
    loops = one_way.diagonal()
    both = (one_way + one_way.T).tocsr()
    both.setdiag(both.diagonal() - loops)
    both.eliminate_zeros()
    return both


def sybil_rank(graph):
    nodes = graph.shape[0]
    weights = np.asarray(graph.sum(axis=1)).ravel()
    trust = (np.arange(nodes) % 1000 == 0) / len(range(0, nodes, 1000))
    for _ in range(int(np.ceil(np.log2(nodes)))):
        shares = np.divide(trust, weights, where=weights > 0, out=np.zeros(nodes))
        trust = np.where(weights > 0, graph @ shares, trust)
    return trust


def dealings(edges):
    broken = np.where(np.arange(len(edges.source)) % 20 == 0, edges.weight, 0)
    return undirected(edges, edges.weight), rows(edges, "source", broken)


def mutual_reliability(record):
    dealt, broken = record
    values = np.full(dealt.shape[0], 0.8)
    while True:
        weights = (1 + values) / 2
        sums = dealt @ weights
        following = (4 + sums - broken @ weights) / (5 + sums)
        delta = np.abs(following - values).max()
        values = following
        if delta <= 1e-10:
            return np.where(sums > 0, values, 0)


def affine(edges):
    weights = np.where(edges.source == edges.target, 0, edges.weight)
    return undirected(edges, weights)


def affine_fixed_point(ties):
    nodes = np.arange(ties.shape[0])
    own, credence = 350 + (nodes * 577) % 600, (nodes % 24) / 30
    company = ties @ credence
    pull = 0.1 / (1 + company)
    values = own.astype(float)
    while True:
        following = own + pull * (ties @ (credence * values) - company * own)
        delta = np.abs(following - values).max()
        values = following
        if delta <= 1e-9:
            return values


def labels(result):
    return smallest_members(result[1])


BUILDS = {
    "weighted, by target": lambda edges: rows(edges, "target", edges.weight),
    "unweighted": lambda edges: rows(edges, "source", np.ones(len(edges.source), bool)),
    "simple": simple,
    "weighted, both ways": lambda edges: undirected(edges, edges.weight),
    "dealings": dealings,
    "affine": affine,
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
    "SybilRank": ("weighted, both ways", sybil_rank, lambda trust: trust),
    "mutual reliability": ("dealings", mutual_reliability, lambda values: values),
    "affine fixed point": ("affine", affine_fixed_point, lambda values: values),
}
