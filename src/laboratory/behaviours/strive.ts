import { MS_PER_HOUR } from '../../../seed/time/calendar.ts';
import type { Payments } from '../world/payments.ts';
import { looksDownOn, type Month } from './month.ts';

/** Paid within so many hours of when it can be, in the usual way of those who pay on the day. */
const WITHIN_HOURS = 20;

/** Lets those whom somebody could leave pay what they owe on its day; gives how many payments came earlier. */
export function strive(month: Month, payments: Payments): number {
  if (!month.weighsCompany) return 0;
  let moved = 0;
  for (const person of atRisk(month)) {
    const random = month.draw('strive', person);
    if (!random.chance(month.conduct.striving)) continue;
    moved += payments.bringForward(person, month.window, (earliest, id) => {
      const hours = month.draw('moment of payment', id);
      return hours.between(earliest + MS_PER_HOUR, earliest + WITHIN_HOURS * MS_PER_HOUR);
    });
  }
  return moved;
}

/** Who is tied to somebody that would rather not be. */
function atRisk(month: Month): readonly number[] {
  const people = new Set<number>();
  for (const { from, to } of month.ties) {
    if (looksDownOn(month, from, to)) people.add(to);
    if (looksDownOn(month, to, from)) people.add(from);
  }
  return [...people].filter((person) => month.isFake[person] !== 1).sort((a, b) => a - b);
}
