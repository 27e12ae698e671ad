import { expect, test } from 'vitest';
import { spendStability } from '../../../src/factors/spend-stability.ts';
import { readingOf } from '../../support/factor-view.ts';

test('spread over the median', () => {
  const reading = readingOf(spendStability, { spendSpread12: 0.25, purchases12: 12 });
  expect(reading?.value).toBeCloseTo(0.25, 12);
  expect(reading?.evidence).toBe(12);
});

test('no usual month', () => {
  expect(readingOf(spendStability, { purchases12: 2 })).toBeUndefined();
});
