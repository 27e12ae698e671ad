import { fillReadings, type Factor } from './factor.ts';

/**
 * Shannon entropy of the purchases of 12 months over merchant categories, as a share of the most there can be, ln 24: 0
 * is one category, 1 all 24 alike, each purchase as far as its source is believed. Which categories they are does not
 * matter. Not measurable without such a purchase.
 */
export const categoryDiversity: Factor = {
  id: 'category-diversity',
  group: 'behaviour_and_preferences',
  title: 'Breadth of spend',
  unit: 'share',
  range: [0, 1],
  direction: 'higher',
  prior: 0.2,
  about: 'others',
  isInOwnHands: false,
  relations: ['paid'],
  window: '12 months, the current one included',
  reasonCodes: { adverse: 'narrow_spend', unmeasurable: 'no_categorised_purchases' },
  measure(view) {
    const { purchasesCategorised, categoryEntropy } = view.columns;
    return fillReadings(
      view,
      (row) => (purchasesCategorised[row]! > 0 ? categoryEntropy[row]! : Number.NaN),
      (row) => purchasesCategorised[row]!,
    );
  },
};
