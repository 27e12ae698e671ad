import { NEVER, type Allocation } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { utcDay, type Instant } from '../../domain/time.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
import type { ColumnContext } from './context.ts';
import { isOpen } from './debts.ts';

const CARD = choicesOf(FACTS.obligations.schema.shape.kind).indexOf('card');

/**
 * What falls due from asOf's day on within a month and is not paid yet, by debtor. An open obligation without any
 * dues of a source believed by at least half has a schedule that nobody told us, so its debtor's burden is not known: NaN. Neither a default nor a write-off
 * changes that: what was agreed is owed until it is settled.
 */
export function comingDues(
  { dues, obligations }: FactTables,
  { paidAt, order }: Allocation,
  context: ColumnContext,
): Float64Array {
  const burden = context.zeros();
  const until = monthLater(context.asOf);
  const today = utcDay(context.asOf);
  const owed = new Float64Array(obligations.debtor.length);
  const isScheduled = new Uint8Array(obligations.debtor.length);
  for (const due of order) {
    const obligation = dues.obligation[due]!;
    const dueAt = dues.due_at[due]!;
    if (countsForExtremes(dues.reliability[due]!)) isScheduled[obligation] = 1;
    if (utcDay(dueAt) >= today && dueAt < until && paidAt[due] === NEVER)
      owed[obligation]! += dues.amount[due]! * weightOfBelief(dues.reliability[due]!);
  }
  for (let obligation = 0; obligation < owed.length; obligation++) {
    const debtor = obligations.debtor[obligation]!;
    // A card's dues are not a schedule agreed beforehand; its use shows in utilisation.
    const hasSchedule = isScheduled[obligation] === 1 || obligations.kind[obligation] === CARD;
    if (isOpen(obligations, obligation) && !hasSchedule) burden[debtor] = Number.NaN;
    else burden[debtor]! += owed[obligation]! / context.exchange.rate(obligations.currency[obligation]!);
  }
  return burden;
}

/** The same day and time of the next month, or that month's last day where it is shorter. */
export function monthLater(instant: Instant): Instant {
  const date = new Date(instant);
  const next = date.getUTCMonth() + 1;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), next + 1, 0)).getUTCDate();
  return date.setUTCMonth(next, Math.min(date.getUTCDate(), lastDay));
}
