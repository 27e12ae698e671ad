/**
 * Distances in edges from the nearest of one or several sources.
 *
 *     distance(v) = least number of edges on a path from any source to v
 *
 * Conventions: follows the rows it is given, so `buildOut` walks along the edges, `buildIn` against them and
 * `buildUndirected` both ways. Weights are not read. Self-loops and parallel edges change nothing. Unreached nodes
 * have -1 (Graphalytics writes 2^63 - 1). A source named twice counts once; without sources nothing is reached.
 * The empty graph has no distances.
 *
 * Time O(nodes + edges), memory 8 bytes a node; no recursion.
 *
 * Invariant: one edge, one step. No edge from a reached node leads more than one step further.
 *
 * Throws InvalidInputError for a source that is no node.
 *
 * Reference: E. F. Moore, The shortest path through a maze, Proc. Int. Symp. Switching Theory, 1959.
 */
import { InvalidInputError } from '../domain/errors.ts';
import type { Csr } from './csr.ts';

/** One distance per node; -1 where unreached. */
export function breadthFirstSearch(rows: Csr, sources: Iterable<number>): Int32Array {
  const { nodes, offsets, targets } = rows;
  const distances = new Int32Array(nodes).fill(-1);
  const queue = new Uint32Array(nodes);
  let queued = 0;
  for (const source of sources) {
    assertSource(source, nodes);
    if (distances[source] === 0) continue;
    distances[source] = 0;
    queue[queued++] = source;
  }
  for (let next = 0; next < queued; next++) {
    const node = queue[next]!;
    const distance = distances[node]! + 1;
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      if (distances[neighbour] !== -1) continue;
      distances[neighbour] = distance;
      queue[queued++] = neighbour;
    }
  }
  return distances;
}

function assertSource(source: number, nodes: number): void {
  if (Number.isInteger(source) && source >= 0 && source < nodes) return;
  throw new InvalidInputError(
    `breadthFirstSearch: source ${source} is no node; expected a whole number from 0 and below ${nodes}.`,
    { context: { source, nodes } },
  );
}
