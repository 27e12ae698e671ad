import { binLabel, type Bin } from './bins.ts';
import type { FactorLine, Improvement } from './ledger.ts';
import type { ScorecardFactor } from './scorecard.ts';

/**
 * What the subject can better by what it does from now on, by the points that are still to be had, most first; equal
 * ones keep the scorecard's order. A factor that could not be measured is told only where measuring it takes no more
 * than saying something of oneself, and one for mending only where something counts against the subject: nobody is
 * advised to take up credit, to buy or to recruit.
 */
export function improvementsOf(
  lines: readonly { readonly line: FactorLine; readonly entry: ScorecardFactor }[],
): readonly Improvement[] {
  return lines
    .flatMap(({ line, entry }) => {
      const { factorId, group, title, reason, against, points, best, measurable } = line;
      const takesOnlySaying = group === 'personal_characteristics';
      const canAct = entry.factor.isForMending === true ? against > 0 : entry.factor.isInOwnHands;
      if (!canAct || !(measurable || takesOnlySaying) || points >= best) return [];
      const next = nextBin(entry, points);
      return next === undefined
        ? []
        : [
            {
              ...{ factorId, group, title, against, attainable: best - points },
              ...(reason === undefined ? {} : { reason }),
              ...{ next: entry.bins[next]!.points - points, nextBin: binLabel(entry.bins, next) },
              ...targetOf(entry, next),
            },
          ];
    })
    .sort((a, b) => b.attainable - a.attainable);
}

/** The bin that earns least of those that earn more than this; of equal ones the easiest to reach. */
function nextBin({ bins, factor }: ScorecardFactor, points: number): number | undefined {
  const better = bins.flatMap((bin: Bin, index) =>
    bin.points > points ? [{ index, points: bin.points }] : [],
  );
  better.sort(
    (a, b) => a.points - b.points || (factor.direction === 'higher' ? a.index - b.index : b.index - a.index),
  );
  return better[0]?.index;
}

/** The bound between the bin and the worse one beside it. */
function targetOf({ bins, factor }: ScorecardFactor, index: number): Pick<Improvement, 'target'> {
  const isHigher = factor.direction === 'higher';
  const bin = bins[isHigher ? index - 1 : index];
  if (bin?.kind !== 'numeric' || bin.below === null) return {};
  return { target: { value: bin.below, unit: factor.unit, side: isHigher ? 'at_least' : 'below' } };
}
