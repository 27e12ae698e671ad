import { fillReadings, type Factor } from './factor.ts';

/** The number of ties that reads one half: Dunbar's innermost circle has about five people (Dunbar 1998). */
const HALF_REACH_TIES = 5;

/**
 * r / (r + 5), r being the accepted live ties to subjects with a record of their own, which takes three facts: dues that
 * matured, dealings that ended and subjects who rated it, together. Recruiting empty accounts adds nothing, and each
 * further tie adds less. Not measurable without a tie.
 */
export const reach: Factor = {
  id: 'reach',
  group: 'interpersonal_relationships',
  title: 'Ties to people with a record',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: 0.3,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows'],
  window: 'ties that last',
  reasonCodes: { adverse: 'few_credible_ties', unmeasurable: 'no_ties' },
  measure(view) {
    const { liveTies, reach } = view.columns;
    return fillReadings(
      view,
      (row) => (liveTies[row]! > 0 ? reach[row]! / (reach[row]! + HALF_REACH_TIES) : Number.NaN),
      (row) => reach[row]!,
    );
  },
};
