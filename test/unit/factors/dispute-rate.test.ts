import { expect, test } from 'vitest';
import { disputeRate } from '../../../src/factors/dispute-rate.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as ten dealings with half a dispute', () => {
  const reading = readingOf(disputeRate, {
    ...{ dealings: 27, dealingsDisputed: 3, dealingsWeight: 27, dealingsDisputedWeight: 3 },
  });
  // (0.5 + 3) / (10 + 27 + 3)
  expect(reading?.value).toBeCloseTo(0.0875, 12);
  expect(reading).toMatchObject({ evidence: 30, against: 3 });
});

test('only disputes, none of which has ended, by a source believed half', () => {
  const reading = readingOf(disputeRate, {
    ...{ dealings: 0, dealingsDisputed: 20, dealingsWeight: 0, dealingsDisputedWeight: 10 },
  });
  // (0.5 + 10) / (10 + 10)
  expect(reading?.value).toBeCloseTo(0.525, 12);
});

test('no dealing', () => {
  expect(readingOf(disputeRate, { dealings: 0, dealingsDisputed: 0 })).toBeUndefined();
});
