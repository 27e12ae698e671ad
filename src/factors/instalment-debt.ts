import { fillReadings, type Factor } from './factor.ts';

/**
 * What is still to pay on open loans and instalments over their principal, each weighed by how far it is believed: what
 * total-debt counts of them. Open is what is not settled, given up or not. 1 is a new loan, more than 1 one that grew by
 * interest or fees, 0 for who has repaid all it borrowed, so that the last payment takes nothing away. Not measurable
 * without a loan or instalment whose principal is above 0, open or, by a source believed at least half, settled.
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
    const { instalmentBalance, instalmentPrincipal, instalmentDebts, instalmentsRepaid } = view.columns;
    const whenNoneIsOpen = (row: number): number => (instalmentsRepaid[row]! > 0 ? 0 : Number.NaN);
    return fillReadings(
      view,
      (row) =>
        instalmentDebts[row]! > 0 ? instalmentBalance[row]! / instalmentPrincipal[row]! : whenNoneIsOpen(row),
      (row) => instalmentDebts[row]! || instalmentsRepaid[row]!,
    );
  },
};
