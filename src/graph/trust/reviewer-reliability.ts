/**
 * REV2: how fair each rater is, how reliable each rating, and how good each rated node, from one another.
 *
 *     goodness(v)       = (sum over ratings u -> v of reliability x weight + b1 x G + b2 x behaviour(v)) / (n + b1 + b2)
 *     reliability(u, v) = (g1 x fairness(u) + g2 x (1 - |weight - goodness(v)| / 2) + g3 x behaviour(u, v)) / (g1 + g2 + g3)
 *     fairness(u)       = (sum over ratings u -> v of reliability + a1 x F + a2 x behaviour(u)) / (n + a1 + a2)
 *
 * n being the number of ratings received or given, F and G the typical fairness and goodness that the few are drawn
 * to (a1, b1), and behaviour what is known of raters, ratings and rated from elsewhere: in the paper BIRDNEST's
 * verdict on their times and values. Fairness and reliability lie in [0, 1], goodness in [-1, 1].
 *
 * Conventions: takes rows by source (`buildOut`, rule `signed`), weights in [-1, 1]; the same node as rater and as
 * rated is two things, so a self-loop counts like any other rating. A weight of 0 is a neutral rating and counts; each
 * parallel edge is a rating of its own. A node that rates nobody has fairness NaN, one that nobody rates goodness NaN. F and G are the means of the step
 * before, as in the paper (its program takes medians), unless given. The empty graph has neither.
 *
 * Complexity: O(edges) a step; memory 28 bytes a node and 8 an edge.
 * Tolerance: the largest absolute change of any of the three (maximum norm), default 1e-10. A step contracts: changes of
 * goodness and fairness reach reliability by at most (g1 + g2 / 2) / (g1 + g2 + g3), so g2 + g3 must be above 0.
 *
 * Invariant: ranges. As above.
 * Invariant: relabelling. Values follow their nodes when these are renumbered.
 *
 * Throws InvalidInputError for rows without weights, a weight outside [-1, 1] and options out of range;
 * NotConvergedError when maxIterations do not do; CancelledError; LimitExceededError.
 *
 * Reference: S. Kumar, B. Hooi, D. Makhija, M. Kumar, C. Faloutsos and V. S. Subrahmanian, REV2: fraudulent user
 * prediction in rating platforms, WSDM 2018, doi:10.1145/3159652.3159729.
 */
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { Iteration, IterationOptions } from '../run/iteration.ts';
import { readRatings } from './ratings.ts';
import type { RatedRows } from './ratings.ts';
import { readReliabilityPriors } from './reviewer-priors.ts';
import type { ReliabilityPriors, RatingPriors } from './reviewer-priors.ts';

export interface ReviewerReliability extends Iteration {
  /** 0 to 1 per node; NaN for a node without outgoing edges. */
  readonly fairness: Float64Array;
  /** -1 to 1 per node; NaN for a node without incoming edges. */
  readonly goodness: Float64Array;
  /** 0 to 1 per entry of the rows. */
  readonly reliability: Float64Array;
}

export interface ReviewerReliabilityOptions extends IterationOptions {
  readonly priors?: ReliabilityPriors;
}

const defaults = { kernel: 'reviewerReliability', tolerance: 1e-10, maxIterations: 500 };
const POLL_EVERY = 2 ** 16;

