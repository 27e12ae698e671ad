import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Random } from '../random/random.ts';
import { momentBetween, monthsAfter, startOfDay, WORLD_ENDS_AT } from '../time/calendar.ts';
import type { PlannedDue } from './repayment.ts';

/** A bill is sent this long before it falls due. */
const BILLED_DAYS_BEFORE = 18;

/** Equal instalments, one a month from a month after the opening; all known from the opening. */
export function instalments(openedAt: Instant, terms: { months: number; totalMinor: number }): PlannedDue[] {
  const each = Math.floor(terms.totalMinor / terms.months);
  const dueAfter = monthsAfter(startOfDay(openedAt));
  return Array.from({ length: terms.months }, (_, k) => ({
    dueAt: dueAfter(k + 1),
    amountMinor: k === 0 ? terms.totalMinor - each * (terms.months - 1) : each,
    knownAt: openedAt,
  }));
}

/** Monthly bills from a month after the opening until `endsAt` or the world's end; each known when it is sent. */
export function monthlyBills(
  { openedAt, endsAt }: { openedAt: Instant; endsAt: Instant },
  amountMinor: (dueAt: Instant) => number,
): PlannedDue[] {
  const bills: PlannedDue[] = [];
  const dueAfter = monthsAfter(startOfDay(openedAt));
  for (let month = 1; ; month++) {
    const dueAt = dueAfter(month);
    const knownAt = dueAt - BILLED_DAYS_BEFORE * MS_PER_DAY;
    if (dueAt > endsAt || knownAt >= WORLD_ENDS_AT) return bills;
    if (knownAt > openedAt) bills.push({ dueAt, knownAt, amountMinor: amountMinor(dueAt) });
  }
}

/** An opening after joining; earlier ones are likelier, so that most people have some history. */
export function openingAfter(random: Random, joinedAt: Instant): Instant {
  const share = random.uniform() * random.uniform();
  const earliest = joinedAt + MS_PER_DAY;
  const from = earliest + Math.floor(share * (WORLD_ENDS_AT - earliest));
  return Math.min(momentBetween(random, from, from + MS_PER_DAY), WORLD_ENDS_AT - 1);
}
