import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { buildProjection } from '../../src/engine/projection.ts';
import { factTables, people } from '../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15);
const PRINCIPAL = 1000;
const instant = fc.integer({ min: 1, max: 400 }).map((day) => AS_OF - day * 86_400_000);
const balance = fc.record({
  occurred_at: instant,
  balance: fc.integer({ min: 0, max: 5000 }),
  reliability: fc.integer({ min: 1, max: 1_000_000 }),
});
type Balance = typeof balance extends fc.Arbitrary<infer B> ? B : never;
const distinct = { selector: ({ occurred_at }: Balance) => occurred_at, maxLength: 6 };
const history = fc.uniqueArray(balance, distinct);
const reliability = fc.constantFrom(200_000, 500_000, 1_000_000);

/** What is owed on a loan of 1000 of which nothing is paid, as far as it is believed. */
async function debtBy(balances: readonly Balance[], reliability: number): Promise<number> {
  const tables = factTables({
    subjects: people(['ann'], 0),
    obligations: [
      {
        ...{ id: 'o', debtor: 0, kind: 0, currency: 'CNY', principal: PRINCIPAL, opened_at: 0 },
        reliability,
      },
    ],
    balances: balances.map((row) => ({ ...row, obligation: 0 })),
  });
  return (await buildProjection(tables, AS_OF)).columns.totalDebt[0]!;
}

describe('what balances say is owed', () => {
  test.prop([history, balance, reliability])(
    'a later word moves the debt by no more than its own belief, whatever it says',
    async (balances, { balance: said, reliability: belief }, ofLoan) => {
      const before = await debtBy(balances, ofLoan);
      const after = await debtBy(
        [...balances, { occurred_at: AS_OF - 1, balance: said, reliability: belief }],
        ofLoan,
      );
      const most = Math.max(PRINCIPAL, ...balances.map((row) => row.balance));
      expect(after - before).toBeLessThanOrEqual((belief / 1e6) * said + 1e-9);
      expect(before - after).toBeLessThanOrEqual((belief / 1e6) * most + 1e-9);
    },
  );

  test.prop([history, reliability, reliability])(
    'a later word that all is owed that anybody said, and more, never lowers it',
    async (balances, belief, ofLoan) => {
      const most = Math.max(PRINCIPAL, ...balances.map((row) => row.balance));
      const worse = { occurred_at: AS_OF - 1, balance: most + 1, reliability: belief };
      const after = await debtBy([...balances, worse], ofLoan);
      expect(after).toBeGreaterThanOrEqual((await debtBy(balances, ofLoan)) - 1e-9);
    },
  );

  test.prop([history, fc.nat(5), reliability])(
    'a higher balance never lowers it',
    async (balances, which, ofLoan) => {
      const higher = balances.map((row, place) =>
        place === which ? { ...row, balance: row.balance + 100 } : row,
      );
      expect(await debtBy(higher, ofLoan)).toBeGreaterThanOrEqual((await debtBy(balances, ofLoan)) - 1e-9);
    },
  );
});
