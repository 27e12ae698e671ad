/**
 * How fair each node rates, and how good it is rated, in a signed weighted graph.
 *
 *     goodness(v) = mean over edges u -> v of fairness(u) x weight(u, v)                   -1 to 1
 *     fairness(u) = 1 - mean over edges u -> v of |weight(u, v) - goodness(v)| / 2          0 to 1
 *
 * The two define each other; the solution exists and is unique. 2 is the widest gap there can be. Where ratings are not
 * believed alike, the means are weighed by a credence for each, 0 to 1; with a credence of 1 throughout they are the same
 * to the bit.
 *
 * Conventions: takes rows by source (`buildOut`, rule `signed`), weights in [-1, 1]. An edge of weight 0 is a neutral
 * rating and counts. Each parallel edge is a rating of its own: means are over edges, so that to merge parallel
 * edges is to change the answer. A self-loop counts like any other edge. A node that rates nobody has fairness
 * NaN, one that nobody rates has goodness NaN (the authors' program gives 1 and 0). The empty graph has neither.
 *
 * Complexity: O(edges) a step; memory 32 bytes a node.
 * Tolerance: the largest absolute change of any value (maximum norm), default 1e-10. A step halves the distance to the
 * solution, so the values lie within delta of it, and some 35 steps do.
 *
 * Invariant: ranges. Fairness lies in [0, 1] and goodness in [-1, 1].
 * Invariant: relabelling. Values follow their nodes when these are renumbered.
 * Invariant: sign symmetry. Turning every weight's sign turns every goodness's sign and leaves fairness as it is.
 *
 * Throws InvalidInputError for rows without weights, a weight outside [-1, 1], credence of other edges and options out of range;
 * NotConvergedError when maxIterations do not do; LimitExceededError; CancelledError.
 *
 * Reference: S. Kumar, F. Spezzano, V. S. Subrahmanian and C. Faloutsos, Edge weight prediction in weighted signed
 * networks, ICDM 2016, doi:10.1109/ICDM.2016.0033.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { Iteration, IterationOptions } from '../run/iteration.ts';
import { readRatings } from './ratings.ts';
import type { RatedRows } from './ratings.ts';

export interface FairnessGoodnessOptions extends IterationOptions {
  /** Rows by source with the same entries: how far each rating is believed, above 0 and at most 1. Default: in full. */
  readonly credence?: Csr | undefined;
}

export interface FairnessGoodness extends Iteration {
  /** 0 to 1 per node; NaN for a node without outgoing edges. */
  readonly fairness: Float64Array;
  /** -1 to 1 per node; NaN for a node without incoming edges. */
  readonly goodness: Float64Array;
}

const defaults = { kernel: 'fairnessGoodness', tolerance: 1e-10, maxIterations: 100 };
/** The widest gap between a weight and a goodness. */
const WIDEST_GAP = 2;

/** Fairness and goodness of all nodes, from rows by source with weights in [-1, 1]. */
export function fairnessGoodness(
  outgoing: Csr,
  options: FairnessGoodnessOptions = {},
  context: KernelContext = {},
): FairnessGoodness {
  const rows = readRatings(defaults.kernel, outgoing);
  const { nodes, offsets, targets } = rows;
  const work = startWork({ kernel: defaults.kernel, bytes: 32 * nodes }, context);
  const believed = { ...rows, credence: readCredence(rows, options.credence) };
  const received = new Float64Array(nodes);
  targets.forEach((target, entry) => (received[target]! += believed.credence?.[entry] ?? 1));
  const goodness = new Float64Array(nodes);
  const fairness = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    goodness[node] = received[node] === 0 ? NaN : 1;
    fairness[node] = offsets[node] === offsets[node + 1] ? NaN : 1;
  }
  if (targets.length === 0) return { fairness, goodness, iterations: 0, delta: 0, converged: true };

  const sums = new Float64Array(nodes);
  const step = (): number => {
    addRatings(believed, fairness, sums);
    const change = updateGoodness(goodness, sums, received);
    work.poll();
    return Math.max(change, updateFairness(believed, fairness, goodness));
  };
  return { fairness, goodness, ...iterate(options, { ...defaults, work }, step) };
}

interface BelievedRows extends RatedRows {
  readonly credence: Float64Array | undefined;
}

function readCredence({ offsets, targets }: RatedRows, rows: Csr | undefined): Float64Array | undefined {
  if (rows === undefined) return undefined;
  const { weights: credence } = rows;
  const isSame = (one: Uint32Array, other: Uint32Array): boolean =>
    one.length === other.length && one.every((value, place) => value === other[place]);
  const isSound =
    credence?.every((value) => value > 0 && value <= 1) === true &&
    isSame(offsets, rows.offsets) &&
    isSame(targets, rows.targets);
  if (!isSound)
    throw new InvalidInputError(
      `${defaults.kernel}: credence must have the entries of the ratings, each above 0 and at most 1; other rows came. ` +
        'Build both from one list of edges without parallel ones.',
    );
  return credence;
}

/** sums(v) = sum over edges u -> v of credence(u, v) x fairness(u) x weight(u, v). */
function addRatings(
  { nodes, offsets, targets, weights, credence }: BelievedRows,
  fairness: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let node = 0; node < nodes; node++) {
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++)
      sums[targets[entry]!]! += fairness[node]! * weights[entry]! * (credence?.[entry] ?? 1);
  }
}

function updateGoodness(goodness: Float64Array, sums: Float64Array, received: Float64Array): number {
  let delta = 0;
  for (let node = 0; node < goodness.length; node++) {
    if (received[node] === 0) continue;
    const value = sums[node]! / received[node]!;
    delta = Math.max(delta, Math.abs(value - goodness[node]!));
    goodness[node] = value;
  }
  return delta;
}

function updateFairness(rows: BelievedRows, fairness: Float64Array, goodness: Float64Array): number {
  const { nodes, offsets, targets, weights, credence } = rows;
  let delta = 0;
  for (let node = 0; node < nodes; node++) {
    const start = offsets[node]!;
    const end = offsets[node + 1]!;
    if (start === end) continue;
    let gaps = 0;
    let given = 0;
    for (let entry = start; entry < end; entry++) {
      const belief = credence?.[entry] ?? 1;
      gaps += Math.abs(weights[entry]! - goodness[targets[entry]!]!) * belief;
      given += belief;
    }
    const value = 1 - gaps / (WIDEST_GAP * given);
    delta = Math.max(delta, Math.abs(value - fairness[node]!));
    fairness[node] = value;
  }
  return delta;
}
