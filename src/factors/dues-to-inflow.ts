import { fillReadings, type Factor } from './factor.ts';

/**
 * Dues of the coming month over the median monthly net inflow of the 12 whole months. Inflow is income, and what is left
 * of sales and transfers after all that was paid in the same month, so that money sent round comes in nowhere; loans,
 * refunds, deposits and what moves between a merchant and its owner are none. Not measurable without inflow in at least
 * half of those months, or where an open obligation's schedule is not known.
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
