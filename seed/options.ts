import { InvalidConfigError } from '../src/domain/errors.ts';

export interface WorldOptions {
  /** How many people, 200 to 1,000,000; shops and groups come on top. Default 2,000. */
  readonly subjects?: number;
  /**
   * How many transactions, from 4 to 200 a person. Default 40 a person. With fewer, less of what people earn, owe and
   * send passes through the service; with more, they shop and send more.
   */
  readonly transactions?: number;
  /** A whole number in [0, 2^53); the same one gives the same world, byte for byte. Default 1. */
  readonly seed?: number;
  /**
   * How far friends are alike in reliability, -1 to 1: 0 not at all, so that nothing can be learnt from a network;
   * below 0 the reliable know the unreliable. Default 0.5.
   */
  readonly networkSignal?: number;
}

const FEWEST_SUBJECTS = 200;
const MOST_SUBJECTS = 1_000_000;
/** Transactions a person in three years: the fewest, the usual number and the most. */
const FEWEST_EACH = 4;
const USUAL_EACH = 40;
const MOST_EACH = 200;

/** Fills in the defaults. Throws InvalidConfigError for a value outside its range. */
export function readOptions(options: WorldOptions): Required<WorldOptions> {
  const { subjects = 2000, seed = 1, networkSignal = 0.5 } = options;
  if (!isWholeWithin(subjects, FEWEST_SUBJECTS, MOST_SUBJECTS)) {
    throw refusal('subjects', `a whole number from ${FEWEST_SUBJECTS} to ${MOST_SUBJECTS}`, subjects);
  }
  const { transactions = USUAL_EACH * subjects } = options;
  const [fewest, most] = [FEWEST_EACH * subjects, MOST_EACH * subjects];
  if (!isWholeWithin(transactions, fewest, most)) {
    const range = `${fewest} to ${most}, which is ${FEWEST_EACH} to ${MOST_EACH} a person`;
    throw refusal('transactions', `a whole number from ${range}`, transactions);
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw refusal('seed', `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`, seed);
  }
  if (!(networkSignal >= -1 && networkSignal <= 1)) {
    throw refusal('networkSignal', 'a number from -1 to 1', networkSignal);
  }
  return { subjects, transactions, seed, networkSignal };
}

/** How much of people's dealings passes through the service: 1 is the usual 40 transactions a person. */
export function densityOf({ subjects, transactions }: Required<WorldOptions>): number {
  return transactions / (USUAL_EACH * subjects);
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refusal(option: string, expected: string, came: number): InvalidConfigError {
  return new InvalidConfigError(
    `generate a world: expected ${option} to be ${expected}, got ${came}; choose one within the range`,
    { context: { option, came } },
  );
}
