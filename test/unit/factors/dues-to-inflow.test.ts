import { expect, test } from 'vitest';
import { duesToInflow } from '../../../src/factors/dues-to-inflow.ts';
import { readingOf } from '../../support/factor-view.ts';

test('dues over the usual inflow', () => {
  const reading = readingOf(duesToInflow, { monthlyDues: 2000, medianNetInflow12: 8000, inflowMonths12: 12 });
  expect(reading?.value).toBeCloseTo(0.25, 12);
  expect(reading?.evidence).toBe(12);
});

test('no dues is no burden', () => {
  const reading = readingOf(duesToInflow, { monthlyDues: 0, medianNetInflow12: 8000, inflowMonths12: 7 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(7);
});

test('without a usual inflow there is nothing to hold dues against', () => {
  expect(
    readingOf(duesToInflow, { monthlyDues: 2000, medianNetInflow12: 0, inflowMonths12: 2 }),
  ).toBeUndefined();
});

test('an unknown schedule is not a burden of 0', () => {
  expect(readingOf(duesToInflow, { medianNetInflow12: 8000, inflowMonths12: 12 })).toBeUndefined();
});
