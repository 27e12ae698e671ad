/**
 * How much of everybody's value is one's own: the transpose of affineFixedPoint, for all nodes in one solve.
 *
 *     y = M' v,   M = (I - L W)^-1 (I - L)        so y(j) = sum over i of v(i) x M(i, j)
 *     influence(j) = sum over i of c(i) x M(i, j) - c(j) x (1 - lambda(j))
 *
 * found as y = (I - L) z with z = v + W' L z. What influence takes off is what a node keeps of itself; c weighs those
 * who are influenced, so company without credence adds nothing.
 *
 * Conventions: as in affine-fixed-point.ts and neighbour-means.ts, of the empty graph and of self-loops too.
 *
 * Complexity: O(ties + memberships) a step, as many steps as the fixed point takes; memory 48 bytes a node.
 * Tolerance: the sum of absolute changes (L1), default 1e-6; with lambda at most l, z lies within delta x l / (1 - l) of
 * the solution in the same norm.
 *
 * Invariant: adjoint. The sum of v(i) x s(i) is the sum of y(j) x p(j).
 * Invariant: mass conservation. y sums to what v sums to.
 * Invariant: threads. The same bytes on any number of threads.
 *
 * Throws InvalidInputError for lambda outside [0, 1), weights that are no finite numbers of at least 0, and arrays of
 * another length; NotConvergedError when maxIterations do not do; CancelledError; LimitExceededError.
 *
 * Reference: L. Katz, A new status index derived from sociometric analysis, Psychometrika 18, 1953,
 * doi:10.1007/BF02289026, with W' L in place of an attenuated adjacency matrix.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { sharesPerCompany } from './affine-fixed-point.ts';
import { rowBlocks } from '../run/blocks.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { IterationOptions, IterationResult } from '../run/iteration.ts';
import type { NeighbourMeans } from './neighbour-means.ts';
import { allocate } from '../run/shared-arrays.ts';
import { sumBlocks } from '../run/sum-blocks.ts';

const defaults = { kernel: 'affineInfluence', tolerance: 1e-6, maxIterations: 2000 };

export interface TransposedOptions extends IterationOptions {
  /** v, one per node, at least 0. */
  readonly weights: Float64Array;
  /** lambda, one per node, at least 0 and below 1. */
  readonly shares: Float64Array;
}

/** y = M' v, one per node. */
export function transposedFixedPoint(
  means: NeighbourMeans,
  options: TransposedOptions,
  context: KernelContext = {},
): IterationResult {
  const { values: z, ...ending } = solve(means, options, context);
  const values = z.map((value, node) => value * (1 - effectiveShare(means, options.shares, node)));
  return { values, ...ending };
}

/** Influence, one per node, at least 0; `weights` are the nodes' credence. */
export function affineInfluence(
  means: NeighbourMeans,
  options: Omit<TransposedOptions, 'weights'>,
  context: KernelContext = {},
): IterationResult {
  const { credence } = means;
  const { values: z, ...ending } = solve(means, { ...options, weights: credence }, context);
  const values = z.map(
    (value, node) => (value - credence[node]!) * (1 - effectiveShare(means, options.shares, node)),
  );
  return { values, ...ending };
}

/** Where there is no company nothing is taken from it. */
function effectiveShare({ company }: NeighbourMeans, shares: Float64Array, node: number): number {
  return company[node]! > 0 ? shares[node]! : 0;
}

/** z = v + W' L z. */
function solve(means: NeighbourMeans, options: TransposedOptions, context: KernelContext): IterationResult {
  const { nodes } = means;
  assertWeights(options.weights, nodes);
  const work = startWork({ kernel: defaults.kernel, bytes: 48 * nodes }, context);
  const shared: Handing = {
    ...means,
    weights: work.share(options.weights),
    pull: sharesPerCompany(means, options.shares),
    values: allocate(Float64Array, nodes),
    handed: allocate(Float64Array, nodes),
    groupSums: allocate(Float64Array, nodes),
  };
  shared.values.set(options.weights);
  const groups = rowBlocks(means.membersOf.offsets);
  const blocks = rowBlocks(means.ties.offsets);
  const deltas = allocate(Float64Array, blocks.count);
  const ending = iterate(options, { ...defaults, work }, () => {
    for (let node = 0; node < nodes; node++) shared.handed[node] = shared.pull[node]! * shared.values[node]!;
    work.run(gatherGroups, shared, groups);
    work.run(receive, { ...shared, deltas }, blocks);
    return sumBlocks(deltas);
  });
  return { values: shared.values, ...ending };
}

interface Handing extends NeighbourMeans {
  readonly weights: Float64Array;
  readonly pull: Float64Array;
  readonly values: Float64Array;
  /** Per node: lambda x z / C, what it hands to each unit of its raw weights. */
  readonly handed: Float64Array;
  /** Per group: sum over its members of what each hands to a unit of credence in it. */
  readonly groupSums: Float64Array;
}

const gatherGroups = defineStep(
  'affine-influence/gather-groups',
  ({ membersOf, credence, groupCredence, handed, groupSums }: Handing, { from, to }) => {
    for (let group = from; group < to; group++) {
      let sum = 0;
      for (let entry = membersOf.offsets[group]!; entry < membersOf.offsets[group + 1]!; entry++) {
        const member = membersOf.targets[entry]!;
        const others = groupCredence[group]! - credence[member]!;
        sum += (membersOf.weights[entry]! * handed[member]!) / (1 + others);
      }
      groupSums[group] = sum;
    }
  },
);

const receive = defineStep(
  'affine-influence/receive',
  (handing: Handing & { readonly deltas: Float64Array }, { index, from, to }) => {
    const { ties, groupsOf, credence, groupCredence, groupSums, handed, weights, values, deltas } = handing;
    const { offsets, targets, weights: tieWeights } = ties;
    let delta = 0;
    for (let node = from; node < to; node++) {
      let sum = 0;
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++)
        sum += tieWeights[entry]! * handed[targets[entry]!]!;
      for (let entry = groupsOf.offsets[node]!; entry < groupsOf.offsets[node + 1]!; entry++) {
        const group = groupsOf.targets[entry]!;
        const others = groupCredence[group]! - credence[node]!;
        const mine = (groupsOf.weights[entry]! * handed[node]!) / (1 + others);
        // All less one's own may fall below 0 by its last bit.
        sum += Math.max(0, groupSums[group]! - mine);
      }
      const value = weights[node]! + credence[node]! * sum;
      delta += Math.abs(value - values[node]!);
      values[node] = value;
    }
    deltas[index] = delta;
  },
);

function assertWeights(weights: Float64Array, nodes: number): void {
  if (weights.length !== nodes)
    throw new InvalidInputError(
      `affineInfluence: weights must have one entry for each of the ${nodes} nodes; it has ${weights.length}.`,
    );
  for (let node = 0; node < nodes; node++)
    if (!(weights[node]! >= 0 && weights[node]! < Infinity))
      throw new InvalidInputError(
        `affineInfluence: the weight of node ${node} is ${weights[node]!}, expected a finite number of at least 0.`,
      );
}
