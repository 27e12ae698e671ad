/** Who stands for whom and for how much, checked and put in rows; see guarantee-chains.ts. */
import { InvalidInputError } from '../domain/errors.ts';
import { buildOut } from './csr.ts';
import type { Csr } from './csr.ts';

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
}

export interface ReadGuarantees {
  readonly rows: Csr;
  /** Which guarantee each entry of the rows is. */
  readonly places: Uint32Array;
  readonly longest: number;
  readonly mostSteps: number;
}

const LONGEST = 8;

/** Throws InvalidInputError, naming the guarantee or the node. */
export function readGuarantees(guarantees: Guarantees, options: GuaranteeChainOptions): ReadGuarantees {
  const { source, target, limit, covered } = guarantees;
  const { failure, longest = 5, mostSteps = 200_000 } = options;
  assertWhole('longest', longest, LONGEST);
  assertWhole('mostSteps', mostSteps, Number.MAX_SAFE_INTEGER);
  for (const [name, { length }] of Object.entries({ limit, covered }))
    if (length !== source.length)
      throw new InvalidInputError(
        `guaranteeChains: ${name} has ${length} entries, expected one for each of the ${source.length} guarantees.`,
      );
  for (let node = 0; node < failure.length; node++)
    if (!(failure[node]! >= 0 && failure[node]! <= 1))
      throw new InvalidInputError(
        `guaranteeChains: the failure of node ${node} is ${failure[node]!}, expected 0 to 1.`,
        { context: { node, failure: String(failure[node]) } },
      );
  // The weight is the guarantee's place; of parallel guarantees the first comes first.
  const weight = Float64Array.from(source, (_, edge) => edge);
  const rows = buildOut({ source, target, weight }, failure.length);
  for (let edge = 0; edge < source.length; edge++) {
    assertAmount('limit', limit[edge]!, { edge, most: Infinity });
    assertAmount('covered', covered[edge]!, { edge, most: Number.MAX_VALUE });
    if (source[edge] === target[edge])
      throw new InvalidInputError(
        `guaranteeChains: guarantee ${edge} is of node ${source[edge]!} for itself; leave it out.`,
        { context: { edge, node: source[edge]! } },
      );
  }
  return { rows, places: Uint32Array.from(rows.weights ?? []), longest, mostSteps };
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
