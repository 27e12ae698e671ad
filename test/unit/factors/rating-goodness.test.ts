import { expect, test } from 'vitest';
import { ratingGoodness } from '../../../src/factors/rating-goodness.ts';
import { readingOf } from '../../support/factor-view.ts';

test('few ratings are drawn to 0', () => {
  const reading = readingOf(ratingGoodness, { goodness: 0.8, ratingsReceived: 2, ratingsReceivedWeight: 2 });
  expect(reading?.value).toBeCloseTo(0.4, 12);
  expect(reading?.evidence).toBe(2);
});

test('many are hardly', () => {
  const reading = readingOf(ratingGoodness, {
    goodness: -0.5,
    ratingsReceived: 98,
    ratingsReceivedWeight: 98,
  });
  expect(reading?.value).toBeCloseTo(-0.49, 12);
  expect(reading?.evidence).toBe(98);
});

test('unrated', () => {
  expect(readingOf(ratingGoodness, { ratingsReceived: 0, ratingsReceivedWeight: 0 })).toBeUndefined();
});
