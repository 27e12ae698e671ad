import { fillReadings, type Factor } from './factor.ts';

/**
 * How well placed in the payment network those are whom the subject deals with: x / (1 + x), x being their mean
 * rank over the mean rank of all who pay or are paid, so that 0.5 is average and more of it helps less and less. Ranks
 * are PageRank from payer to payee, damping 0.85, teleporting to payers alike; a pair weighs the root of the payments
 * between them, by the reliability of the source, times the payee's follow-through (0.8 where it has none), and so it
 * does in the mean. Not measurable without a counterparty.
 */
export const standing: Factor = {
  id: 'standing',
  group: 'fulfilment_capacity',
  title: 'Standing of those dealt with',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: 0.35,
  about: 'others',
  isInOwnHands: false,
  relations: ['paid'],
  window: 'all time',
  reasonCodes: { adverse: 'low_standing', unmeasurable: 'no_payments_between_subjects' },
  measure(view) {
    const { standing, counterparties } = view.columns;
    return fillReadings(
      view,
      (row) => {
        const relative = standing[row]!;
        return relative / (1 + relative);
      },
      (row) => counterparties[row]!,
    );
  },
};
