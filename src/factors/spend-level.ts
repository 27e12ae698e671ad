import { fillReadings, type Factor } from './factor.ts';

/** The monthly spend that reads one half: 500.00 of the reporting currency. Judgement. */
const HALF_LEVEL_MINOR = 50_000;

/**
 * m / (m + h), m being the median monthly spend over the 12 whole months in minor units of the reporting currency, and h
 * 50,000 such units, whichever currency it is: one whose minor unit buys much less or more needs bins of its own.
 * It saturates: past a modest budget buying more buys next to nothing, and what was bought is never judged. Not
 * measurable without a purchase in those months.
 */
export const spendLevel: Factor = {
  id: 'spend-level',
  group: 'behaviour_and_preferences',
  title: 'Spend level',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: 0.1,
  about: 'own',
  isInOwnHands: false,
  relations: ['paid'],
  window: '12 whole months',
  reasonCodes: { adverse: 'low_spend', unmeasurable: 'no_spend' },
  measure(view) {
    const { medianSpend12, purchases12 } = view.columns;
    return fillReadings(
      view,
      (row) =>
        purchases12[row]! > 0 ? medianSpend12[row]! / (medianSpend12[row]! + HALF_LEVEL_MINOR) : Number.NaN,
      (row) => purchases12[row]!,
    );
  },
};
