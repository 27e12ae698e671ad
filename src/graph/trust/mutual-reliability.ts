/**
 * How reliably each node keeps its word, where the word of the reliable weighs more.
 *
 *     f(i) = (a + sum over j of w(j) x kept(i, j)) / (a + b + sum over j of w(j) x dealings(i, j))
 *     w(j) = (1 + f(j)) / 2                                               kept = dealings - broken by i
 *
 * over everybody i dealt with, a and b being the prior's weight for and against. f lies in [0, 1]; w in [1/2, 1], so
 * nobody's word is worth nothing, or the unreliable could not be found out.
 *
 * Contraction, whatever the prior and the counts. With D the denominator, df(i)/df(j) = dealings(i, j) (q - f(i)) / 2D,
 * q being the share kept with j. As dealings <= 2 x w x dealings and |q - f| <= q (1 - f) + (1 - q) f, the sum over j of
 * |df(i)/df(j)| is at most 2 f(i) (1 - f(i)) <= 1/2. So in the maximum norm a step halves the distance to the
 * solution, which exists, is unique, and is reached from any start in [0, 1]; nothing need be damped. One node's broken
 * word may raise or lower others' values.
 *
 * Conventions: `dealings` are undirected rows (`buildUndirected`), an entry's weight its number of dealings, 0 or more
 * and possibly decayed; `broken` are rows by source (`buildOut`) from who broke them to whom they failed. Parallel
 * entries add up; a self-loop is a dealing with oneself and counts like any other. A node that dealt with nobody has NaN.
 * The empty graph has no values.
 *
 * Complexity: O(entries) a step, some 35 steps; memory 24 bytes a node.
 * Tolerance: the largest absolute change of any value (maximum norm), default 1e-10; the values lie within delta.
 *
 * Invariant: ranges. Values lie in [0, 1], and strictly between where a and b are above 0.
 * Invariant: uniqueness. Any start gives the same values within the tolerance.
 * Invariant: threads. The same bytes on any number of threads.
 *
 * Throws InvalidInputError for rows without weights or that do not ascend, counts that are no finite numbers of at least 0, more broken than
 * dealt between two nodes, and options out of range; NotConvergedError when maxIterations do not do; CancelledError;
 * LimitExceededError.
 *
 * Reference: the beta posterior mean of A. Josang and R. Ismail, The beta reputation system, 15th Bled eCommerce
 * Conference, 2002 (no DOI), with its evidence weighed by the other side's own value.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { rowBlocks } from '../run/blocks.ts';
import { assertAscending } from '../rows/ascending.ts';
import type { Csr } from '../rows/csr.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { iterate } from '../run/iteration.ts';
import type { IterationOptions, IterationResult } from '../run/iteration.ts';
import { allocate } from '../run/shared-arrays.ts';
import { largestOfBlocks } from '../run/sum-blocks.ts';

/** Two ways to count the same dealings. */
export interface DealingRecord {
  /** Undirected rows: how often two nodes dealt with each other. */
  readonly dealings: Csr;
  /** Rows by source: how often the source broke a dealing with the target. */
  readonly broken: Csr;
}

export interface MutualReliabilityOptions extends IterationOptions {
  /** Dealings that count as kept (`for`) and as broken (`against`) before any is seen, each at least 0. */
  readonly prior: { readonly for: number; readonly against: number };
  /** Where to start, one value in [0, 1] per node; default: the prior's own share. */
  readonly start?: Float64Array;
}

const defaults = { kernel: 'mutualReliability', tolerance: 1e-10, maxIterations: 100 };
const { kernel: KERNEL } = defaults;

/** One value per node, 0 to 1; NaN without dealings. */
export function mutualReliability(
  record: DealingRecord,
  options: MutualReliabilityOptions,
  context: KernelContext = {},
): IterationResult {
  const { dealings, broken } = record;
  const { nodes } = dealings;
  const counts = { dealt: weightsOf(dealings, 'dealings'), broke: weightsOf(broken, 'broken') };
  for (const rows of [dealings, broken]) assertAscending(KERNEL, rows);
  assertBroken(record, counts);
  const { prior } = options;
  assertPrior(prior);
  const work = startWork({ kernel: KERNEL, bytes: 24 * nodes }, context);
  const values = readStart(options, nodes);
  const shared: Judging = {
    offsets: work.share(dealings.offsets),
    targets: work.share(dealings.targets),
    dealt: work.share(counts.dealt),
    brokenOffsets: work.share(broken.offsets),
    brokenTargets: work.share(broken.targets),
    broke: work.share(counts.broke),
    values,
    next: allocate(Float64Array, nodes),
    kept: prior.for,
    total: prior.for + prior.against,
  };
  if (dealings.edges === 0)
    return { values: values.map(() => NaN), iterations: 0, delta: 0, converged: true };
  const blocks = rowBlocks(shared.offsets);
  const deltas = allocate(Float64Array, blocks.count);
  const ending = iterate(options, { ...defaults, work }, () => {
    work.run(judge, { ...shared, deltas }, blocks);
    values.set(shared.next);
    return largestOfBlocks(deltas);
  });
  return { values: values.map((value, node) => (dealt(shared, node) ? value : NaN)), ...ending };
}

