/**
 * How near two nodes of an undirected graph are, in walks between them rather than in hops.
 *
 *     chance = chance that a walk from one, going on with chance d at each node, ends at the other
 *     lift   = chance x volume / outWeight(other): how many times likelier than for a walk that has forgotten its start
 *
 * Random walks and not landmarks: in a network where anybody reaches anybody in six hops distances hardly differ,
 * whereas the lift counts every short path, heavy ones more and those through hubs less, and comes with a bound.
 * Lift is symmetric, 1 for strangers in a well mixed graph, and 0 where no path leads.
 *
 * Method: a push from each end; what the one has seen meets what the other has left. On an undirected graph ranks in
 * the two directions are in the ratio of the weights, so a push from `to` says from where walks end there. No chance is
 * involved in the computation.
 *
 * Conventions: undirected rows (`buildUndirected`), weights at least 0. Self-loops hold a walk back. A node without
 * weight is near to nobody: lift 0, and NaN to itself. Parallel edges add up. The empty graph has no two nodes to ask
 * about, so any are refused. See random-walk.ts.
 *
 * Complexity: two forward pushes, whatever the graph's size; reading the one against the other costs no more.
 * Bound: both lie in [lower, upper]; the gap of the lift is at most residual x threshold x volume.
 *
 * Invariant: symmetry. The lifts in both directions overlap.
 *
 * Throws InvalidInputError for directed rows, options out of range and nodes that are none; CancelledError;
 * LimitExceededError.
 *
 * Reference: P. Lofgren, S. Banerjee and A. Goel, Bidirectional PageRank estimation: from average-case to worst-case,
 * WAW 2015, doi:10.1007/978-3-319-26784-5_13; there random walks take the place of one push.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { KernelContext } from '../run/executor.ts';
import { pushForward } from './push-forward.ts';
import type { PushOptions, Pushed } from './push-options.ts';
import type { RandomWalk } from './random-walk.ts';

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export interface Proximity {
  /** 0 to 1. */
  readonly chance: Bounds;
  /** At least 0. */
  readonly lift: Bounds;
}

export interface ProximityOptions extends PushOptions {
  readonly from: number;
  readonly to: number;
}

/** Between two nodes; `threshold` is per unit of weight, as in pushForward. */
export function proximity(
  walk: RandomWalk,
  options: ProximityOptions,
  context: KernelContext = {},
): Proximity {
  if (walk.outgoing !== walk.incoming)
    throw new InvalidInputError(
      `proximity: expected a walk over undirected rows, one over directed rows came. Prepare it from buildUndirected.`,
    );
  const { from, to } = options;
  const { outWeights, volume } = walk;
  const ahead = pushForward(walk, { ...options, seeds: [from] }, context);
  if (outWeights[from] === 0 || outWeights[to] === 0) return alone(from === to);
  const back = pushForward(walk, { ...options, seeds: [to] }, context);
  const met = meet(walk, { ahead, back, from });
  const [lower, upper] = [met.sum, met.sum + ahead.residual * met.largest];
  const weight = outWeights[to]!;
  return {
    chance: { lower: lower * weight, upper: upper * weight },
    lift: { lower: lower * volume, upper: upper * volume },
  };
}

/** A node without ties is where its own walks end, and nobody else's. */
function alone(isSame: boolean): Proximity {
  const chance = isSame ? 1 : 0;
  const lift = isSame ? NaN : 0;
  return { chance: { lower: chance, upper: chance }, lift: { lower: lift, upper: lift } };
}

/**
 * Per unit of the target's weight: what is certain of the chance, namely the estimate from behind and what was seen
 * ahead at the nodes where some residual waits behind; and the largest that a unit left ahead may add.
 */
function meet(
  { outWeights }: RandomWalk,
  { ahead, back, from }: { ahead: Pushed; back: Pushed; from: number },
): { sum: number; largest: number } {
  let sum = back.estimates[from]! / outWeights[from]!;
  let largest = 0;
  for (const node of back.touched) {
    const left = back.residuals[node]!;
    if (left === 0) continue;
    const perWeight = left / outWeights[node]!;
    largest = Math.max(largest, perWeight);
    sum += ahead.estimates[node]! * perWeight;
  }
  return { sum, largest };
}
