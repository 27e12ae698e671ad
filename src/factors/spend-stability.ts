import { fillReadings, type Factor } from './factor.ts';

/**
 * Median absolute deviation of monthly spend over its median, 12 whole months: 0 is the same every month. Not
 * measurable where the median month had no spend.
 */
export const spendStability: Factor = {
  id: 'spend-stability',
  group: 'behaviour_and_preferences',
  title: 'Spread of spend',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.8,
  about: 'own',
  isInOwnHands: false,
  relations: ['paid'],
  window: '12 whole months',
  reasonCodes: { adverse: 'unsteady_spend', unmeasurable: 'few_months_of_spend' },
  measure(view) {
    const { spendSpread12, purchases12 } = view.columns;
    return fillReadings(
      view,
      (row) => spendSpread12[row]!,
      (row) => purchases12[row]!,
    );
  },
};
