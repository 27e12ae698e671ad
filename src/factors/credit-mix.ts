import { fillReadings, type Factor } from './factor.ts';

/**
 * How many distinct kinds of obligation (loan, card, instalment, utility, rental, deposit) the subject ever had. Only
 * obligations of sources that are believed by at least half count. Not measurable without one.
 */
export const creditMix: Factor = {
  id: 'credit-mix',
  group: 'credit_history',
  title: 'Kinds of obligation',
  unit: 'count',
  range: [1, 6],
  direction: 'higher',
  prior: 1,
  about: 'own',
  isInOwnHands: false,
  relations: [],
  window: 'all time',
  reasonCodes: { adverse: 'few_kinds_of_credit', unmeasurable: 'no_obligations' },
  measure(view) {
    const { obligationKinds, obligationsEver } = view.columns;
    return fillReadings(
      view,
      (row) => (obligationKinds[row]! > 0 ? obligationKinds[row]! : Number.NaN),
      (row) => obligationsEver[row]!,
    );
  },
};
