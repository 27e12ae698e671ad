import { expect, test } from 'vitest';
import { guaranteeBurden } from '../../../src/factors/guarantee-burden.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the expected payment over a year of inflow', () => {
  const reading = readingOf(guaranteeBurden, {
    ...{ guaranteesGiven: 2, guaranteeBurden: 600, medianNetInflow12: 1000 },
  });
  expect(reading?.value).toBeCloseTo(0.05, 12);
  expect(reading?.evidence).toBe(2);
});

test('a guarantee that costs nothing is no burden, whatever the inflow', () => {
  expect(readingOf(guaranteeBurden, { guaranteesGiven: 1, guaranteeBurden: 0 })?.value).toBe(0);
});

test('a burden without a regular inflow is heavier than any ratio', () => {
  const given = { guaranteesGiven: 1, guaranteeBurden: 1 };
  expect(readingOf(guaranteeBurden, given)?.value).toBe(Infinity);
  expect(readingOf(guaranteeBurden, { ...given, medianNetInflow12: 0 })?.value).toBe(Infinity);
});

test('who guarantees nothing is not measured', () => {
  expect(
    readingOf(guaranteeBurden, { guaranteesGiven: 0, guaranteeBurden: 0, medianNetInflow12: 9 }),
  ).toBeUndefined();
});
