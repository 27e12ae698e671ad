import { fillReadings, type Factor } from './factor.ts';

/**
 * Sum of balances over sum of limits of open revolving lines, from the latest balances, as total-debt weighs them; above 1
 * past the limit. One that tells no limit tells nothing here. Instalment debt is not in it. Not measurable without an open
 * line whose latest balance tells a limit above 0.
 */
export const utilisation: Factor = {
  id: 'utilisation',
  group: 'credit_history',
  title: 'Use of revolving credit',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.4,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the latest balances',
  reasonCodes: { adverse: 'high_utilisation', unmeasurable: 'no_revolving_line' },
  measure(view) {
    const { revolvingBalance, revolvingLimit, revolvingLines } = view.columns;
    return fillReadings(
      view,
      (row) => (revolvingLines[row]! > 0 ? revolvingBalance[row]! / revolvingLimit[row]! : Number.NaN),
      (row) => revolvingLines[row]!,
    );
  },
};
