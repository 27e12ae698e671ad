/**
 * Values that lean on those of neighbours, the neighbours' on theirs, and so on to the end.
 *
 *     s = (I - L) p + L W s            L = diag(lambda), W as in neighbour-means.ts
 *
 * p is what each node has of its own, lambda(i) in [0, 1) the share it takes from its company. s = M p with
 * M = (I - L W)^-1 (I - L), whose entries are at least 0 and whose rows sum to 1: each value is a mean of own values.
 *
 * Conventions: where W's row is empty, or lambda is 0, s(i) is p(i) to the bit. p may be NaN where credence is 0, for
 * a node that has no value and is felt by nobody: its s is NaN. Ties have no self-loops, which neighbour-means.ts
 * refuses. The empty graph has no values.
 *
 * Complexity: O(ties + memberships) a step; log(tolerance / range of p) / log(largest lambda) steps, some 13 for 0.1.
 * Memory 56 bytes a node.
 * Tolerance: the largest absolute change of any value (maximum norm), default 1e-9 in p's unit; with lambda at most l the
 * values lie within delta x l / (1 - l) of the solution.
 *
 * Invariant: bounds. min p <= s <= max p, and |s(i) - p(i)| <= lambda(i) x (max p - min p).
 * Invariant: identity. lambda = 0 gives p to the bit.
 * Invariant: monotonicity. Raising any p lowers no s.
 * Invariant: threads. The same bytes on any number of threads.
 *
 * Throws InvalidInputError for lambda outside [0, 1), p that is no number where credence is above 0, and arrays of
 * another length; NotConvergedError when maxIterations do not do; CancelledError; LimitExceededError.
 *
 * Reference: N. E. Friedkin and E. C. Johnsen, Social influence and opinions, J. Math. Sociology 15, 1990,
 * doi:10.1080/0022250X.1990.9990069.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { rowBlocks } from '../run/blocks.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { IterationOptions, IterationResult } from '../run/iteration.ts';
import type { NeighbourMeans } from './neighbour-means.ts';
import { allocate } from '../run/shared-arrays.ts';
import { largestOfBlocks } from '../run/sum-blocks.ts';

const defaults = { kernel: 'affineFixedPoint', tolerance: 1e-9, maxIterations: 2000 };

export interface AffineOptions extends IterationOptions {
  /** p, one per node. */
  readonly own: Float64Array;
  /** lambda, one per node, at least 0 and below 1. */
  readonly shares: Float64Array;
}

/** s, one per node. */
export function affineFixedPoint(
  means: NeighbourMeans,
  options: AffineOptions,
  context: KernelContext = {},
): IterationResult {
  const { nodes } = means;
  const { own, shares } = options;
  assertOwn(means, own);
  const work = startWork({ kernel: defaults.kernel, bytes: 56 * nodes }, context);
  const shared: Leaning = {
    ...means,
    // Where nobody feels a node its missing value stands as 0.
    own: allocate(Float64Array, nodes),
    values: allocate(Float64Array, nodes),
    groupSums: allocate(Float64Array, nodes),
    pull: sharesPerCompany(means, shares),
  };
  for (let node = 0; node < nodes; node++) {
    if (Number.isNaN(own[node])) shared.pull[node] = 0;
    else shared.own[node] = own[node]!;
  }
  shared.values.set(shared.own);
  const range = rangeOf(means, own);
  const groups = rowBlocks(means.membersOf.offsets);
  const blocks = rowBlocks(means.ties.offsets);
  const deltas = allocate(Float64Array, blocks.count);
  let felt = allocate(Float64Array, nodes);
  for (let node = 0; node < nodes; node++) felt[node] = means.credence[node]! * shared.own[node]!;
  let nextFelt = allocate(Float64Array, nodes);
  const ending = iterate(options, { ...defaults, work }, () => {
    const step = { ...shared, ...range, deltas, felt, nextFelt };
    work.run(sumGroups, step, groups);
    work.run(lean, step, blocks);
    [felt, nextFelt] = [nextFelt, felt];
    return largestOfBlocks(deltas);
  });
  const values = shared.values.map((value, node) => (Number.isNaN(own[node]) ? NaN : value));
  return { values, ...ending };
}

