import type { Instant } from '../../src/domain/time.ts';
import type { FactBuilder } from '../facts/fact-builder.ts';
import { monthsAfter } from '../time/calendar.ts';
import type { Obligation } from './obligation-book.ts';

/** Features are frozen at midnight on the last day of these months, and each is looked back upon 12 months later. */
const FIRST_POINT = { year: 2023, month: 5 };
const POINTS = 19;
const OUTCOME_MONTHS = 12;

const OBSERVATIONS = Array.from({ length: POINTS }, (_, k) => {
  const asOf = Date.UTC(FIRST_POINT.year, FIRST_POINT.month + k + 1, 0);
  return { asOf, observedAt: monthsAfter(asOf)(OUTCOME_MONTHS) };
});

/**
 * Writes what became of somebody at each point at which they owed something: 1 where a debt went into default within
 * 12 months, indeterminate where one was open for 30 days, else 0. Who was in default already has no outcome.
 */
export function writeOutcomes(
  rows: FactBuilder<'outcomes'>,
  subject: number,
  debts: readonly Obligation[],
): void {
  for (const { asOf, observedAt } of OBSERVATIONS) {
    const value = outcome(debts, asOf, observedAt);
    if (value === undefined) continue;
    rows.append({
      subject_id: subject,
      name: 'default_12m',
      as_of: asOf,
      observed_at: observedAt,
      value,
      recorded_at: observedAt,
    });
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
