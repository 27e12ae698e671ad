import { expect, test } from 'vitest';
import { spendLevel } from '../../../src/factors/spend-level.ts';
import { readingOf } from '../../support/factor-view.ts';

test('500.00 a month reads one half', () => {
  const reading = readingOf(spendLevel, { medianSpend12: 50_000, purchases12: 30 });
  expect(reading?.value).toBeCloseTo(0.5, 12);
  expect(reading?.evidence).toBe(30);
});

test('ten times as much buys less than twice the reading', () => {
  const reading = readingOf(spendLevel, { medianSpend12: 500_000, purchases12: 30 });
  expect(reading?.value).toBeCloseTo(10 / 11, 12);
  expect(reading?.evidence).toBe(30);
});

test('no purchase', () => {
  expect(readingOf(spendLevel, { medianSpend12: 0, purchases12: 0 })).toBeUndefined();
});
