/**
 * The key adverse reasons of a score: of the factors that were measured, those that count most against the subject.
 * What could not be measured is told apart, as a list of its own.
 */
import type { ReasonRanking, Thousandths } from '../domain/score.ts';
import type { FactorLine, Reason } from './ledger.ts';

/** How many are given where no profile says: after the practice of Regulation B (12 CFR 1002.9, comment 9(b)(2)-1). */
export const USUAL_REASONS = 4;

export interface RankedBy {
  readonly ranking: ReasonRanking;
  readonly most: number;
  /** The mean points of each factor; needed to rank by it. */
  readonly meanPoints?: Readonly<Record<string, Thousandths>>;
}

/** Most first; equal ones keep the scorecard's order. None that costs nothing, or is no worse than the mean, is given. */
export function adverseReasons(
  lines: readonly FactorLine[],
  { ranking, most, meanPoints = {} }: RankedBy,
): readonly Reason[] {
  return lines
    .flatMap((line) => {
      const { reason, measurable, best, points } = line;
      if (reason === undefined || !measurable) return [];
      const pointsLost = best - points;
      const belowMean = (meanPoints[line.factorId] ?? points) - points;
      const weight = ranking === 'below_mean' ? belowMean : pointsLost;
      return weight > 0
        ? [{ weight, reason: reasonOf(line, reason, { ranking, pointsLost, belowMean }) }]
        : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ reason }) => reason);
}

function reasonOf(
  { factorId, group, value, unit, evidence, against }: FactorLine,
  code: Reason['code'],
  { ranking, pointsLost, belowMean }: { ranking: ReasonRanking; pointsLost: number; belowMean: number },
): Reason {
  return {
    ...{ code, factorId, group, pointsLost },
    ...(ranking === 'below_mean' ? { belowMean } : {}),
    ...{ value, unit, evidence, against },
  };
}
