import { expect, test } from 'vitest';
import { activeMonths } from '../../../src/factors/active-months.ts';
import { readingOf } from '../../support/factor-view.ts';

test('months as counted', () => {
  const reading = readingOf(activeMonths, { activeMonths12: 7, acts: 90 });
  expect(reading?.value).toBeCloseTo(7, 12);
  expect(reading?.evidence).toBe(90);
});

test('an old account that fell silent reads 0', () => {
  const reading = readingOf(activeMonths, { activeMonths12: 0, acts: 5 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(5);
});

test('never active', () => {
  expect(readingOf(activeMonths, { activeMonths12: 0, acts: 0 })).toBeUndefined();
});
