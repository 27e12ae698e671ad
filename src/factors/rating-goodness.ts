import { fillReadings, type Factor } from './factor.ts';

/** Neutral ratings that everybody is taken to have besides their own. Judgement. */
const PRIOR_RATINGS = 2;

/**
 * Goodness, -1 to 1, from the ratings received weighed by the fairness of those who gave them (Kumar et al., ICDM
 * 2016), drawn to 0 where there are few: n g / (n + 2), n being the raters as far as the sources of their ratings are
 * believed. Not measurable for the unrated.
 */
export const ratingGoodness: Factor = {
  id: 'rating-goodness',
  group: 'interpersonal_relationships',
  title: 'Trust in ratings, weighed',
  unit: 'index',
  range: [-1, 1],
  direction: 'higher',
  prior: 0,
  about: 'others',
  isInOwnHands: false,
  relations: ['rated'],
  window: 'all time',
  reasonCodes: {
    adverse: 'distrusted_by_raters',
    modest: 'modest_trust_in_ratings',
    unmeasurable: 'not_rated',
  },
  measure(view) {
    const { goodness, ratingsReceived, ratingsReceivedWeight } = view.columns;
    return fillReadings(
      view,
      (row) => {
        const ratings = ratingsReceivedWeight[row]!;
        return (ratings * goodness[row]!) / (ratings + PRIOR_RATINGS);
      },
      (row) => ratingsReceived[row]!,
    );
  },
};
