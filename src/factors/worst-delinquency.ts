import { fillReadings, type Factor } from './factor.ts';

/**
 * Most days past due of any due that was open or paid in the last 24 months, payments allocated to the oldest due
 * first; 0 where all were paid by their day. A debt in default or given up is a due of that day, unpaid until settled.
 * Only dues of sources that are believed by at least half count. Not measurable without a matured due.
 */
export const worstDelinquency: Factor = {
  id: 'worst-delinquency',
  group: 'credit_history',
  title: 'Worst delay in 24 months',
  unit: 'days',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 15,
  about: 'own',
  isInOwnHands: false,
  relations: [],
  window: '24 months, the current one included',
  reasonCodes: {
    adverse: 'serious_delinquency',
    modest: 'short_delay',
    unmeasurable: 'no_matured_dues',
  },
  measure(view) {
    const { duesMatured, duesLate24, worstDaysLate24 } = view.columns;
    return fillReadings(view, (row) => (duesMatured[row]! > 0 ? worstDaysLate24[row]! : Number.NaN), {
      all: (row) => duesMatured[row]!,
      against: (row) => duesLate24[row]!,
    });
  },
};
