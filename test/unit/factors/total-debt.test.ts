import { expect, test } from 'vitest';
import { totalDebt } from '../../../src/factors/total-debt.ts';
import { readingOf } from '../../support/factor-view.ts';

test('all that is owed over a year of inflow', () => {
  const reading = readingOf(totalDebt, {
    ...{ totalDebt: 6000, openDebts: 2, medianNetInflow12: 1000, inflowMonths12: 12 },
  });
  expect(reading).toMatchObject({ value: 0.5, evidence: 14 });
});

test('who owes nothing and has an income reads 0', () => {
  const reading = readingOf(totalDebt, {
    ...{ totalDebt: 0, openDebts: 0, medianNetInflow12: 1000, inflowMonths12: 9 },
  });
  expect(reading).toMatchObject({ value: 0, evidence: 9 });
});

test('without a regular inflow nothing is measured', () => {
  const debts = { totalDebt: 6000, openDebts: 2, inflowMonths12: 5 };
  expect(readingOf(totalDebt, { ...debts, medianNetInflow12: 0 })).toBeUndefined();
  expect(readingOf(totalDebt, debts)).toBeUndefined();
});
