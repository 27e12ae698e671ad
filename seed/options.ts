import { InvalidInputError } from '../src/domain/errors.ts';

export interface WorldOptions {
  /** How many people, 200 to 20,000; shops and groups come on top. Default 2,000. */
  readonly subjects?: number;
  /** A whole number in [0, 2^53); the same one gives the same world, byte for byte. Default 1. */
  readonly seed?: number;
  /**
   * The share of the variance of reliability that people have in common with their community: 0 nothing,
   * 1 everything. Default 0.3.
   */
  readonly communityCorrelation?: number;
}

const FEWEST_SUBJECTS = 200;
const MOST_SUBJECTS = 20_000;

/** Fills in the defaults. Throws InvalidInputError for a value outside its range. */
export function readOptions(options: WorldOptions): Required<WorldOptions> {
  const { subjects = 2000, seed = 1, communityCorrelation = 0.3 } = options;
  if (!Number.isInteger(subjects) || subjects < FEWEST_SUBJECTS || subjects > MOST_SUBJECTS) {
    throw refusal('subjects', `a whole number from ${FEWEST_SUBJECTS} to ${MOST_SUBJECTS}`, subjects);
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw refusal('seed', `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`, seed);
  }
  if (!(communityCorrelation >= 0 && communityCorrelation <= 1)) {
    throw refusal('communityCorrelation', 'a number from 0 to 1', communityCorrelation);
  }
  return { subjects, seed, communityCorrelation };
}

function refusal(option: string, expected: string, came: number): InvalidInputError {
  return new InvalidInputError(
    `generate a world: expected ${option} to be ${expected}, got ${came}; choose one within the range`,
    { context: { option, came } },
  );
}
