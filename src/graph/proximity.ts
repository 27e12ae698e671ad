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
 * Method: a push from `from` and a push back from `to` meet in the middle; no chance is involved in the computation.
 *
 * Conventions: undirected rows (`buildUndirected`), weights at least 0. Self-loops hold a walk back. A node without
 * weight is near to nobody: lift 0, and NaN to itself. See random-walk.ts.
 *
 * Complexity: two pushes of 1 / (threshold x (1 - d)) at most, whatever the graph's size.
 * Bound: the chance lies in [lower, upper]; the gap is (residual of the one) x (largest residual of the other).
 *
 * Invariant: symmetry. The lifts in both directions overlap.
 *
 * Throws InvalidInputError for directed rows, options out of range and nodes that are none; CancelledError.
 *
 * Reference: P. Lofgren, S. Banerjee and A. Goel, Bidirectional PageRank estimation: from average-case to worst-case,
 * WAW 2015, doi:10.1007/978-3-319-26784-5_13; there random walks take the place of one push.
 */
import { InvalidInputError } from '../domain/errors.ts';
import type { KernelContext } from './executor.ts';
import { pushBackward } from './push-backward.ts';
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
  const ahead = pushForward(walk, { ...options, seeds: [from] }, context);
  const back = pushBackward(walk, { ...options, target: to }, context);
  const met = meet(ahead, back, from);
  const chance = { lower: met, upper: met + ahead.residual * back.largestResidual };
  const perChance = walk.volume / walk.outWeights[to]!;
  const liftOf = (value: number): number => (value === 0 ? 0 : value * perChance);
  const isNowhere = walk.outWeights[to] === 0;
  const lift =
    isNowhere && from === to
      ? { lower: NaN, upper: NaN }
      : { lower: liftOf(chance.lower), upper: liftOf(chance.upper) };
  return { chance, lift };
}

/** What is certain: the estimate from behind, and what was seen ahead at the nodes where some residual waits. */
function meet(ahead: Pushed, back: Pushed, from: number): number {
  let sum = back.estimates[from]!;
  for (const node of back.touched) sum += ahead.estimates[node]! * back.residuals[node]!;
  return sum;
}
