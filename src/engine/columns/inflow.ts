import type { FactTables } from '../fact-tables.ts';
import type { Exchange } from './money.ts';
import { addMonths, MONTHS } from './months.ts';

/** What conversion leaves over of amounts that cancel out is far below a minor unit of the reporting currency. */
const LEAST_LIFT = 1;

/**
 * What each subject took in a whole month, in the reporting currency, subject s and month m (0 the latest) at
 * s * MONTHS + m: its income, and of its turnover what lifts the running sum, from the first month on and over all
 * currencies, to a new high above 0.
 *
 * Invariant: money that went out before and comes back, or comes again, is no inflow. What turnover gives in all months
 * together is the highest that its running sum reached, so sending money round, in whatever months, currencies and
 * circles, adds nothing to it. A floor at 0 for each month, or each currency, would count what comes back in another.
 */
export function monthlyInflow(
  { income, turnover }: Pick<FactTables, 'income' | 'turnover'>,
  subjects: number,
  exchange: Exchange,
): Float64Array {
  const months = new Float64Array(subjects * MONTHS);
  addMonths(turnover, months, exchange);
  for (let subject = 0; subject < subjects; subject++) keepLifts(months, subject * MONTHS);
  addMonths(income, months, exchange);
  return months;
}

/** Leaves of each of a subject's months what it lifts the sum of the months up to it above all sums before, and above 0. */
function keepLifts(months: Float64Array, first: number): void {
  let [sum, highest] = [0, 0];
  for (let month = first + MONTHS - 1; month >= first; month--) {
    sum += months[month]!;
    const lift = sum - highest;
    months[month] = lift >= LEAST_LIFT ? lift : 0;
    if (lift >= LEAST_LIFT) highest = sum;
  }
}
