import { expect, test } from 'vitest';
import { disputeRate } from '../../../src/factors/dispute-rate.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as ten dealings with half a dispute', () => {
  const reading = readingOf(disputeRate, { dealings: 30, dealingsDisputed: 1.5 });
  expect(reading?.value).toBeCloseTo(2 / 40, 12);
  expect(reading?.evidence).toBe(30);
});

test('no dealing', () => {
  expect(readingOf(disputeRate, { dealings: 0, dealingsDisputed: 0 })).toBeUndefined();
});
