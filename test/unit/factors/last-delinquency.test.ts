import { expect, test } from 'vitest';
import { lastDelinquency } from '../../../src/factors/last-delinquency.ts';
import { AS_OF, readingOf } from '../../support/factor-view.ts';

const MONTH = (365.25 / 12) * 86_400_000;

test('months since the last late due was paid', () => {
  const reading = readingOf(lastDelinquency, { lastLateAt: AS_OF - 9 * MONTH, duesMatured: 14, duesLate: 2 });
  expect(reading?.value).toBeCloseTo(9, 9);
  expect(reading).toMatchObject({ evidence: 14, against: 2 });
});

test('0 while a due is open past its day', () => {
  expect(readingOf(lastDelinquency, { lastLateAt: AS_OF, duesMatured: 1, duesLate: 1 })?.value).toBe(0);
});

test('never late, nothing measured', () => {
  expect(readingOf(lastDelinquency, { duesMatured: 14, duesLate: 0 })).toBeUndefined();
});
