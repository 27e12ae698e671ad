import { fillReadings, type Factor } from './factor.ts';

/**
 * Dues of the coming month over the median monthly net inflow of the 12 whole months. Inflow is income,
 * and of sales and transfers less all that was paid, added up over the 12 months and all currencies, what lifts the sum to
 * a new high above 0. So money that comes back or comes again is none, in whatever month or currency; nor are loans,
 * refunds, deposits and what moves between a merchant and its owner. Not measurable without inflow in at least half of
 * those months, or where an open obligation's schedule is not known; a default or a write-off changes neither.
 */
export const duesToInflow: Factor = {
  id: 'dues-to-inflow',
  group: 'fulfilment_capacity',
  title: 'Dues against income',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.35,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the coming month; 12 whole months for the inflow',
  reasonCodes: { adverse: 'dues_high_against_income', unmeasurable: 'no_regular_income' },
  measure(view) {
    const { monthlyDues, medianNetInflow12, inflowMonths12 } = view.columns;
    return fillReadings(
      view,
      (row) => (medianNetInflow12[row]! > 0 ? monthlyDues[row]! / medianNetInflow12[row]! : Number.NaN),
      (row) => inflowMonths12[row]!,
    );
  },
};
