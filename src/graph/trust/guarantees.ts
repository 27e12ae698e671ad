/** Who stands for whom and for how much, checked and put in rows; see guarantee-chains.ts. */
import { InvalidInputError } from '../../domain/errors.ts';
import { buildOut } from '../rows/csr.ts';
import type { KernelContext } from '../run/executor.ts';
import { planBuild } from '../rows/row-buckets.ts';

/** One entry per guarantee in every column, in one unit of money. */
export interface Guarantees {
  /** Who guarantees. */
  readonly source: Uint32Array;
  /** For whom. */
  readonly target: Uint32Array;
  /** Most that is paid of what the debtor took over from others, at least 0; Infinity: no limit; 0: nothing of it. */
  readonly limit: Float64Array;
  /** What falls to this guarantor of what the debtor itself owes, finite and at least 0. */
  readonly covered: Float64Array;
}

export interface GuaranteeChainOptions {
  /** Chance that a node does not pay what it owes, 0 to 1 each; its length is the number of nodes. */
  readonly failure: Float64Array;
  /** Most edges in a chain or circle, 1 to 8; default 5. */
  readonly longest?: number;
  /** Most edges followed for one guarantor, at least 1; default 200,000. */
  readonly mostSteps?: number;
  /** Most circles named, at least 1; default 100,000 (judgement: more than anybody reads, some 10 MB). */
  readonly mostCircles?: number;
}

/** The rows of csr.ts by guarantor, with what each entry's guarantee says. */
export interface GuaranteeRows {
  readonly nodes: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly limits: Float64Array;
  readonly covered: Float64Array;
}

const LONGEST = 8;
const MOST_STEPS = 200_000;
const MOST_CIRCLES = 100_000;

/** Throws InvalidInputError, naming the option or the node. */
export function readChainOptions(options: GuaranteeChainOptions): Required<GuaranteeChainOptions> {
  const { failure, longest = 5, mostSteps = MOST_STEPS, mostCircles = MOST_CIRCLES } = options;
  assertWhole('longest', longest, LONGEST);
  assertWhole('mostSteps', mostSteps, Number.MAX_SAFE_INTEGER);
  assertWhole('mostCircles', mostCircles, Number.MAX_SAFE_INTEGER);
  for (let node = 0; node < failure.length; node++)
    if (!(failure[node]! >= 0 && failure[node]! <= 1))
      throw new InvalidInputError(
        `guaranteeChains: the failure of node ${node} is ${failure[node]!}, expected 0 to 1.`,
        { context: { node, failure: String(failure[node]) } },
      );
  return { failure, longest, mostSteps, mostCircles };
}

/** What `readGuarantees` holds at its peak: the rows' build, and beside them a column of places, then one of limits. */
export function planGuarantees({ source }: Guarantees, nodes: number): number {
  return planBuild({ entries: source.length, nodes, isWeighted: true }) + 8 * source.length;
}

/** Throws InvalidInputError, naming the guarantee, and what building rows throws. */
export function readGuarantees(guarantees: Guarantees, nodes: number, context: KernelContext): GuaranteeRows {
  const { source, target } = guarantees;
  assertGuarantees(guarantees);
  // The weight is the guarantee's place; of parallel guarantees the first comes first.
  const weight = new Float64Array(source.length);
  for (let edge = 0; edge < source.length; edge++) weight[edge] = edge;
  const rows = buildOut({ source, target, weight }, nodes, context);
  const limits = new Float64Array(source.length);
  const covered = new Float64Array(source.length);
  for (let entry = 0; entry < source.length; entry++) {
    const edge = rows.weights![entry]!;
    limits[entry] = guarantees.limit[edge]!;
    covered[entry] = guarantees.covered[edge]!;
  }
  return { nodes, offsets: rows.offsets, targets: rows.targets, limits, covered };
}

function assertGuarantees({ source, target, limit, covered }: Guarantees): void {
  for (const [name, { length }] of Object.entries({ target, limit, covered }))
    if (length !== source.length)
      throw new InvalidInputError(
        `guaranteeChains: ${name} has ${length} entries, expected one for each of the ${source.length} guarantees.`,
      );
  for (let edge = 0; edge < source.length; edge++) {
    assertAmount('limit', limit[edge]!, { edge, most: Infinity });
    assertAmount('covered', covered[edge]!, { edge, most: Number.MAX_VALUE });
    if (source[edge] === target[edge])
      throw new InvalidInputError(
        `guaranteeChains: guarantee ${edge} is of node ${source[edge]!} for itself; leave it out.`,
        { context: { edge, node: source[edge]! } },
      );
  }
}

function assertAmount(name: string, amount: number, { edge, most }: { edge: number; most: number }): void {
  if (amount >= 0 && amount <= most) return;
  throw new InvalidInputError(
    `guaranteeChains: ${name} of guarantee ${edge} is ${amount}, expected a ${most === Infinity ? '' : 'finite '}` +
      `number of at least 0.`,
    { context: { edge, [name]: String(amount) } },
  );
}

function assertWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new InvalidInputError(
    `guaranteeChains: ${name} must be a whole number from 1 to ${most}; ${value} came.`,
  );
}
