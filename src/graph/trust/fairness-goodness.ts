/**
 * How fair each node rates, and how good it is rated, in a signed weighted graph.
 *
 *     goodness(v) = mean over edges u -> v of fairness(u) x weight(u, v)                   -1 to 1
 *     fairness(u) = 1 - mean over edges u -> v of |weight(u, v) - goodness(v)| / 2          0 to 1
 *
 * The two define each other; the solution exists and is unique. 2 is the widest gap there can be.
 *
 * Conventions: takes rows by source (`buildOut`, rule `signed`), weights in [-1, 1]. An edge of weight 0 is a neutral
 * rating and counts. Each parallel edge is a rating of its own: means are over edges, so that to merge parallel
 * edges is to change the answer. A self-loop counts like any other edge. A node that rates nobody has fairness
 * NaN, one that nobody rates has goodness NaN (the authors' program gives 1 and 0). The empty graph has neither.
 *
 * Complexity: O(edges) a step; memory 28 bytes a node.
 * Tolerance: the largest absolute change of any value (maximum norm), default 1e-10. A step halves the distance to the
 * solution, so the values lie within delta of it, and some 35 steps do.
 *
 * Invariant: ranges. Fairness lies in [0, 1] and goodness in [-1, 1].
 * Invariant: relabelling. Values follow their nodes when these are renumbered.
 * Invariant: sign symmetry. Turning every weight's sign turns every goodness's sign and leaves fairness as it is.
 *
 * Throws InvalidInputError for rows without weights, a weight outside [-1, 1] and options out of range;
 * NotConvergedError when maxIterations do not do; LimitExceededError; CancelledError.
 *
 * Reference: S. Kumar, F. Spezzano, V. S. Subrahmanian and C. Faloutsos, Edge weight prediction in weighted signed
 * networks, ICDM 2016, doi:10.1109/ICDM.2016.0033.
 */
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { Iteration, IterationOptions } from '../run/iteration.ts';
import { readRatings } from './ratings.ts';
import type { RatedRows } from './ratings.ts';

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
  options: IterationOptions = {},
  context: KernelContext = {},
): FairnessGoodness {
  const rows = readRatings(defaults.kernel, outgoing);
  const { nodes, offsets, targets } = rows;
  const work = startWork({ kernel: defaults.kernel, bytes: 28 * nodes }, context);
  const received = new Uint32Array(nodes);
  for (const target of targets) received[target]!++;
  const goodness = new Float64Array(nodes);
  const fairness = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    goodness[node] = received[node] === 0 ? NaN : 1;
    fairness[node] = offsets[node] === offsets[node + 1] ? NaN : 1;
  }
  if (targets.length === 0) return { fairness, goodness, iterations: 0, delta: 0, converged: true };

  const sums = new Float64Array(nodes);
  const step = (): number => {
    addRatings(rows, fairness, sums);
    const change = updateGoodness(goodness, sums, received);
    work.poll();
    return Math.max(change, updateFairness(rows, fairness, goodness));
  };
  return { fairness, goodness, ...iterate(options, { ...defaults, work }, step) };
}

/** sums(v) = sum over edges u -> v of fairness(u) x weight(u, v). */
function addRatings(
  { nodes, offsets, targets, weights }: RatedRows,
  fairness: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let node = 0; node < nodes; node++) {
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++)
      sums[targets[entry]!]! += fairness[node]! * weights[entry]!;
  }
}

function updateGoodness(goodness: Float64Array, sums: Float64Array, received: Uint32Array): number {
  let delta = 0;
  for (let node = 0; node < goodness.length; node++) {
    if (received[node] === 0) continue;
    const value = sums[node]! / received[node]!;
    delta = Math.max(delta, Math.abs(value - goodness[node]!));
    goodness[node] = value;
  }
  return delta;
}

function updateFairness(rows: RatedRows, fairness: Float64Array, goodness: Float64Array): number {
  const { nodes, offsets, targets, weights } = rows;
  let delta = 0;
  for (let node = 0; node < nodes; node++) {
    const start = offsets[node]!;
    const end = offsets[node + 1]!;
    if (start === end) continue;
    let gaps = 0;
    for (let entry = start; entry < end; entry++)
      gaps += Math.abs(weights[entry]! - goodness[targets[entry]!]!);
    const value = 1 - gaps / (WIDEST_GAP * (end - start));
    delta = Math.max(delta, Math.abs(value - fairness[node]!));
    fairness[node] = value;
  }
  return delta;
}