/** lambda / C, or 0 where there is no company. Throws InvalidInputError for shares out of range. */
export function sharesPerCompany({ nodes, company }: NeighbourMeans, shares: Float64Array): Float64Array {
  if (shares.length !== nodes)
    throw new InvalidInputError(
      `affineFixedPoint: shares must have one entry for each of the ${nodes} nodes; it has ${shares.length}.`,
    );
  const pull = allocate(Float64Array, nodes);
  for (let node = 0; node < nodes; node++) {
    const share = shares[node]!;
    if (!(share >= 0 && share < 1))
      throw new InvalidInputError(
        `affineFixedPoint: the share of node ${node} is ${share}, expected at least 0 and below 1.`,
        { context: { node, share: String(share) } },
      );
    pull[node] = company[node]! > 0 ? share / company[node]! : 0;
  }
  return pull;
}

interface Leaning extends NeighbourMeans {
  readonly own: Float64Array;
  readonly values: Float64Array;
  /** Per group: sum over its members of c x value. */
  readonly groupSums: Float64Array;
  readonly pull: Float64Array;
}

interface Stepping extends Leaning {
  /** c x value before the step, which neighbours read, and after it. */
  readonly felt: Float64Array;
  readonly nextFelt: Float64Array;
  readonly deltas: Float64Array;
  readonly least: number;
  readonly most: number;
}

const sumGroups = defineStep(
  'affine-fixed-point/sum-groups',
  ({ membersOf, felt, groupSums }: Stepping, { from, to }) => {
    for (let group = from; group < to; group++) {
      let sum = 0;
      const end = membersOf.offsets[group + 1]!;
      for (let entry = membersOf.offsets[group]!; entry < end; entry++)
        sum += felt[membersOf.targets[entry]!]!;
      groupSums[group] = sum;
    }
  },
);

const lean = defineStep('affine-fixed-point/lean', (leaning: Stepping, { index, from, to }) => {
  const { ties, groupsOf, credence, groupCredence, groupSums, company } = leaning;
  const { offsets, targets, weights } = ties;
  const { own, values, felt, nextFelt, pull, deltas, least, most } = leaning;
  let delta = 0;
  for (let node = from; node < to; node++) {
    let value = own[node]!;
    if (pull[node]! > 0) {
      let sum = 0;
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++) sum += weights[entry]! * felt[targets[entry]!]!;
      const mine = credence[node]!;
      const groupsEnd = groupsOf.offsets[node + 1]!;
      for (let entry = groupsOf.offsets[node]!; entry < groupsEnd; entry++) {
        const group = groupsOf.targets[entry]!;
        const others = groupCredence[group]! - mine;
        if (others > 0) sum += (groupsOf.weights[entry]! * (groupSums[group]! - felt[node]!)) / (1 + others);
      }
      // The difference is added to p, so that a small share keeps p's digits; sums of others less one's own are off
      // in their last bits, which the bounds, true of the solution, hold in.
      value = Math.min(most, Math.max(least, value + pull[node]! * (sum - company[node]! * value)));
    }
    delta = Math.max(delta, Math.abs(value - values[node]!));
    values[node] = value;
    nextFelt[node] = credence[node]! * value;
  }
  deltas[index] = delta;
});

/** Of p, over the nodes that have one. */
function rangeOf({ nodes }: NeighbourMeans, own: Float64Array): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let node = 0; node < nodes; node++) {
    if (Number.isNaN(own[node])) continue;
    least = Math.min(least, own[node]!);
    most = Math.max(most, own[node]!);
  }
  return { least, most };
}

function assertOwn({ nodes, credence }: NeighbourMeans, own: Float64Array): void {
  if (own.length !== nodes)
    throw new InvalidInputError(
      `affineFixedPoint: own must have one entry for each of the ${nodes} nodes; it has ${own.length}.`,
    );
  for (let node = 0; node < nodes; node++) {
    if (Number.isFinite(own[node]) || (Number.isNaN(own[node]) && credence[node] === 0)) continue;
    throw new InvalidInputError(
      `affineFixedPoint: the own value of node ${node} is ${own[node]!}, expected a finite number. Give a node without ` +
        `a value NaN and a credence of 0.`,
      { context: { node, own: String(own[node]) } },
    );
  }
}
