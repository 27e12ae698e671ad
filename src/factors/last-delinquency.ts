import { fillReadings, monthsSince, type Factor } from './factor.ts';

/**
 * Months since the subject was last late with a due: since that due was paid, or 0 while one is open past its day; a debt
 * in default or given up is such a due until it is settled. Only dues of sources that are believed by at least half
 * count. Not measurable for who was never late: the points for that belong to worst-delinquency and on-time-share. What
 * counts against the subject is what is open past its day.
 */
export const lastDelinquency: Factor = {
  id: 'last-delinquency',
  group: 'credit_history',
  title: 'Months since last late',
  unit: 'months',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'higher',
  prior: 24,
  about: 'own',
  isInOwnHands: true,
  isForMending: true,
  relations: [],
  window: 'all time',
  reasonCodes: { adverse: 'recent_delinquency', unmeasurable: 'never_late' },
  measure(view) {
    const { lastLateAt, duesMatured, duesPastDue } = view.columns;
    return fillReadings(view, (row) => monthsSince(lastLateAt[row]!, view.asOf), {
      all: (row) => duesMatured[row]!,
      against: (row) => duesPastDue[row]!,
    });
  },
};
