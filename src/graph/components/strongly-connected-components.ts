/**
 * Which nodes can reach each other along directed edges.
 *
 *     label(v) = smallest index of any node that v reaches and that reaches v
 *
 * Conventions: takes the rows by source and by target of the same edges. Weights are not read: an edge of weight 0
 * counts. Self-loops and parallel edges change nothing. A node on no cycle is a component of its own. The empty graph has
 * no components.
 *
 * Method: one search forward and one backward from the node with the most edges in times edges out, each on a thread of
 * its own; what both reach is one component, in most graphs by far the largest. Tarjan's algorithm finds those of the
 * rest. Time O(nodes + edges), long paths and cycles included; memory 34 bytes a node; no recursion.
 *
 * Invariant: smallest member. A label is the index of a member that carries itself as label, and no member is less.
 * Invariant: transposition. The same components come of the edges turned round.
 *
 * Throws InvalidInputError where the two do not have equally many nodes and edges; LimitExceededError above the memory
 * limit; CancelledError.
 *
 * References: R. E. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Computing 1(2), 1972,
 * doi:10.1137/0201010. Searches both ways: L. Fleischer, B. Hendrickson and A. Pinar, On identifying strongly connected
 * components in parallel, IPDPS 2000, doi:10.1007/3-540-45591-4_68; S. Hong, N. Rodia and K. Olukotun, On fast parallel
 * detection of strongly connected components in small-world graphs, SC 2013, doi:10.1145/2503210.2503246.
 */
import { assertBothDirections } from '../rows/both-directions.ts';
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { labelByDepth, UNLABELLED } from './label-by-depth.ts';
import { searchBothWays } from './search-both-ways.ts';
import { allocate } from '../run/shared-arrays.ts';
import type { Components } from './weakly-connected-components.ts';

export function stronglyConnectedComponents(
  outgoing: Csr,
  incoming: Csr,
  context: KernelContext = {},
): Components {
  assertBothDirections('stronglyConnectedComponents', outgoing, incoming);
  const { nodes } = outgoing;
  const work = startWork({ kernel: 'stronglyConnectedComponents', bytes: 34 * nodes }, context);
  const labels = allocate(Uint32Array, nodes).fill(UNLABELLED);
  if (nodes === 0) return { labels, count: 0 };
  const pivot = findBusiest(outgoing, incoming);
  const { ahead, behind } = searchBothWays({ outgoing, incoming }, pivot, work);
  let smallest = UNLABELLED;
  for (let node = 0; node < nodes; node++) {
    if (ahead[node] === 0 || behind[node] === 0) continue;
    if (smallest === UNLABELLED) smallest = node;
    labels[node] = smallest;
  }
  return { labels, count: 1 + labelByDepth(outgoing, labels, work) };
}

function findBusiest({ nodes, offsets }: Csr, incoming: Csr): number {
  let busiest = 0;
  let most = -1;
  for (let node = 0; node < nodes; node++) {
    const out = offsets[node + 1]! - offsets[node]!;
    const into = incoming.offsets[node + 1]! - incoming.offsets[node]!;
    if (out * into <= most) continue;
    most = out * into;
    busiest = node;
  }
  return busiest;
}
