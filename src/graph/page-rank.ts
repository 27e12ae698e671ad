/**
 * PageRank, weighted, and personalised when a teleport distribution is given.
 *
 *     rank(v) = d x sum over edges u -> v of rank(u) x weight(u, v) / outWeight(u)
 *             + (1 - d + d x sum of rank(u) over dangling u) x teleport(v)
 *
 * with d the damping factor and outWeight(u) the sum of the weights out of u. Ranks are a distribution.
 *
 * Conventions: takes rows by target (`buildIn`) and pulls, so each rank is one sum in one order. Without weights
 * every edge weighs 1. Parallel edges add up; a self-loop keeps its share. A node whose out-weights sum to 0 is
 * dangling, and its rank goes where teleports go, as in NetworkX; the rival convention spreads it evenly over all
 * nodes, and differs only when personalised. Iteration starts at the teleport distribution. The empty graph has no ranks.
 *
 * Complexity: O(edges) a step and at most log(tolerance / 2) / log(d) steps; memory 40 bytes a node.
 * Tolerance: the sum of absolute changes (L1), default 1e-8, over all nodes and not per node as in NetworkX and
 * graphology; the ranks then lie within delta x d / (1 - d) of the solution, in the same norm.
 *
 * Invariant: mass conservation. The ranks sum to 1 after any number of steps.
 * Invariant: relabelling. Ranks follow their nodes when these are renumbered.
 * Invariant: parallel edges. Merging them by adding their weights changes nothing but rounding.
 * Invariant: linearity. Divided by 1 - d + d x (rank on dangling nodes), ranks are linear in the teleport.
 *
 * Throws InvalidInputError for options out of range, negative weights, and out-weights whose sum is no normal
 * number; NotConvergedError when maxIterations do not do.
 *
 * Reference: L. Page, S. Brin, R. Motwani and T. Winograd, The PageRank citation ranking, Stanford InfoLab 1999-66,
 * 1999. Personalised: T. H. Haveliwala, Topic-sensitive PageRank, WWW 2002, doi:10.1145/511446.511513.
 */
import { InvalidInputError } from '../domain/errors.ts';
import { rowBlocks } from './blocks.ts';
import type { Blocks } from './blocks.ts';
import type { Csr } from './csr.ts';
import { defineStep, startWork } from './executor.ts';
import type { KernelContext, Work } from './executor.ts';
import { iterate } from './iteration.ts';
import type { IterationOptions, IterationResult } from './iteration.ts';
import { allocate } from './shared-arrays.ts';
import { planTransposedSums, sumByTarget } from './transposed-sums.ts';
import type { WeightedRows } from './transposed-sums.ts';

export interface PageRankOptions extends IterationOptions {
  /** Chance of following an edge rather than teleporting, at least 0 and below 1; default 0.85 (Page et al.). */
  readonly dampingFactor?: number;
  /** One entry per node, at least 0, with a positive sum, which is scaled to 1; default: even. */
  readonly teleport?: Float64Array;
}

const defaults = { kernel: 'pageRank', tolerance: 1e-8, maxIterations: 200 };
/** The smallest double of full precision: dividing by less may overflow. */
const SMALLEST_NORMAL = 2 ** -1022;

/** Ranks of all nodes, summing to 1, from rows by target. */
export function pageRank(
  incoming: Csr,
  options: PageRankOptions = {},
  context: KernelContext = {},
): IterationResult {
  const dampingFactor = options.dampingFactor ?? 0.85;
  if (!(dampingFactor >= 0 && dampingFactor < 1))
    throw new InvalidInputError(
      `pageRank: dampingFactor must be at least 0 and below 1; ${dampingFactor} came.`,
    );
  const { nodes } = incoming;
  const work = startWork({ kernel: 'pageRank', bytes: 40 * nodes + planTransposedSums(incoming) }, context);
  const teleport = readTeleport(options.teleport, nodes);
  const offsets = work.share(incoming.offsets);
  const targets = work.share(incoming.targets);
  const weights = incoming.weights === undefined ? undefined : work.share(incoming.weights);
  const outWeights = sumOutWeights({ nodes, offsets, targets, weights }, work);
  if (nodes === 0) return { values: allocate(Float64Array, 0), iterations: 0, delta: 0, converged: true };

  const ranks = allocate(Float64Array, nodes);
  ranks.set(teleport);
  const flow = { offsets, targets, weights, ranks, teleport, outWeights, dampingFactor };
  const step = makeStep(flow, { blocks: rowBlocks(offsets), work });
  return { values: ranks, ...iterate(options, { ...defaults, work }, step) };
}

