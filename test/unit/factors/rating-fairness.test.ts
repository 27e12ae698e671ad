import { expect, test } from 'vitest';
import { ratingFairness } from '../../../src/factors/rating-fairness.ts';
import { readingOf } from '../../support/factor-view.ts';

test('few ratings are drawn to one half', () => {
  const reading = readingOf(ratingFairness, { fairness: 1, ratingsGiven: 2, ratingsGivenWeight: 2 });
  expect(reading?.value).toBeCloseTo(0.75, 12);
  expect(reading?.evidence).toBe(2);
});

test('rated nobody', () => {
  expect(readingOf(ratingFairness, { ratingsGiven: 0, ratingsGivenWeight: 0 })).toBeUndefined();
});
