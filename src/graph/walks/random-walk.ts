/**
 * A random walk over weighted rows, prepared once and then asked about many times.
 *
 * From a node the walk takes an entry of its row with chance weight / outWeight; a self-loop keeps it where it is, and
 * parallel edges add up. The empty graph has volume 0. A node whose weights sum to 0 has
 * nowhere to go, and the walk ends there. `pageRank` sends such a walk back to the teleport instead: dividing by the
 * sum what is left after the values of those nodes are multiplied by 1 - dampingFactor gives its ranks.
 *
 * Throws InvalidInputError for rows that are not each other's transposition in size, for negative weights, and for
 * weights whose sum is no normal number; LimitExceededError above the memory limit, 8 bytes a node; CancelledError.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';
import { SMALLEST_NORMAL } from './distribution.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';

export interface RandomWalk {
  readonly outgoing: Csr;
  /** The same object as `outgoing` for an undirected graph. */
  readonly incoming: Csr;
  /** Sum of the weights out of each node; 0 where the walk ends. */
  readonly outWeights: Float64Array;
  /** Sum of all weights: twice the edges' for an undirected graph. */
  readonly volume: number;
}

/** Rows by source and rows by target of one graph; for an undirected graph its rows alone. */
export function prepareWalk(
  outgoing: Csr,
  incoming: Csr = outgoing,
  context: KernelContext = {},
): RandomWalk {
  if (outgoing.nodes !== incoming.nodes || outgoing.edges !== incoming.edges)
    throw new InvalidInputError(
      `A walk needs the rows of one graph in both directions; ${outgoing.nodes} nodes with ${outgoing.edges} entries ` +
        `out and ${incoming.nodes} with ${incoming.edges} in came. Build both from the same edge list.`,
    );
  startWork({ kernel: 'prepareWalk', bytes: 8 * outgoing.nodes }, context);
  const outWeights = sumRows(outgoing);
  let volume = 0;
  for (const weight of outWeights) volume += weight;
  return { outgoing, incoming, outWeights, volume };
}

/** Sum of the weights in each row. Throws as `prepareWalk` does. */
export function sumRows({ nodes, offsets, weights }: Csr): Float64Array {
  const sums = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const end = offsets[node + 1]!;
    let sum = weights === undefined ? end - offsets[node]! : 0;
    if (weights !== undefined)
      for (let entry = offsets[node]!; entry < end; entry++) {
        const weight = weights[entry]!;
        if (weight < 0) throw negativeWeight(node, weight);
        sum += weight;
      }
    if (sum !== 0 && !(sum >= SMALLEST_NORMAL && sum < Infinity)) throw unusableSum(node, sum);
    sums[node] = sum;
  }
  return sums;
}

function negativeWeight(node: number, weight: number): InvalidInputError {
  return new InvalidInputError(
    `An entry in the row of node ${node} has weight ${weight}, expected at least 0. Build the rows with the rule ` +
      `'non-negative'.`,
    { context: { node, weight } },
  );
}

function unusableSum(node: number, sum: number): InvalidInputError {
  return new InvalidInputError(
    `The weights in the row of node ${node} sum to ${sum}, expected 0 or ${SMALLEST_NORMAL} to ${Number.MAX_VALUE}. ` +
      `Bring the weights to a common scale nearer to 1.`,
    { context: { node, sum: String(sum) } },
  );
}
