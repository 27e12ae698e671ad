import { fillReadings, type Factor, yearsSince } from './factor.ts';

/**
 * Years since the first obligation was opened. Not measurable without an obligation.
 */
export const creditAge: Factor = {
  id: 'credit-age',
  group: 'credit_history',
  title: 'Age of oldest obligation',
  unit: 'years',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'higher',
  prior: 0.5,
  about: 'own',
  isInOwnHands: false,
  relations: [],
  window: 'all time',
  reasonCodes: { adverse: 'short_credit_history', unmeasurable: 'no_obligations' },
  measure(view) {
    const { oldestObligationAt, obligationsEver } = view.columns;
    return fillReadings(
      view,
      (row) => yearsSince(oldestObligationAt[row]!, view.asOf),
      (row) => obligationsEver[row]!,
    );
  },
};
