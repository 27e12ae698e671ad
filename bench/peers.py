"""Times NetworKit and scipy on edges in a folder: peers.py FOLDER NODES RUNS. Prints medians in milliseconds as JSON."""

import json
import resource
import statistics
import sys
import time

import networkit as nk
import numpy as np
from scipy.sparse import csgraph, csr_matrix

folder, nodes, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
source = np.fromfile(f"{folder}/source", np.uint32).astype(np.int32)
target = np.fromfile(f"{folder}/target", np.uint32).astype(np.int32)
weight = np.fromfile(f"{folder}/weight", np.float64)


def measure(run):
    run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def peak():
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def scipy_rows():
    return csr_matrix((weight, (target, source)), shape=(nodes, nodes))


def scipy_page_rank(rows):
    out_weight = np.bincount(source, weight, nodes)
    dangling = out_weight == 0
    ranks = np.full(nodes, 1 / nodes)
    while True:
        shares = np.divide(ranks, out_weight, where=~dangling, out=np.zeros(nodes))
        following = 0.85 * (rows @ shares) + (0.15 + 0.85 * ranks[dangling].sum()) / nodes
        delta = np.abs(following - ranks).sum()
        ranks = following
        if delta <= 1e-8:
            return ranks


# GraphFromCoo reads 64-bit indices and crashes on others.
wide = (source.astype(np.int64), target.astype(np.int64))


def networkit_graph():
    return nk.GraphFromCoo((weight, wide), n=nodes, weighted=True, directed=True)


def networkit_page_rank(graph):
    rank = nk.centrality.PageRank(
        graph, damp=0.85, tol=1e-8, distributeSinks=nk.centrality.SinkHandling.DistributeSinks
    )
    rank.norm = nk.centrality.Norm.l1norm
    return np.array(rank.run().scores())


rows = scipy_rows()
scipy = {
    "build rows": measure(scipy_rows),
    "PageRank": measure(lambda: scipy_page_rank(rows)),
    "weak components": measure(lambda: csgraph.connected_components(rows, connection="weak")),
    "breadth-first search": measure(lambda: csgraph.breadth_first_order(rows, 0)),
}
scipy_page_rank(rows).tofile(f"{folder}/scipy-ranks")
scipy_memory = peak()
del rows

graph = networkit_graph()
networkit = {
    "build rows": measure(networkit_graph),
    "PageRank": measure(lambda: networkit_page_rank(graph)),
    "weak components": measure(lambda: nk.components.WeaklyConnectedComponents(graph).run()),
    "breadth-first search": measure(lambda: nk.distance.BFS(graph, 0).run()),
}
networkit_page_rank(graph).tofile(f"{folder}/NetworKit-ranks")
memory = f"scipy {scipy_memory}, with NetworKit {peak()}"
print(json.dumps({"memory": memory, "medians": {"scipy": scipy, "NetworKit": networkit}}))
