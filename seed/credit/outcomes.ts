import type { Instant } from '../../src/domain/time.ts';
import type { FactBuilder } from '../facts/fact-builder.ts';
import { monthsAfter } from '../time/calendar.ts';
import type { Obligation } from './obligation-book.ts';

/** The instants at which features are frozen; each is looked back upon 12 months later. */
const OUTCOME_POINTS: readonly Instant[] = [
  Date.UTC(2023, 10, 30),
  Date.UTC(2024, 4, 31),
  Date.UTC(2024, 10, 30),
];
const OUTCOME_MONTHS = 12;

/**
 * Writes what became of everybody who owed something at each point: 1 where a debt went into default within
 * 12 months, indeterminate where one was open for 30 days, else 0. Who was in default already has no outcome.
 */
export function writeOutcomes(rows: FactBuilder<'outcomes'>, obligations: readonly Obligation[]): void {
  const byDebtor = new Map<string, Obligation[]>();
  for (const obligation of obligations) {
    const known = byDebtor.get(obligation.debtorId);
    if (known === undefined) byDebtor.set(obligation.debtorId, [obligation]);
    else known.push(obligation);
  }
  for (const asOf of OUTCOME_POINTS) {
    const observedAt = monthsAfter(asOf)(OUTCOME_MONTHS);
    for (const [subjectId, debts] of byDebtor) {
      const value = outcome(debts, asOf, observedAt);
      if (value === undefined) continue;
      rows.append({
        subject_id: subjectId,
        name: 'default_12m',
        as_of: asOf,
        observed_at: observedAt,
        value,
        recorded_at: observedAt,
      });
    }
  }
}

function outcome(
  debts: readonly Obligation[],
  asOf: Instant,
  observedAt: Instant,
): '0' | '1' | 'indeterminate' | undefined {
  const opened = debts.filter((debt) => debt.openedAt < asOf);
  if (opened.some(({ defaultedAt }) => defaultedAt !== undefined && defaultedAt < asOf)) return undefined;
  const open = opened.filter(({ settledAt }) => settledAt === undefined || settledAt >= asOf);
  if (open.length === 0) return undefined;
  const isWithin = (at: Instant): boolean => at >= asOf && at < observedAt;
  if (open.some(({ defaultedAt }) => defaultedAt !== undefined && isWithin(defaultedAt))) return '1';
  return open.some((debt) => debt.seriousArrearsAt.some(isWithin)) ? 'indeterminate' : '0';
}
