import { expect, test } from 'vitest';
import { lastDelinquency } from '../../../src/factors/last-delinquency.ts';
import { AS_OF, readingOf } from '../../support/factor-view.ts';

const MONTH = (365.25 / 12) * 86_400_000;

test('months since the last late due was paid', () => {
  const reading = readingOf(lastDelinquency, {
    lastLateAt: AS_OF - 9 * MONTH,
    duesMatured: 14,
    duesPastDue: 0,
  });
  expect(reading?.value).toBeCloseTo(9, 9);
  expect(reading).toMatchObject({ evidence: 14, against: 0 });
});

test('0 while a due is open past its day', () => {
  const open = { lastLateAt: AS_OF, duesMatured: 3, duesPastDue: 2 };
  expect(readingOf(lastDelinquency, open)).toEqual({ value: 0, evidence: 3, against: 2 });
});

test('never late, nothing measured', () => {
  expect(readingOf(lastDelinquency, { duesMatured: 14, duesPastDue: 0 })).toBeUndefined();
});