type Flow = Readonly<{
  offsets: Uint32Array;
  targets: Uint32Array;
  weights: Float64Array | undefined;
  ranks: Float64Array;
  teleport: Float64Array;
  outWeights: Float64Array;
  dampingFactor: number;
}>;
type Pull = Flow &
  Readonly<{
    /** What each node gives away for an edge of weight 1: before the step, and after it. */
    shares: Float64Array;
    nextShares: Float64Array;
    teleported: number;
    /** Per block: absolute changes of ranks, and rank that nodes without out-weight hold after the step. */
    deltas: Float64Array;
    dangling: Float64Array;
  }>;

/** One power iteration over the ranks, in place; returns the sum of absolute changes. */
function makeStep(flow: Flow, { blocks, work }: { blocks: Blocks; work: Work }): () => number {
  const { ranks, outWeights, dampingFactor } = flow;
  const deltas = allocate(Float64Array, blocks.count);
  const dangling = allocate(Float64Array, blocks.count);
  let shares = allocate(Float64Array, ranks.length);
  let nextShares = allocate(Float64Array, ranks.length);
  let held = 0;
  for (let node = 0; node < ranks.length; node++)
    if (outWeights[node] === 0) held += ranks[node]!;
    else shares[node] = ranks[node]! / outWeights[node]!;
  return () => {
    const teleported = 1 - dampingFactor + dampingFactor * held;
    work.run(pull, { ...flow, shares, nextShares, teleported, deltas, dangling }, blocks);
    [shares, nextShares] = [nextShares, shares];
    held = sum(dangling);
    return sum(deltas);
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

const pull = defineStep('page-rank/pull', (shared: Pull, { index, from, to }) => {
  const { offsets, targets, weights, shares, nextShares, ranks, teleport, outWeights } = shared;
  const { dampingFactor, teleported } = shared;
  let delta = 0;
  let dangling = 0;
  for (let node = from; node < to; node++) {
    const end = offsets[node + 1]!;
    let pulled = 0;
    if (weights === undefined)
      for (let entry = offsets[node]!; entry < end; entry++) pulled += shares[targets[entry]!]!;
    else
      for (let entry = offsets[node]!; entry < end; entry++)
        pulled += shares[targets[entry]!]! * weights[entry]!;
    const rank = dampingFactor * pulled + teleported * teleport[node]!;
    delta += Math.abs(rank - ranks[node]!);
    ranks[node] = rank;
    const outWeight = outWeights[node]!;
    if (outWeight === 0) dangling += rank;
    nextShares[node] = outWeight === 0 ? 0 : rank / outWeight;
  }
  shared.deltas[index] = delta;
  shared.dangling[index] = dangling;
});

function sumOutWeights(rows: WeightedRows, work: Work): Float64Array {
  const { sums, hasNegative } = sumByTarget(rows, work);
  if (hasNegative) refuseNegative(rows);
  for (let node = 0; node < rows.nodes; node++) {
    const sum = sums[node]!;
    if (sum === 0 || (sum >= SMALLEST_NORMAL && sum < Infinity)) continue;
    throw new InvalidInputError(
      `pageRank: the weights out of node ${node} sum to ${sum}, expected 0 or ${SMALLEST_NORMAL} to ` +
        `${Number.MAX_VALUE}. Bring the weights to a common scale nearer to 1.`,
      { context: { node, sum: String(sum) } },
    );
  }
  return sums;
}

function refuseNegative({ targets, weights }: WeightedRows): never {
  const entry = weights!.findIndex((weight) => weight < 0);
  throw new InvalidInputError(
    `pageRank: an edge out of node ${targets[entry]!} has weight ${weights![entry]!}, expected at least 0. ` +
      `Build the rows with the rule 'non-negative'.`,
  );
}

function readTeleport(given: Float64Array | undefined, nodes: number): Float64Array {
  const teleport = allocate(Float64Array, nodes);
  if (given === undefined) return teleport.fill(1 / nodes);
  if (given.length !== nodes)
    throw new InvalidInputError(
      `pageRank: teleport must have one entry for each of the ${nodes} nodes; it has ${given.length}.`,
    );
  let sum = 0;
  for (let node = 0; node < nodes; node++) {
    const mass = given[node]!;
    if (!(mass >= 0))
      throw new InvalidInputError(
        `pageRank: teleport of node ${node} is ${mass}, expected a number of at least 0.`,
      );
    sum += mass;
  }
  if (nodes > 0 && !(sum >= SMALLEST_NORMAL && sum < Infinity))
    throw new InvalidInputError(
      `pageRank: teleport sums to ${sum}, expected a positive finite sum. Give at least one node a mass.`,
    );
  for (let node = 0; node < nodes; node++) teleport[node] = given[node]! / sum;
  return teleport;
}
