import { expect, test } from 'vitest';
import { worstDelinquency } from '../../../src/factors/worst-delinquency.ts';
import { readingOf } from '../../support/factor-view.ts';

test('days past due as they are', () => {
  const reading = readingOf(worstDelinquency, { duesMatured: 3, worstDaysLate24: 41 });
  expect(reading?.value).toBeCloseTo(41, 12);
  expect(reading?.evidence).toBe(3);
});

test('all paid by their day reads 0, with evidence', () => {
  const reading = readingOf(worstDelinquency, { duesMatured: 3, worstDaysLate24: 0 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(3);
});

test('no due is not the same as none late', () => {
  expect(readingOf(worstDelinquency, { duesMatured: 0, worstDaysLate24: 0 })).toBeUndefined();
});
