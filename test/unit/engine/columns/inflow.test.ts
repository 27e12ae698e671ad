import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthlyInflow } from '../../../../src/engine/columns/inflow.ts';
import { makeExchange } from '../../../../src/engine/columns/money.ts';
import { factTables } from '../../../support/fact-tables.ts';

type Months = readonly number[];

/** Twelve months, the oldest first; what is left out is 0. */
const row = (currency: string, months: Months) => ({
  ...{ subject: 0, currency },
  ...Object.fromEntries(Array.from({ length: 12 }, (_, k) => [`m${12 - k}`, months[k] ?? 0])),
});

/** The inflow of one subject, the oldest month first; a dollar is worth 7 yuan. */
function inflowOf(turnover: Readonly<Record<string, Months>>, income: Readonly<Record<string, Months>> = {}) {
  const rowsOf = (table: Readonly<Record<string, Months>>) =>
    Object.entries(table).map(([currency, months]) => row(currency, months));
  const tables = factTables({
    turnover: rowsOf(turnover),
    income: rowsOf(income),
    rates: [{ currency: 'USD', per_reporting_unit: Math.round(1e6 / 7) }],
  });
  return [...monthlyInflow(tables, 1, makeExchange(tables, 'CNY'))].reverse();
}

const twelve = (months: Months) => Array.from({ length: 12 }, (_, k) => months[k] ?? 0);

test('what went out and comes back is none, and what comes, goes and comes again is one only the first time', () => {
  expect(inflowOf({ CNY: [-100, 100, -100, 100] })).toEqual(twelve([]));
  expect(inflowOf({ CNY: [100, -100, 100, -100, 100] })).toEqual(twelve([100]));
});

test('what is gained month by month counts, and after a loss what is more than ever before', () => {
  expect(inflowOf({ CNY: [100, 50, -70, 30, 90] })).toEqual(twelve([100, 50, 0, 0, 50]));
});

test('currencies are added before anything counts', () => {
  expect(inflowOf({ CNY: twelve([]).fill(-700), USD: twelve([]).fill(100) })).toEqual(twelve([]));
  expect(inflowOf({ CNY: [-700, 0], USD: [0, 200] })[1]).toBeCloseTo(700, 1);
});

test('income counts in full, and pays for nothing that turnover lost', () => {
  expect(inflowOf({ CNY: [-100, 150] }, { CNY: [30, 30, 30] })).toEqual(twelve([30, 80, 30]));
});

test('money that went out before and comes back, or comes again, is no inflow', () => {
  const months = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 12 });
  fc.assert(
    fc.property(months, (turnover) => {
      let [sum, highest] = [0, 0];
      for (const month of turnover) highest = Math.max(highest, (sum += month));
      const inflow = inflowOf({ CNY: turnover });
      expect(inflow.reduce((all, month) => all + month, 0)).toBe(highest);
      expect(inflow.every((month) => month >= 0)).toBe(true);
    }),
    { seed: 12 },
  );
});
