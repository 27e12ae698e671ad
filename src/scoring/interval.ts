import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND } from '../domain/score.ts';
import type { ScorecardFactor } from './scorecard.ts';

/** The score that a fuller record would bring with four chances in five, if the model below held. */
export interface ScoreInterval {
  /** Whole points, 350 to 950; `low` is rounded down and `high` up. */
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

const INTERVAL_LEVEL = 0.8;
/** The standard normal's quantile of 0.9: four fifths lie within so many standard deviations. */
const DEVIATIONS = 1.2816;

/**
 * How far a score may lie from what a full record would bring. A factor of which nothing is known could earn anything
 * between its worst and its best points, all alike likely: a variance of (best - worst)^2 / 12. With n facts behind
 * it, it keeps half / (half + n) of that, `half` being the scorecard's halfConfidenceEvidence; factors count as
 * independent, so variances add up, and the interval is score +- 1.2816 x their root, cut to the scale. By judgement
 * and fitted to nothing: it says how much rests on little evidence, and nothing about the chance of a default. The
 * network line is taken as it stands.
 */
export function scoreInterval(
  score: number,
  factors: readonly { readonly entry: ScorecardFactor; readonly evidence: number }[],
  half: number,
): ScoreInterval {
  let variance = 0;
  for (const { entry, evidence } of factors) {
    const width = (entry.best - worstOf(entry)) / THOUSAND;
    variance += ((width * width) / 12) * (half / (half + evidence));
  }
  const reach = DEVIATIONS * Math.sqrt(variance);
  return {
    low: Math.max(LOWEST_SCORE, Math.floor(score - reach)),
    high: Math.min(HIGHEST_SCORE, Math.ceil(score + reach)),
    level: INTERVAL_LEVEL,
  };
}

/** Below this confidence a score whose interval reaches over several bands is called provisional; by judgement. */
const SURE_ENOUGH = 0.25;

export function isProvisional({
  confidence,
  bandRange = [],
}: {
  readonly confidence: number;
  readonly bandRange?: readonly string[];
}): boolean {
  return confidence < SURE_ENOUGH && bandRange.length > 1;
}

function worstOf({ bins, notMeasurable }: ScorecardFactor): number {
  return Math.min(notMeasurable, ...bins.map(({ points }) => points));
}
