import { describe, expect, test } from 'vitest';
import type { RawRow } from '../support/staging.ts';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { useBench, type OpenStore } from './store-bench.ts';

const months = (paid: Record<string, number>) => ({
  m1: 0, m2: 0, m3: 0, m4: 0, m5: 0, m6: 0, m7: 0, m8: 0, m9: 0, m10: 0, m11: 0, m12: 0, ...paid,
}); // prettier-ignore

const MADE_OF_TRANSACTIONS = [
  ...['activity', 'spend', 'income', 'turnover', 'purchases_by_category', 'dealt'],
] as const;

export function describeDealings(open: OpenStore): void {
  describe('transactions reach the tables that are made of them', () => {
    const bench = useBench(open);

    test('activity: months of the last 12 with a payment made or a rating given, and acts of all time', async () => {
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('ada', 'bob', { occurred_at: '2024-07-01' }),
          transaction('ada', 'bob', { occurred_at: '2024-07-02', status: 'disputed' }),
          transaction('ada', 'bob', { occurred_at: '2023-08-01' }),
          transaction('ada', 'bob', { occurred_at: '2023-07-31T23:59:59Z' }),
          transaction('ada', 'bob', { occurred_at: '2024-05-01', status: 'cancelled' }),
        ],
        ratings: [{ from_id: 'ada', to_id: 'bob', occurred_at: '2024-03-05', value: 0.5 }],
      });
      expect(await bench().rows('activity', NOW)).toEqual([{ subject: 'ada', months: 3, acts: 5 }]);
    });

    test('spend: completed purchases and utilities a whole month, each currency apart', async () => {
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('ada', 'shop', { occurred_at: '2024-06-30T23:59:59.999Z', amount_minor: 5 }),
          transaction('ada', 'shop', { occurred_at: '2024-06-01', amount_minor: 7 }),
          transaction('ada', 'shop', { occurred_at: '2024-05-31', amount_minor: 11, kind: 'utility' }),
          transaction('ada', 'shop', { occurred_at: '2023-07-01', amount_minor: 13 }),
          transaction('ada', 'shop', { occurred_at: '2023-06-30', amount_minor: 17 }),
          transaction('ada', 'shop', { occurred_at: '2024-07-01', amount_minor: 19 }),
          transaction('ada', 'shop', { amount_minor: 23, kind: 'transfer' }),
          transaction('ada', 'shop', { amount_minor: 29, status: 'refunded' }),
          transaction('ada', 'shop', { amount_minor: 31, currency: 'USD' }),
        ],
      });
      expect(await bench().rows('spend', NOW)).toEqual([
        { subject: 'ada', currency: 'EUR', purchases: 3, ...months({ m1: 12, m2: 11, m12: 13 }) },
        { subject: 'ada', currency: 'USD', purchases: 1, ...months({ m1: 31 }) },
      ]);
    });

    test('income apart from turnover, which is sales and transfers less all that was paid', async () => {
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('shop', 'ada', { kind: 'income', amount_minor: 1000 }),
          transaction('bob', 'ada', { kind: 'purchase', amount_minor: 50 }),
          transaction('bob', 'ada', { kind: 'transfer', amount_minor: 300 }),
          transaction('ada', 'bob', { kind: 'transfer', amount_minor: 200 }),
          transaction('ada', 'cem', { kind: 'transfer', amount_minor: 20 }),
          transaction('ada', 'cem', { kind: 'transfer', amount_minor: 9, occurred_at: '2024-05-31' }),
          transaction('cem', 'ada', { kind: 'transfer', amount_minor: 5, currency: 'USD' }),
          transaction('bob', 'ada', { kind: 'loan_proceeds', amount_minor: 9999 }),
          transaction('bob', 'ada', { kind: 'refund', amount_minor: 9999 }),
          transaction('bob', 'ada', { kind: 'deposit', amount_minor: 9999 }),
          transaction('bob', 'ada', { kind: 'income', amount_minor: 9999, status: 'cancelled' }),
        ],
      });
      expect(await bench().rows('income', NOW)).toEqual([
        { subject: 'ada', currency: 'EUR', ...months({ m1: 1000 }) },
      ]);
      // Bob and the shop paid more than they took in all they did; in May Ada paid 9 and took nothing.
      expect(await bench().rows('turnover', NOW)).toEqual([
        { subject: 'ada', currency: 'EUR', ...months({ m1: 50 + 300 - 200 - 20, m2: -9 }) },
        { subject: 'ada', currency: 'USD', ...months({ m1: 5 }) },
        { subject: 'cem', currency: 'EUR', ...months({ m1: 20, m2: 9 }) },
        { subject: 'cem', currency: 'USD', ...months({ m1: -5 }) },
      ]);
    });

    test('turnover: what goes round a circle within a month is nobody’s, and what is left of it is', async () => {
      const send = (payer: string, payee: string, amount_minor: number) =>
        transaction(payer, payee, { kind: 'transfer', amount_minor });
      await bench().import({
        ...PEOPLE,
        transactions: [
          ...[send('ada', 'bob', 100), send('bob', 'cem', 100), send('cem', 'ada', 100)],
          // What is bought and sent back, with 7 on top.
          ...[transaction('bob', 'shop', { amount_minor: 60 }), send('shop', 'bob', 67)],
        ],
      });
      expect(await bench().rows('turnover', NOW)).toEqual([
        { subject: 'bob', currency: 'EUR', ...months({ m1: 7 }) },
      ]);
    });

    test('turnover: what comes back in another month or currency has what went out beside it', async () => {
      const send = (payer: string, payee: string, rest: RawRow) =>
        transaction(payer, payee, { kind: 'transfer', amount_minor: 100, ...rest });
      await bench().import({
        ...PEOPLE,
        transactions: [
          ...[send('ada', 'bob', {}), send('bob', 'ada', { currency: 'USD', amount_minor: 110 })],
          ...[send('bob', 'cem', { occurred_at: '2024-04-10' }), send('cem', 'bob', { kind: 'deposit' })],
          send('ada', 'cem', { currency: 'JPY', amount_minor: 0 }),
        ],
      });
      expect(await bench().rows('turnover', NOW)).toEqual([
        { subject: 'ada', currency: 'EUR', ...months({ m1: -100 }) },
        { subject: 'ada', currency: 'USD', ...months({ m1: 110 }) },
        { subject: 'bob', currency: 'EUR', ...months({ m1: 100, m3: -100 }) },
        { subject: 'bob', currency: 'USD', ...months({ m1: -110 }) },
        { subject: 'cem', currency: 'EUR', ...months({ m1: -100, m3: 100 }) },
      ]);
    });

    test('purchases by category of the merchant, in the window of 12 months', async () => {
      await bench().import({
        ...PEOPLE,
        merchants: [
          { id: 'shop', registered_at: '2019-01-01', category: 'grocery' },
          { id: 'plain', registered_at: '2019-01-01' },
        ],
        transactions: [
          transaction('ada', 'shop', { occurred_at: '2024-07-14' }),
          transaction('ada', 'shop', { occurred_at: '2023-08-01' }),
          transaction('ada', 'shop', { occurred_at: '2023-07-31' }),
          transaction('ada', 'plain'),
          transaction('ada', 'bob'),
        ],
      });
      // agriculture 0, contractors 1, airlines 2, ... grocery is the twelfth of the list.
      expect(await bench().rows('purchases_by_category', NOW)).toEqual([
        { subject: 'ada', category: 11, purchases: 2, reliability_sum: 2_000_000 },
      ]);
    });

    test('a payer who is the payee is in no table', async () => {
      await bench().import({ ...PEOPLE, transactions: [transaction('ada', 'ada')] });
      for (const name of MADE_OF_TRANSACTIONS) expect(await bench().rows(name, NOW)).toEqual([]);
    });

    test('nor is what moves between a merchant and its owner, or between two merchants of one owner', async () => {
      const shop = (id: string, owner_id: string) => ({ id, registered_at: '2019-01-01', owner_id });
      await bench().import({
        users: [...(PEOPLE.users ?? []), { id: 'later', registered_at: NOW }],
        merchants: [
          ...(PEOPLE.merchants ?? []),
          shop('stall', 'cem'),
          shop('stand', 'stall'),
          shop('one', 'later'),
          shop('two', 'later'),
        ],
        transactions: [
          transaction('cem', 'shop'),
          transaction('shop', 'cem', { kind: 'income' }),
          transaction('shop', 'stall'),
          transaction('stand', 'stall', { kind: 'transfer' }),
          transaction('one', 'two'),
        ],
      });
      for (const name of MADE_OF_TRANSACTIONS) expect(await bench().rows(name, NOW)).toEqual([]);
    });
  });
}
