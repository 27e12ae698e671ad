import { NEVER, type ServedDues } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { MS_PER_DAY, utcDay, type Instant } from '../../domain/time.ts';
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
  obligations: FactTables['obligations'],
  { start, dueAt, amount, reliability, paidAt }: ServedDues,
  context: ColumnContext,
): Float64Array {
  const burden = context.zeros();
  const until = monthLater(context.asOf);
  const from = utcDay(context.asOf) * MS_PER_DAY;
  for (let obligation = 0; obligation + 1 < start.length; obligation++) {
    const debtor = obligations.debtor[obligation]!;
    let owed = 0;
    // A card's dues are not a schedule agreed beforehand; its use shows in utilisation.
    let hasSchedule = obligations.kind[obligation] === CARD;
    for (let due = start[obligation]!; due < start[obligation + 1]!; due++) {
      if (countsForExtremes(reliability[due]!)) hasSchedule = true;
      if (dueAt[due]! >= from && dueAt[due]! < until && paidAt[due] === NEVER)
        owed += amount[due]! * weightOfBelief(reliability[due]!);
    }
    if (isOpen(obligations, obligation) && !hasSchedule) burden[debtor] = Number.NaN;
    else burden[debtor]! += owed / context.exchange.rate(obligations.currency[obligation]!);
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
