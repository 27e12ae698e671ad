/**
 * What a score card says about factors, in the words of a catalogue. A factor's texts are found by its id; one that a
 * catalogue has no word for, such as a lender's own attribute, keeps its own title and gets sentences that fit any.
 */
import type { Catalogue, TextValues } from '../domain/catalogue.ts';
import type { FactorLine, Improvement, LedgerLine } from './ledger.ts';
import { tellReading } from './reading-text.ts';

type Named = Pick<FactorLine, 'factorId' | 'title'>;

export function titleOf(catalogue: Catalogue, { factorId, title }: Named): string {
  return catalogue.find(`factor.${factorId}`) ?? title;
}

/** A band as its scorecard names it where the catalogue does not know it. */
export function bandName(catalogue: Catalogue, band: string): string {
  return catalogue.find(`band.${band}`) ?? band;
}

/** What is behind a reading, such as `2 of 14 dues late, worst 34 days`; the ledger's other readings may be told in it. */
export function evidenceText(
  catalogue: Catalogue,
  line: Pick<FactorLine, 'factorId' | 'value' | 'unit' | 'evidence' | 'against'>,
  ledger: readonly LedgerLine[],
): string {
  const { factorId, value, unit, evidence, against } = line;
  const values: TextValues = {
    ...readingsOf(catalogue, ledger),
    evidence,
    ...(value === null ? {} : { value: readingOf(catalogue, value, unit) }),
    ...(against > 0 ? { against } : {}),
  };
  return (
    (against > 0 ? catalogue.find(`evidence.${factorId}.against`, values) : undefined) ??
    (evidence === 0 ? catalogue.find(`evidence.${factorId}.unsupported`, values) : undefined) ??
    catalogue.find(`evidence.${factorId}`, values) ??
    catalogue.say('card.evidence', { evidence })
  );
}

/** What to do, for its reason if that has words of its own; the factor's title where there are none. */
export function improvementText(catalogue: Catalogue, improvement: Improvement): string {
  const { factorId, reason, against } = improvement;
  return (
    (reason === undefined ? undefined : catalogue.find(`improve.${factorId}.${reason}`, { against })) ??
    catalogue.find(`improve.${factorId}`, { against }) ??
    titleOf(catalogue, improvement)
  );
}

/** The reading that the next step takes, of what the catalogue says it is, such as `90.0 % or more`. */
export function targetText(catalogue: Catalogue, { factorId, target, nextBin }: Improvement): string {
  if (target === undefined) return nextBin;
  const value =
    catalogue.find(`target.${factorId}`, { value: readingOf(catalogue, target.value, target.unit) }) ??
    tellReading(catalogue, target.value, target.unit);
  return catalogue.say(target.side === 'below' ? 'card.target_below' : 'card.target_at_least', { value });
}

/** The factors that could not be measured, as the ledger has them. */
export function unmeasuredLines(ledger: readonly LedgerLine[]): readonly FactorLine[] {
  return ledger.filter((line): line is FactorLine => line.item === 'factor' && !line.measurable);
}

/** A count stays a number, so that a text can say it in the form that it asks for. */
function readingOf(catalogue: Catalogue, value: number, unit: FactorLine['unit']): string | number {
  return unit === 'count' ? value : tellReading(catalogue, value, unit);
}

/** Every reading that is a number and not 0, by its factor's id. */
function readingsOf(catalogue: Catalogue, ledger: readonly LedgerLine[]): Record<string, string> {
  const readings: Record<string, string> = {};
  for (const line of ledger)
    if (line.item === 'factor' && line.value !== null && line.value !== 0)
      readings[line.factorId] = tellReading(catalogue, line.value, line.unit);
  return readings;
}
