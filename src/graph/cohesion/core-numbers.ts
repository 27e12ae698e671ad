/**
 * How deep in the graph each node lies: the largest k for which it belongs to the k-core.
 *
 *     k-core  = the largest subgraph in which every node has at least k neighbours inside it
 *     core(v) = largest k with v in the k-core
 *
 * Conventions: on the simple graph, so directions, parallel edges and self-loops do not count (NetworkX refuses
 * self-loops; igraph counts parallel edges). A node without neighbours has 0. The empty graph has none.
 *
 * Method: peels level by level. At level k all nodes with at most k neighbours left go, and those that this brings
 * down to k; a list of who is left is compacted in between, and levels without nodes are skipped. Since every node
 * left has more than k neighbours, all scans together cost no more than the rows. Time O(nodes + edges), memory 12
 * bytes a node; no recursion.
 *
 * Invariant: minimum degree. Within the nodes of core number k or more, each has at least k neighbours.
 * Invariant: monotonicity. Adding an edge lowers no core number and raises none by more than 1.
 * Invariant: relabelling. Core numbers follow their nodes when these are renumbered.
 *
 * Throws LimitExceededError above the memory limit; CancelledError.
 *
 * Reference: S. B. Seidman, Network structure and minimum degree, Social Networks 5(3), 1983,
 * doi:10.1016/0378-8733(83)90028-X. Peeling: V. Batagelj and M. Zaversnik, An O(m) algorithm for cores decomposition of
 * networks, 2003, arXiv:cs/0310049; by levels: H. Kabir and K. Madduri, Parallel k-core decomposition on multicore
 * platforms, IPDPSW 2017, doi:10.1109/IPDPSW.2017.151.
 */
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';
import { allocate } from '../run/shared-arrays.ts';
import type { SimpleGraph } from '../rows/simple-graph.ts';

/** Entries read and nodes looked through: some milliseconds. */
const POLL_EVERY = 2 ** 18;

/** One core number per node, from 0. */
export function coreNumbers(graph: SimpleGraph, context: KernelContext = {}): Uint32Array {
  const { nodes, offsets } = graph;
  const work = startWork({ kernel: 'coreNumbers', bytes: 12 * nodes }, context);
  const peeling: Peeling = {
    degrees: allocate(Uint32Array, nodes),
    left: new Uint32Array(nodes),
    queue: new Uint32Array(nodes),
    remaining: nodes,
    pace: new Pace(POLL_EVERY, work.poll),
  };
  for (let node = 0; node < nodes; node++) {
    peeling.degrees[node] = offsets[node + 1]! - offsets[node]!;
    peeling.left[node] = node;
  }
  for (let peeled = -1; peeling.remaining > 0;) {
    peeled = peelLevel(graph, peeling, peeled);
    work.report(nodes - peeling.remaining, nodes);
  }
  return peeling.degrees;
}

interface Peeling {
  /** Of a node that is left, its neighbours left; of one that is gone, its core number. */
  readonly degrees: Uint32Array;
  /** The first `remaining` entries hold the nodes left after the level before. */
  readonly left: Uint32Array;
  readonly queue: Uint32Array;
  remaining: number;
  readonly pace: Pace;
}

/** Peels the lowest level above `peeled` that has nodes and returns it; `peeled` if nobody is left. */
function peelLevel({ offsets, targets }: SimpleGraph, peeling: Peeling, peeled: number): number {
  const { degrees, left, queue, pace } = peeling;
  let kept = 0;
  let queued = 0;
  let level = Infinity;
  pace.spend(peeling.remaining);
  for (let i = 0; i < peeling.remaining; i++) {
    const node = left[i]!;
    const degree = degrees[node]!;
    if (degree <= peeled) continue;
    left[kept++] = node;
    if (degree > level) continue;
    if (degree < level) queued = 0;
    level = degree;
    queue[queued++] = node;
  }
  peeling.remaining = kept;
  if (kept === 0) return peeled;
  for (let next = 0; next < queued; next++) {
    const node = queue[next]!;
    const end = offsets[node + 1]!;
    pace.spend(end - offsets[node]!);
    for (let entry = offsets[node]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      const degree = degrees[neighbour]!;
      if (degree <= level) continue;
      degrees[neighbour] = degree - 1;
      if (degree - 1 === level) queue[queued++] = neighbour;
    }
  }
  return level;
}
