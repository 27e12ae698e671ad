import { fillReadings, type Factor } from './factor.ts';

/**
 * What is still to pay on all obligations that are not settled, given up or not, over twelve months of the median
 * monthly net inflow. What an obligation leaves to pay is what its latest balance says, as far as its source is
 * believed; each balance before it counts as far as it is believed more than all after it, and as far as the obligation
 * is believed more than any balance, the dues less what was paid count, or the principal less that; of bills, rents and
 * deposits only what has fallen due; nothing of a card whose balance is not known. Of a debt given up the balances from
 * before count, less what was paid after them, since books then say 0. 0 for who owes nothing. Not measurable without
 * inflow in at least half of the 12 whole months.
 */
export const totalDebt: Factor = {
  id: 'total-debt',
  group: 'credit_history',
  title: 'Debt against a year of income',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.5,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the latest balances; 12 whole months for the inflow',
  reasonCodes: { adverse: 'debt_high_against_income', unmeasurable: 'no_regular_income' },
  measure(view) {
    const { totalDebt, openDebts, medianNetInflow12, inflowMonths12 } = view.columns;
    return fillReadings(
      view,
      (row) => (medianNetInflow12[row]! > 0 ? totalDebt[row]! / (12 * medianNetInflow12[row]!) : Number.NaN),
      (row) => inflowMonths12[row]! + openDebts[row]!,
    );
  },
};
