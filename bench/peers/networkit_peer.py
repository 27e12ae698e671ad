"""NetworKit, on as many threads as the machine has."""

import networkit as nk
import numpy as np

from answers import distances, simple_pairs, smallest_members


def directed(edges, weighted):
    # GraphFromCoo reads 64-bit indices and crashes on others.
    ends = (edges.source.astype(np.int64), edges.target.astype(np.int64))
    if not weighted:
        return nk.GraphFromCoo(ends, n=edges.nodes, weighted=False, directed=True)
    return nk.GraphFromCoo((edges.weight, ends), n=edges.nodes, weighted=True, directed=True)


def simple(edges):
    # Its own removal of parallel edges takes longer than the build.
    lower, upper = simple_pairs(edges)
    ends = (lower.astype(np.int64), upper.astype(np.int64))
    return nk.GraphFromCoo(ends, n=edges.nodes, weighted=False, directed=False)


def page_rank(graph):
    rank = nk.centrality.PageRank(
        graph, damp=0.85, tol=1e-8, distributeSinks=nk.centrality.SinkHandling.DistributeSinks
    )
    rank.norm = nk.centrality.Norm.l1norm
    return rank.run()


def labels(components):
    return smallest_members(components.getPartition().getVector())


BUILDS = {
    "weighted": lambda edges: directed(edges, True),
    "unweighted": lambda edges: directed(edges, False),
    "simple": simple,
}
KERNELS = {
    "PageRank": ("weighted", page_rank, lambda rank: rank.scores()),
    "weak components": ("unweighted", lambda graph: nk.components.WeaklyConnectedComponents(graph).run(), labels),
    "breadth-first search": (
        "unweighted",
        lambda graph: nk.distance.BFS(graph, 0, storePaths=False).run(),
        lambda search: distances(search.getDistances()),
    ),
    "strong components": ("unweighted", lambda graph: nk.components.StronglyConnectedComponents(graph).run(), labels),
    "core numbers": (
        "simple",
        lambda graph: nk.centrality.CoreDecomposition(graph).run(),
        lambda cores: cores.scores(),
    ),
    "local clustering": (
        "simple",
        lambda graph: nk.centrality.LocalClusteringCoefficient(graph, turbo=True).run(),
        lambda clustering: clustering.scores(),
    ),
    # Asynchronous, so its labels are others.
    "label propagation": (
        "simple",
        lambda graph: nk.community.PLP(graph, maxIterations=10).run(),
        lambda found: smallest_members(found.getPartition().getVector()),
    ),
}
