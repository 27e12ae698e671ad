/**
 * PageRank, weighted, and personalised when a teleport distribution is given.
 *
 *     rank(v) = d x sum over edges u -> v of rank(u) x weight(u, v) / outWeight(u)
 *             + (1 - d + d x sum of rank(u) over dangling u) x teleport(v)
 *
 * with d the damping factor and outWeight(u) the sum of the weights out of u. Ranks are a distribution.
 *
 * Conventions: takes rows by target (`buildIn`) and pulls, so each rank is one sum in the order of its row. Without weights
 * every edge weighs 1. Parallel edges add up; a self-loop keeps its share. A node whose out-weights sum to 0 is
 * dangling, and its rank goes where teleports go, as in NetworkX; the rival convention spreads it evenly over all
 * nodes, and differs only when personalised. Iteration starts at the teleport distribution. The empty graph has no ranks.
 *
 * Complexity: O(edges) a step and at most log(tolerance / 2) / log(d) steps in double precision; memory 48 to 72 bytes
 * a node, and from 2^18 entries 4 an entry and 8 a node more.
 * Precision: to a tolerance below 1e-7, on a graph of 2^18 entries or more, steps read shares and weights in single
 * precision until ranks change by no more than that: half the bytes through memory. They take the rows in up to 16 parts,
 * each reading what those before it gave, so that fewer steps do. Ranks are then scaled to their sum and the steps that
 * follow, one at least, are power iterations in double precision; what is said of the tolerance holds as it stands.
 * Tolerance: the sum of absolute changes (L1), default 1e-8, over all nodes and not per node as in NetworkX and
 * graphology; the ranks then lie within delta x d / (1 - d) of the solution, in the same norm.
 *
 * Invariant: mass conservation. The ranks sum to 1 after any number of steps.
 * Invariant: relabelling. Ranks follow their nodes when these are renumbered.
 * Invariant: parallel edges. Merging them by adding their weights changes nothing but rounding.
 * Invariant: linearity. Divided by 1 - d + d x (rank on dangling nodes), ranks are linear in the teleport.
 *
 * Throws InvalidInputError for options out of range, negative weights, and out-weights whose sum is no normal
 * number; NotConvergedError when maxIterations do not do; CancelledError; LimitExceededError above the memory limit.
 *
 * Reference: L. Page, S. Brin, R. Motwani and T. Winograd, The PageRank citation ranking, Stanford InfoLab 1999-66,
 * 1999. Personalised: T. H. Haveliwala, Topic-sensitive PageRank, WWW 2002, doi:10.1145/511446.511513. By parts: A. Arasu, J. Novak,
 * A. Tomkins and J. Tomlin, PageRank computation and the structure of the web, WWW 2002 (Gauss-Seidel).
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';
import { readDistribution, SMALLEST_NORMAL } from './distribution.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { IterationOptions, IterationResult } from '../run/iteration.ts';
import { NARROW_UNTIL, planPowerSteps, powerSteps } from './page-rank-steps.ts';
import { allocate } from '../run/shared-arrays.ts';
import { sumByTarget } from './transposed-sums.ts';
import type { WeightedRows } from './transposed-sums.ts';

/** `maxIterations` is by default twice what the complexity says, and at least 200. */
export interface PageRankOptions extends IterationOptions {
  /** Chance of following an edge rather than teleporting, at least 0 and below 1; default 0.85 (Page et al.). */
  readonly dampingFactor?: number;
  /** One entry per node, at least 0, with a positive sum, which is scaled to 1; default: even. */
  readonly teleport?: Float64Array;
}

const defaults = { kernel: 'pageRank', tolerance: 1e-8 };
const LEAST_STEPS = 100;

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
  const work = startWork({ kernel: 'pageRank', bytes: planPowerSteps(incoming) }, context);
  const teleport = readTeleport(options.teleport, nodes);
  const offsets = work.share(incoming.offsets);
  const targets = work.share(incoming.targets);
  const weights = incoming.weights === undefined ? undefined : work.share(incoming.weights);
  const outWeights = sumOutWeights({ nodes, offsets, targets, weights }, work);
  if (nodes === 0) return { values: allocate(Float64Array, 0), iterations: 0, delta: 0, converged: true };

  const ranks = allocate(Float64Array, nodes);
  ranks.set(teleport);
  const flow = { offsets, targets, weights, ranks, teleport, outWeights, dampingFactor };
  const { tolerance = defaults.tolerance, fixedIterations } = options;
  const maxIterations = mostSteps(tolerance, dampingFactor);
  const mayBeNarrow = fixedIterations === undefined && tolerance < NARROW_UNTIL;
  const step = powerSteps(flow, { mayBeNarrow, work });
  return { values: ranks, ...iterate(options, { ...defaults, maxIterations, work }, step) };
}

/**
 * What the complexity says, and as many again for the steps in single precision and for rounding. Options out of range
 * are for others to refuse.
 */
function mostSteps(tolerance: number, dampingFactor: number): number {
  const steps = Math.ceil(Math.log(tolerance / 2) / Math.log(dampingFactor));
  return 2 * Math.max(LEAST_STEPS, Number.isFinite(steps) ? steps : 0);
}

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
  teleport.set(readDistribution('pageRank', 'teleport', { given, nodes }));
  return teleport;
}