interface Judging {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly dealt: Float64Array;
  readonly brokenOffsets: Uint32Array;
  readonly brokenTargets: Uint32Array;
  readonly broke: Float64Array;
  readonly values: Float64Array;
  readonly next: Float64Array;
  readonly kept: number;
  readonly total: number;
}

const judge = defineStep(
  'mutual-reliability/judge',
  (judging: Judging & { readonly deltas: Float64Array }, { index, from, to }) => {
    const { offsets, targets, dealt, brokenOffsets, brokenTargets, broke, values, next, deltas } = judging;
    let delta = 0;
    for (let node = from; node < to; node++) {
      let weight = 0;
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++)
        weight += (0.5 + 0.5 * values[targets[entry]!]!) * dealt[entry]!;
      let lost = 0;
      const brokenEnd = brokenOffsets[node + 1]!;
      for (let entry = brokenOffsets[node]!; entry < brokenEnd; entry++)
        lost += (0.5 + 0.5 * values[brokenTargets[entry]!]!) * broke[entry]!;
      const total = judging.total + weight;
      // Sums in another order may say that more was lost than there was, by their last bit.
      const kept = judging.kept + Math.max(0, weight - lost);
      next[node] = total > 0 ? kept / total : values[node]!;
      delta = Math.max(delta, Math.abs(next[node]! - values[node]!));
    }
    deltas[index] = delta;
  },
);

function dealt({ offsets, dealt: counts }: Judging, node: number): boolean {
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) if (counts[entry]! > 0) return true;
  return false;
}

function weightsOf({ weights, edges }: Csr, name: string): Float64Array {
  if (weights === undefined)
    throw new InvalidInputError(
      `${KERNEL}: ${name} needs counts; these rows were built with the rule 'ignored'. Build with 'non-negative'.`,
    );
  for (let entry = 0; entry < edges; entry++)
    if (!(weights[entry]! >= 0 && weights[entry]! < Infinity))
      throw new InvalidInputError(
        `${KERNEL}: entry ${entry} of ${name} counts ${weights[entry]!}, expected a finite number of at least ` +
          `0. Build the rows with the rule 'non-negative'.`,
        { context: { entry, count: String(weights[entry]) } },
      );
  return weights;
}

interface Counts {
  readonly dealt: Float64Array;
  readonly broke: Float64Array;
}

/** Walks both rows of a node side by side: both are ascending. */
function assertBroken({ dealings, broken }: DealingRecord, { dealt: dealtCounts, broke }: Counts): void {
  if (dealings.nodes !== broken.nodes)
    throw new InvalidInputError(
      `${KERNEL}: dealings have ${dealings.nodes} nodes and broken ${broken.nodes}; expected the same.`,
    );
  for (let node = 0; node < broken.nodes; node++) {
    let dealing = dealings.offsets[node]!;
    const end = broken.offsets[node + 1]!;
    for (let entry = broken.offsets[node]!; entry < end;) {
      const other = broken.targets[entry]!;
      let lost = 0;
      for (; entry < end && broken.targets[entry] === other; entry++) lost += broke[entry]!;
      let count = 0;
      for (; dealing < dealings.offsets[node + 1]! && dealings.targets[dealing]! <= other; dealing++)
        if (dealings.targets[dealing] === other) count += dealtCounts[dealing]!;
      if (lost > count * (1 + ROUNDING)) throw tooManyBroken({ node, other, lost, count });
    }
  }
}

/** Decayed counts are sums of their own. */
const ROUNDING = 1e-9;

function tooManyBroken(found: {
  node: number;
  other: number;
  lost: number;
  count: number;
}): InvalidInputError {
  const { node, other, lost, count } = found;
  return new InvalidInputError(
    `${KERNEL}: node ${node} broke ${lost} dealings with node ${other} and had ${count}; expected at most as many. ` +
      `Count a dealing in both.`,
    { context: found },
  );
}

function assertPrior(prior: MutualReliabilityOptions['prior']): void {
  const sum = prior.for + prior.against;
  if (prior.for >= 0 && prior.against >= 0 && sum < Infinity) return;
  throw new InvalidInputError(
    `${KERNEL}: the prior must be two finite numbers of at least 0; ${prior.for} and ${prior.against} came.`,
  );
}

function readStart({ start, prior }: MutualReliabilityOptions, nodes: number): Float64Array {
  const values = allocate(Float64Array, nodes);
  const weight = prior.for + prior.against;
  if (start === undefined) return values.fill(weight > 0 ? prior.for / weight : 1);
  if (start.length !== nodes)
    throw new InvalidInputError(
      `${KERNEL}: start must have one entry for each of the ${nodes} nodes; it has ${start.length}.`,
    );
  for (let node = 0; node < nodes; node++)
    if (!(start[node]! >= 0 && start[node]! <= 1))
      throw new InvalidInputError(`${KERNEL}: start of node ${node} is ${start[node]!}, expected 0 to 1.`);
  values.set(start);
  return values;
}
