import { fillReadings, type Factor } from './factor.ts';

/**
 * How well placed in the payment network those are whom the subject deals with: x / (1 + x), x being their mean
 * rank over the mean rank of all, so that 0.5 is average and more of it helps less and less. Not measurable
 * without a counterparty.
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
