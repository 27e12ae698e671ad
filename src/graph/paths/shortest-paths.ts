/**
 * Distances by weight from the nearest of one or several sources.
 *
 *     distance(v) = least sum of weights over the edges of a path from any source to v
 *
 * Conventions: follows the rows it is given, so `buildOut` walks along the edges, `buildIn` against them and
 * `buildUndirected` both ways. Without weights every edge weighs 1. Self-loops change nothing; of parallel edges the
 * lightest counts; weight 0 is allowed. Unreached nodes have Infinity (Graphalytics writes `infinity`), and so have those
 * whose distance would pass the largest double. A source named twice counts once; without sources nothing is reached.
 * The empty graph has no distances. A sum is added up from the source on, so it depends on the path alone.
 *
 * Method: Dijkstra's, with a heap of four children a node that holds each reached node once. Time O(edges x log nodes),
 * memory 16 bytes a node; no recursion.
 *
 * Invariant: one edge, one weight. No edge from a reached node leads further than its weight.
 * Invariant: relabelling. Distances follow their nodes when these are renumbered.
 *
 * Throws InvalidInputError for a source that is no node, and for a weight that is negative or no finite number, by the
 * edge's node and index; LimitExceededError above the memory limit; CancelledError.
 *
 * Reference: E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1, 1959,
 * doi:10.1007/BF01386390.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';
import { NodeHeap } from './node-heap.ts';
import { assertNode } from '../rows/node-index.ts';
import { allocate } from '../run/shared-arrays.ts';

/** Nodes settled and entries read: some milliseconds. */
const POLL_EVERY = 2 ** 16;

/** One distance per node, in the weights' unit; Infinity where unreached. */
export function shortestPaths(
  rows: Csr,
  sources: Iterable<number>,
  context: KernelContext = {},
): Float64Array {
  const { nodes, offsets, targets, weights } = rows;
  const work = startWork({ kernel: 'shortestPaths', bytes: 16 * nodes }, context);
  assertNonNegative(rows);
  const distances = allocate(Float64Array, nodes).fill(Infinity);
  const heap = new NodeHeap(distances);
  for (const source of sources) {
    assertNode('shortestPaths', 'source', { node: source, nodes });
    if (distances[source] === 0) continue;
    distances[source] = 0;
    heap.place(source);
  }
  let settled = 0;
  const pace = new Pace(POLL_EVERY, () => {
    work.report(settled, nodes);
  });
  for (; heap.size > 0; settled++) {
    const node = heap.takeLeast();
    const distance = distances[node]!;
    const end = offsets[node + 1]!;
    pace.spend(1 + end - offsets[node]!);
    for (let entry = offsets[node]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      const reached = distance + (weights === undefined ? 1 : weights[entry]!);
      if (reached >= distances[neighbour]!) continue;
      distances[neighbour] = reached;
      heap.place(neighbour);
    }
  }
  return distances;
}

function assertNonNegative({ nodes, offsets, targets, weights }: Csr): void {
  if (weights === undefined) return;
  for (let node = 0; node < nodes; node++)
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const weight = weights[entry]!;
      if (weight >= 0 && weight <= Number.MAX_VALUE) continue;
      throw new InvalidInputError(
        `shortestPaths: entry ${entry}, from node ${node} to ${targets[entry]!}, has weight ${weight}, expected a ` +
          `finite number of at least 0. Build the rows with the rule 'non-negative'.`,
        { context: { entry, node, weight: String(weight) } },
      );
    }
}
