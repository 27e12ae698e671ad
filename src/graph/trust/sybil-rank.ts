/**
 * Trust that spreads from seeds in few steps, per unit of degree: what lies behind a thin cut gets little of it.
 *
 *     trust'(v) = sum over neighbours u of trust(u) x weight(u, v) / weight(u)        steps times
 *     value(v)  = trust(v) / weight(v)
 *
 * with weight(u) the sum of u's row. A well mixed region evens out within log2(nodes) steps, and every value in it is
 * then near 1 / volume; a region that few ties lead into is stopped short. So low values are suspect, and only their
 * order and their ratio to one another mean anything.
 *
 * Conventions: undirected rows (`buildUndirected`), weights at least 0; parallel edges add up, a self-loop keeps its
 * share. A node without weight keeps what it has, and its value is NaN. Trust is 1 in all, spread over the seeds in
 * proportion to their mass. The empty graph has no values.
 *
 * Complexity: O(edges) a step, ceil(log2(nodes)) steps; memory 40 to 64 bytes a node.
 * Steps are fixed, as the paper has them: more would let trust leak until all are alike. `delta` is the last step's
 * sum of absolute changes (L1), and says how far from that it was.
 *
 * Invariant: mass conservation. Trust sums to 1 after any number of steps.
 * Invariant: linearity. Trust is linear in the seeds' masses.
 * Invariant: threads. The same bytes on any number of threads.
 *
 * Throws InvalidInputError for rows in which a node's own weights and those that others have for it differ in sum, so that
 * trust would be lost, for seeds without mass, negative weights, and weights whose sum is no normal number;
 * CancelledError; LimitExceededError above the memory limit.
 *
 * Reference: Q. Cao, M. Sirivianos, X. Yang and T. Pregueiro, Aiding the detection of fake accounts in large scale
 * social online services, NSDI 2012 (USENIX, no DOI).
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { evenBlocks, rowBlocks } from '../run/blocks.ts';
import type { Csr } from '../rows/csr.ts';
import { readDistribution } from '../walks/distribution.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { IterationResult } from '../run/iteration.ts';
import { sumRows } from '../walks/random-walk.ts';
import { allocate } from '../run/shared-arrays.ts';
import { sumBlocks } from '../run/sum-blocks.ts';
import { planTransposedSums, sumByTarget } from '../walks/transposed-sums.ts';

export interface SybilRankOptions {
  /** One mass per node, at least 0, with a positive sum, which is scaled to 1. */
  readonly seeds: Float64Array;
  /** Default ceil(log2(nodes)), at least 1. */
  readonly steps?: number;
}

export interface SybilRank extends IterationResult {
  /** What each node holds; sums to 1. `values` is this per unit of weight. */
  readonly trust: Float64Array;
}

const KERNEL = 'sybilRank';

export function sybilRank(rows: Csr, options: SybilRankOptions, context: KernelContext = {}): SybilRank {
  const { nodes } = rows;
  const seeds = readDistribution(KERNEL, 'seeds', { given: options.seeds, nodes });
  const work = startWork({ kernel: KERNEL, bytes: 32 * nodes + planTransposedSums(rows) }, context);
  if (nodes === 0) return { values: seeds, trust: seeds, iterations: 0, delta: 0, converged: true };
  const shared: Spreading = {
    offsets: work.share(rows.offsets),
    targets: work.share(rows.targets),
    weights: rows.weights === undefined ? undefined : work.share(rows.weights),
    rowWeights: work.share(sumRows(rows)),
    trust: work.share(seeds),
    shares: allocate(Float64Array, nodes),
  };
  assertBalanced(shared, work);
  const blocks = rowBlocks(shared.offsets);
  const evenly = evenBlocks(nodes);
  const deltas = allocate(Float64Array, blocks.count);
  const steps = options.steps ?? Math.max(1, Math.ceil(Math.log2(nodes)));
  const ending = iterate(
    { fixedIterations: steps },
    { kernel: KERNEL, tolerance: 1e-8, maxIterations: steps, work },
    () => {
      work.run(handOn, shared, evenly);
      work.run(gather, { ...shared, deltas }, blocks);
      return sumBlocks(deltas);
    },
  );
  const values = shared.trust.map((trust, node) => trust / weightOrNaN(shared.rowWeights[node]!));
  return { values, trust: shared.trust, ...ending };
}

/** Rounding of sums in another order; rows of one direction differ by whole edges. */
const ROUNDING = 1e-9;

/** Of undirected rows what a node has for others they have for it. */
function assertBalanced({ offsets, targets, weights, rowWeights }: Spreading, work: Work): void {
  const nodes = rowWeights.length;
  const { sums } = sumByTarget({ nodes, offsets, targets, weights }, work);
  for (let node = 0; node < nodes; node++) {
    const [out, into] = [rowWeights[node]!, sums[node]!];
    if (Math.abs(out - into) <= ROUNDING * Math.max(out, into)) continue;
    throw new InvalidInputError(
      `${KERNEL}: the weights in the row of node ${node} sum to ${out}, and for it in other rows to ${into}, expected ` +
        `the same. Build undirected rows.`,
      { context: { node, out, into } },
    );
  }
}

interface Spreading {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array | undefined;
  readonly rowWeights: Float64Array;
  readonly trust: Float64Array;
  readonly shares: Float64Array;
}

/** What each node hands on per unit of weight. */
const handOn = defineStep('sybil-rank/hand-on', ({ rowWeights, trust, shares }: Spreading, { from, to }) => {
  for (let node = from; node < to; node++)
    shares[node] = rowWeights[node] === 0 ? 0 : trust[node]! / rowWeights[node]!;
});

const gather = defineStep(
  'sybil-rank/gather',
  (spreading: Spreading & { readonly deltas: Float64Array }, { index, from, to }) => {
    const { offsets, targets, weights, rowWeights, trust, shares, deltas } = spreading;
    let delta = 0;
    for (let node = from; node < to; node++) {
      if (rowWeights[node] === 0) continue;
      const end = offsets[node + 1]!;
      let sum = 0;
      if (weights === undefined)
        for (let entry = offsets[node]!; entry < end; entry++) sum += shares[targets[entry]!]!;
      else
        for (let entry = offsets[node]!; entry < end; entry++)
          sum += shares[targets[entry]!]! * weights[entry]!;
      delta += Math.abs(sum - trust[node]!);
      trust[node] = sum;
    }
    deltas[index] = delta;
  },
);

function weightOrNaN(weight: number): number {
  return weight === 0 ? NaN : weight;
}
