import { fillReadings, type Factor } from './factor.ts';

/**
 * What is still to pay on loans and instalments over their principal, each weighed by how far it is believed: what
 * total-debt counts of them. Those that were settled count as well, by sources believed at least half, so that no payment,
 * the last included, takes anything away. 0 is all repaid, 1 a new loan and no other, more than 1 one that grew by interest
 * or fees. Not measurable without a loan or instalment whose principal is above 0.
 */
export const instalmentDebt: Factor = {
  id: 'instalment-debt',
  group: 'credit_history',
  title: 'Instalment debt still open',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.8,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the latest balances',
  reasonCodes: { adverse: 'instalments_mostly_unpaid', unmeasurable: 'no_instalment_debt' },
  measure(view) {
    const { instalmentBalance, instalmentPrincipal, instalmentDebts } = view.columns;
    return fillReadings(
      view,
      (row) => (instalmentDebts[row]! > 0 ? instalmentBalance[row]! / instalmentPrincipal[row]! : Number.NaN),
      (row) => instalmentDebts[row]!,
    );
  },
};
