"""NetworKit, on as many threads as the machine has."""

import networkit as nk
import numpy as np

from answers import distances, smallest_members


def directed(edges, weighted):
    # GraphFromCoo reads 64-bit indices and crashes on others.
    ends = (edges.source.astype(np.int64), edges.target.astype(np.int64))
    if not weighted:
        return nk.GraphFromCoo(ends, n=edges.nodes, weighted=False, directed=True)
    return nk.GraphFromCoo((edges.weight, ends), n=edges.nodes, weighted=True, directed=True)


def page_rank(graph):
    rank = nk.centrality.PageRank(
        graph, damp=0.85, tol=1e-8, distributeSinks=nk.centrality.SinkHandling.DistributeSinks
    )
    rank.norm = nk.centrality.Norm.l1norm
    return rank.run().scores()


def weak_components(graph):
    components = nk.components.WeaklyConnectedComponents(graph).run()
    return smallest_members(components.getPartition().getVector())


def breadth_first_search(graph):
    return distances(nk.distance.BFS(graph, 0, storePaths=False).run().getDistances())


BUILDS = {
    "weighted": lambda edges: directed(edges, True),
    "unweighted": lambda edges: directed(edges, False),
}
KERNELS = {
    "PageRank": ("weighted", page_rank),
    "weak components": ("unweighted", weak_components),
    "breadth-first search": ("unweighted", breadth_first_search),
}
