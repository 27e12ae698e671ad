import { describe, expect, test } from 'vitest';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { useBench, type OpenStore, type TableRow } from './store-bench.ts';

/** A row of `dealt` in which everything else is 0. */
const dealt = (source: string, target: string, counts: Record<string, number>): TableRow => ({
  source,
  target,
  reliability: 1_000_000,
  paid: 0,
  dealings: 0,
  broken_by_source: 0,
  broken_by_target: 0,
  disputed_of_source: 0,
  disputed_of_target: 0,
  months: 0,
  ...counts,
});
/** Bits of calendar months before July 2024. */
const JUNE = 1 << 1;

export function describeDealt(open: OpenStore): void {
  describe('dealt: what passed between a payer and a payee, and what became of promises', () => {
    const bench = useBench(open);

    test('only the party at fault breaks a promise, and a dispute is counted apart', async () => {
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('ada', 'bob'),
          transaction('ada', 'bob', { status: 'cancelled', status_by: 'payer' }),
          transaction('ada', 'bob', { status: 'cancelled', status_by: 'payee' }),
          transaction('ada', 'bob', { status: 'charged_back', status_by: 'payer' }),
          transaction('ada', 'bob', { status: 'charged_back' }),
          transaction('ada', 'bob', { status: 'refunded', status_by: 'payer' }),
          transaction('ada', 'bob', { status: 'disputed', status_by: 'payer' }),
          transaction('bob', 'cem', { status: 'disputed', status_by: 'payee' }),
          transaction('bob', 'shop', { status: 'disputed' }),
        ],
      });
      expect(await bench().rows('dealt', NOW)).toEqual([
        dealt('ada', 'bob', {
          ...{ paid: 1, dealings: 6, broken_by_source: 1, broken_by_target: 3, disputed_of_target: 2 },
          months: JUNE,
        }),
        dealt('bob', 'cem', { disputed_of_source: 1, months: JUNE }),
        dealt('bob', 'shop', { months: JUNE }),
      ]);
    });

    test('paid are completed purchases, transfers and utilities; only what promises something is a dealing', async () => {
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('ada', 'bob'),
          transaction('ada', 'bob', { kind: 'transfer', currency: 'USD' }),
          transaction('bob', 'ada', { kind: 'utility' }),
          transaction('ada', 'bob', { kind: 'income' }),
          transaction('ada', 'shop', { kind: 'deposit' }),
          transaction('bob', 'shop', { kind: 'transfer', status: 'cancelled', status_by: 'payer' }),
          transaction('ada', 'ada'),
        ],
      });
      expect(await bench().rows('dealt', NOW)).toEqual([
        dealt('ada', 'bob', { paid: 2, dealings: 1, months: JUNE }),
        dealt('ada', 'shop', { dealings: 1, months: JUNE }),
        dealt('bob', 'ada', { paid: 1, dealings: 1, months: JUNE }),
      ]);
    });

    test('a promise matures when it ends, and 30 days after it was agreed at the latest', async () => {
      const promise = (payee: string, occurred_at: string, status_at?: string) =>
        transaction('ada', payee, { occurred_at, status_at, status: 'cancelled' });
      await bench().import({
        ...PEOPLE,
        transactions: [
          // Ended in February, the month after it was agreed; and in May, 30 days after which came on 2 March.
          promise('bob', '2024-01-31', '2024-02-01'),
          promise('bob', '2024-02-01', '2024-05-20'),
          // Still pending: the first matured on 1 July, the others at the cut and after it.
          promise('cem', '2024-06-01', '2024-08-01'),
          promise('shop', '2024-06-15', '2024-08-01'),
          promise('shop', '2024-06-20', '2024-08-01'),
          // Of 24 months the first is August 2022.
          promise('bob', '2022-08-01'),
          promise('cem', '2022-07-31T23:59:59.999Z'),
        ],
      });
      expect(await bench().rows('dealt', NOW)).toEqual([
        dealt('ada', 'bob', { dealings: 3, months: (1 << 5) + (1 << 4) + (1 << 23) }),
        dealt('ada', 'cem', { dealings: 1, months: 1 }),
      ]);
    });

    test('each reliability of a pair’s sources has a row, and what is not believed at all has none', async () => {
      await bench().import({
        ...PEOPLE,
        sources: [
          { id: 'ledger', occurred_at: '2020-01-01', reliability: 0.5 },
          { id: 'ledger', occurred_at: '2024-01-01', reliability: 0.8 },
          { id: 'ledger', occurred_at: NOW, reliability: 0.1 },
          { id: 'liar', occurred_at: '2020-01-01', reliability: 0 },
          { id: 'sure', occurred_at: '2020-01-01', reliability: 1 },
        ],
        transactions: [
          transaction('ada', 'bob', { source: 'ledger', amount_minor: 101 }),
          transaction('ada', 'bob', { source: 'ledger', status: 'cancelled', status_by: 'payer' }),
          transaction('ada', 'bob', { source: 'sure' }),
          transaction('ada', 'bob', { source: 'nobody knows', occurred_at: '2024-05-10' }),
          transaction('ada', 'bob'),
          transaction('ada', 'cem', { source: 'liar' }),
        ],
      });
      expect(await bench().rows('dealt', NOW)).toEqual([
        dealt('ada', 'bob', { paid: 3, dealings: 3, months: JUNE + (1 << 2) }),
        dealt('ada', 'bob', {
          ...{ reliability: 800_000, paid: 1, dealings: 2, broken_by_source: 1, months: JUNE },
        }),
      ]);
      // 0.8 of 101 is 80.8, to a minor unit 81.
      expect(await bench().rows('spend', NOW)).toMatchObject([
        { subject: 'ada', m1: 81 + 100 + 100, m2: 100 },
      ]);
      expect(await bench().rows('activity', NOW)).toMatchObject([{ subject: 'ada', acts: 4 }]);
    });
  });
}
