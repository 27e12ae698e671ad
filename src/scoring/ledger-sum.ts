import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';

/** The lines that follow from the sum of all others, and the score they lead to. */
export interface Closing {
  /** What the clamp to the scale adds or takes. */
  readonly limit: Thousandths;
  /** What the step to a whole point adds or takes; halves go up. */
  readonly rounding: Thousandths;
  /** Whole points, 350 to 950. */
  readonly score: number;
}

/** Closes a ledger: sum of base and factors, plus `limit`, plus `rounding`, is 1000 times the score. */
export function closeLedger(sum: Thousandths): Closing {
  const limited = Math.min(Math.max(sum, LOWEST_SCORE * THOUSAND), HIGHEST_SCORE * THOUSAND);
  const score = Math.floor((limited + THOUSAND / 2) / THOUSAND);
  return { limit: limited - sum, rounding: score * THOUSAND - limited, score };
}
