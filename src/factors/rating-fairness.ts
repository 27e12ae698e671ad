import { fillReadings, type Factor } from './factor.ts';

/** What a rater is taken to be before the first rating, and how many ratings that is worth. Judgement. */
const PRIOR_FAIRNESS = 0.5;
const PRIOR_RATINGS = 2;

/**
 * Fairness, 0 to 1: how near the ratings given are to what others make of those rated (Kumar et al., ICDM 2016),
 * drawn to one half where there are few: (n f + 1) / (n + 2), n being those rated as far as the sources of
 * the ratings are believed. Not measurable for who rated nobody.
 */
export const ratingFairness: Factor = {
  id: 'rating-fairness',
  group: 'interpersonal_relationships',
  title: 'Fairness as a rater, weighed',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: PRIOR_FAIRNESS,
  about: 'others',
  isInOwnHands: false,
  relations: ['rated'],
  window: 'all time',
  reasonCodes: {
    adverse: 'ratings_at_odds_with_others',
    modest: 'short_record_as_rater',
    unmeasurable: 'has_rated_nobody',
  },
  measure(view) {
    const { fairness, ratingsGiven, ratingsGivenWeight } = view.columns;
    return fillReadings(
      view,
      (row) => {
        const ratings = ratingsGivenWeight[row]!;
        return (ratings * fairness[row]! + PRIOR_RATINGS * PRIOR_FAIRNESS) / (ratings + PRIOR_RATINGS);
      },
      (row) => ratingsGiven[row]!,
    );
  },
};
