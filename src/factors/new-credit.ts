import { fillReadings, type Factor } from './factor.ts';

const PRIOR = 2;

/**
 * Obligations opened and inquiries made in the last 6 months, the current one included, each weighed by the
 * reliability of its source. Not measurable for a subject that never had an obligation, unless it sought more than the
 * prior: nobody gains by asking.
 */
export const newCredit: Factor = {
  id: 'new-credit',
  group: 'credit_history',
  title: 'Credit sought in 6 months',
  unit: 'count',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: PRIOR,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: '6 months, the current one included',
  reasonCodes: { adverse: 'many_new_obligations', unmeasurable: 'no_obligations' },
  measure(view) {
    const { obligationsEver, obligationsOpened6, openedWeight6, inquiries6, inquiryWeight6 } = view.columns;
    return fillReadings(
      view,
      (row) => {
        const sought = openedWeight6[row]! + inquiryWeight6[row]!;
        return obligationsEver[row]! > 0 || sought > PRIOR ? sought : Number.NaN;
      },
      {
        all: (row) => obligationsEver[row]! + inquiries6[row]!,
        against: (row) => obligationsOpened6[row]! + inquiries6[row]!,
      },
    );
  },
};
