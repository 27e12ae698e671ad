import { monthIndex, type Instant } from '../../domain/time.ts';
import type { FactTable } from '../fact-tables.ts';
import type { Exchange } from './money.ts';

/** The span over which medians and spreads are taken, in whole calendar months. */
export const MONTHS = 12;
/** With fewer whole months than this since a subject joined there is no median of months. */
const FEWEST_MONTHS = 3;

type MonthlyTable = FactTable<'income'>;

/** Adds amounts in the reporting currency to sums: those of subject s and month m (0 the latest) at s * MONTHS + m. */
export function addMonths(table: MonthlyTable, sums: Float64Array, exchange: Exchange): void {
  const months = [
    table.m1,
    table.m2,
    table.m3,
    table.m4,
    table.m5,
    table.m6,
    table.m7,
    table.m8,
    table.m9,
    table.m10,
    table.m11,
    table.m12,
  ];
  // Currency after currency: real numbers are added in one order, whatever that of the rows.
  for (const currency of exchange.currencies) {
    const rate = exchange.rate(currency);
    for (let row = 0; row < table.subject.length; row++) {
      if (table.currency[row] !== currency) continue;
      const first = table.subject[row]! * MONTHS;
      for (let month = 0; month < MONTHS; month++) {
        const amount = months[month]![row]!;
        if (!Number.isNaN(amount)) sums[first + month]! += amount / rate;
      }
    }
  }
}

/** How many of the last MONTHS whole months a subject was there for; 0 when too few to speak of a usual month. */
export function monthsPresent(registeredAt: Instant, asOf: Instant): number {
  const present = Math.min(MONTHS, monthIndex(asOf) - monthIndex(registeredAt) - 1);
  return present >= FEWEST_MONTHS ? present : 0;
}

/** Median of the first `count` numbers, which are put in order; NaN of none. The mean of the middle two for an even count. */
export function medianOfFirst(numbers: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  // By insertion: for a dozen numbers a tenth of what a sort of a typed array takes.
  for (let next = 1; next < count; next++) {
    const number = numbers[next]!;
    let place = next;
    for (; place > 0 && numbers[place - 1]! > number; place--) numbers[place] = numbers[place - 1]!;
    numbers[place] = number;
  }
  const middle = count >> 1;
  return count % 2 === 1 ? numbers[middle]! : (numbers[middle - 1]! + numbers[middle]!) / 2;
}