/** From rows by source with weights in [-1, 1]. */
export function reviewerReliability(
  outgoing: Csr,
  options: ReviewerReliabilityOptions = {},
  context: KernelContext = {},
): ReviewerReliability {
  const rows = readRatings(defaults.kernel, outgoing);
  const { nodes, edges } = outgoing;
  const priors = readReliabilityPriors(options.priors ?? {}, outgoing);
  const work = startWork({ kernel: defaults.kernel, bytes: 28 * nodes + 8 * edges }, context);
  const received = new Uint32Array(nodes);
  for (const target of rows.targets) received[target]!++;
  const goodness = new Float64Array(nodes);
  const fairness = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    goodness[node] = received[node] === 0 ? NaN : 1;
    fairness[node] = rows.offsets[node] === rows.offsets[node + 1] ? NaN : 1;
  }
  const reliability = new Float64Array(edges).fill(1);
  const values = { fairness, goodness, reliability };
  if (edges === 0) return { ...values, iterations: 0, delta: 0, converged: true };

  const state: State = { rows, priors, received, ...values, sums: new Float64Array(nodes), work };
  addRatings(state);
  const ending = iterate(options, { ...defaults, work }, () => {
    const typical = {
      goodness: typicalOf(goodness, priors.goodness),
      fairness: typicalOf(fairness, priors.fairness),
    };
    const change = updateGoodness(state, typical.goodness);
    return Math.max(change, updateRaters(state, typical.fairness));
  });
  return { ...values, ...ending };
}

interface State {
  readonly rows: RatedRows;
  readonly priors: RatingPriors;
  readonly received: Uint32Array;
  readonly fairness: Float64Array;
  readonly goodness: Float64Array;
  readonly reliability: Float64Array;
  /** sums(v) = sum over ratings u -> v of reliability x weight. */
  readonly sums: Float64Array;
  readonly work: Work;
}

/** Before the first step every rating is fully reliable. */
function addRatings({ rows, sums }: State): void {
  const { targets, weights } = rows;
  for (let entry = 0; entry < targets.length; entry++) sums[targets[entry]!]! += weights[entry]!;
}

function typicalOf(values: Float64Array, { typical }: { typical: number | undefined }): number {
  if (typical !== undefined) return typical;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

function updateGoodness({ goodness, sums, received, priors }: State, typical: number): number {
  const { weight, behaviourWeight, behaviour } = priors.goodness;
  let delta = 0;
  for (let node = 0; node < goodness.length; node++) {
    const count = received[node]!;
    if (count === 0) continue;
    const drawn = weight * typical + behaviourWeight * (behaviour?.[node] ?? 0);
    const value = (sums[node]! + drawn) / (count + weight + behaviourWeight);
    delta = Math.max(delta, Math.abs(value - goodness[node]!));
    goodness[node] = value;
  }
  return delta;
}

/** Reliability and fairness of each rater's row in one pass, which adds up the next step's goodness on its way. */
function updateRaters(state: State, typical: number): number {
  const { rows, priors, fairness, sums, work } = state;
  const { weight, behaviourWeight, behaviour } = priors.fairness;
  sums.fill(0);
  let delta = 0;
  for (let node = 0; node < rows.nodes; node++) {
    if (node % POLL_EVERY === 0) work.poll();
    const count = rows.offsets[node + 1]! - rows.offsets[node]!;
    if (count === 0) continue;
    const judged = updateRatings(state, node);
    const drawn = weight * typical + behaviourWeight * (behaviour?.[node] ?? 0);
    const value = (judged.sum + drawn) / (count + weight + behaviourWeight);
    delta = Math.max(delta, judged.delta, Math.abs(value - fairness[node]!));
    fairness[node] = value;
  }
  return delta;
}

/** The reliability of one rater's ratings, their sum and the largest change. */
function updateRatings(state: State, node: number): { sum: number; delta: number } {
  const { rows, priors, fairness, goodness, reliability, sums } = state;
  const { offsets, targets, weights } = rows;
  const { byFairness, byAgreement, byBehaviour, behaviour } = priors.reliability;
  const fromRater = byFairness * fairness[node]!;
  let sum = 0;
  let delta = 0;
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
    const target = targets[entry]!;
    const agreement = 1 - Math.abs(weights[entry]! - goodness[target]!) / 2;
    const value = fromRater + byAgreement * agreement + byBehaviour * (behaviour?.[entry] ?? 0);
    delta = Math.max(delta, Math.abs(value - reliability[entry]!));
    reliability[entry] = value;
    sum += value;
    sums[target]! += value * weights[entry]!;
  }
  return { sum, delta };
}
