import { expect, test } from 'vitest';
import { buildProjection } from '../../../../src/engine/projection.ts';
import { factTables, people } from '../../../support/fact-tables.ts';

/** One rent of 100 on the last day of each month, and one of 1 on the first. */
async function duesOfComingMonth(asOf: number): Promise<number> {
  const dues = Array.from({ length: 12 }, (_, month) => [
    { obligation: 0, due_at: Date.UTC(2025, month + 1, 0), amount: 100 },
    { obligation: 0, due_at: Date.UTC(2025, month, 1), amount: 1 },
  ]);
  const tables = factTables({
    subjects: people(['ann'], Date.UTC(2020, 0, 1)),
    obligations: [
      { ...{ id: 'o', debtor: 0, kind: 4, currency: 'CNY', principal: 0 }, opened_at: Date.UTC(2024, 0, 1) },
    ],
    dues: dues.flat(),
  });
  return (await buildProjection(tables, asOf)).columns.monthlyDues[0]!;
}

test.each([
  // Noon of the 31st to noon of the 28th: this month's last day, the next one's first and last.
  ['2025-01-31', 201],
  ['2025-03-31', 201],
  ['2025-05-31', 201],
  // From the 15th to the 15th: one of each.
  ['2025-01-15', 101],
  // From 28 February to 28 March: the one's last day and the other's first.
  ['2025-02-28', 101],
])('the month to come from %s on is one month long', async (day, dues) => {
  expect(await duesOfComingMonth(Date.parse(`${day}T12:00:00Z`))).toBe(dues);
});
