/**
 * How closely a node's neighbours are linked among themselves.
 *
 *     coefficient(v) = directed edges between neighbours of v / (d x (d - 1)),   d = neighbours of v
 *
 * Conventions: a neighbour is one in either direction, counted once; an edge between two neighbours counts once for
 * each direction it has (Graphalytics). Of an undirected graph both directions exist, and the coefficient is the
 * triangles at v over d x (d - 1) / 2, as everywhere; of a directed one NetworkX follows Fagiolo instead, who counts
 * walks. Parallel edges and self-loops do not count. A node of fewer than two neighbours has 0. The empty graph has
 * none.
 *
 * Complexity as in triangles.ts. Counts are whole numbers and each coefficient is one division, so it is exact to half
 * a unit in the last place.
 *
 * Invariant: range. A coefficient lies in [0, 1].
 * Invariant: relabelling. Coefficients follow their nodes when these are renumbered.
 *
 * Throws LimitExceededError above the memory limit; CancelledError.
 *
 * References: D. J. Watts and S. H. Strogatz, Collective dynamics of 'small-world' networks, Nature 393, 1998,
 * doi:10.1038/30918. A. Iosup et al., The LDBC Graphalytics Benchmark, 2020, arXiv:2011.15028.
 */
import type { KernelContext } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';
import type { SimpleGraph } from '../rows/simple-graph.ts';
import { sumOppositeEdges } from './triangles.ts';

/** One coefficient per node, in [0, 1]. */
export function localClustering(graph: SimpleGraph, context: KernelContext = {}): Float64Array {
  const { nodes, offsets } = graph;
  const links = sumOppositeEdges(graph, context);
  const coefficients = allocate(Float64Array, nodes);
  for (let node = 0; node < nodes; node++) {
    const degree = offsets[node + 1]! - offsets[node]!;
    if (degree > 1) coefficients[node] = links[node]! / (degree * (degree - 1));
  }
  return coefficients;
}
