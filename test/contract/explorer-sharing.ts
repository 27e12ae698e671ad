import { describe, expect, test } from 'vitest';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import { cutAt, people, sighting } from './explorer-world.ts';
import { transaction } from './small-world.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';

export function describeSharing(open: OpenStore): void {
  describe('identifiers that are shared', () => {
    const bench = useBench(open);
    const sharedBy = async (id: string, limit = 100) => {
      const at = await cutAt(bench());
      return bench().store.explore.sharedIdentifiers(id, { limit, at });
    };

    test('come with who else uses them and when, the rarest first', async () => {
      await bench().import({
        users: [...people('a', 'b', 'c'), { id: 'd', registered_at: '2020-01-01', display_name: 'Dee' }],
        sightings: [
          sighting('a', 'wifi', { occurred_at: '2023-01-01', kind: 'ip' }),
          sighting('b', 'wifi', { occurred_at: '2023-02-01', kind: 'ip' }),
          sighting('c', 'wifi', { occurred_at: '2023-03-01', kind: 'ip' }),
          sighting('a', 'p1'),
          sighting('a', 'p1', { occurred_at: '2023-06-01' }),
          sighting('d', 'p1', { occurred_at: '2023-03-01' }),
          sighting('d', 'p1', { occurred_at: '2023-04-01' }),
          sighting('a', 'own'),
          sighting('b', 'theirs'),
          sighting('c', 'p1', { occurred_at: '2023-01-01', kind: 'device' }),
        ],
      });
      const seen = (first: string, last: string) => ({ firstAt: instant(first), lastAt: instant(last) });
      expect(await sharedBy('a')).toEqual({
        subject: 'a',
        identifiers: [
          {
            kind: 'phone',
            value: 'p1',
            ...seen('2023-01-01', '2023-06-01'),
            others: [{ id: 'd', kind: 'user', displayName: 'Dee', ...seen('2023-03-01', '2023-04-01') }],
            found: 1,
          },
          {
            kind: 'ip',
            value: 'wifi',
            ...seen('2023-01-01', '2023-01-01'),
            others: [
              { id: 'b', kind: 'user', ...seen('2023-02-01', '2023-02-01') },
              { id: 'c', kind: 'user', ...seen('2023-03-01', '2023-03-01') },
            ],
            found: 2,
          },
        ],
        found: 2,
        truncated: false,
      });
    });

    test('are cut to the limit, and so are the others of each, with what there is counted', async () => {
      const phones = ['p1', 'p2'];
      await bench().import({
        users: people('a', 'b', 'c', 'd'),
        sightings: phones.flatMap((phone) => ['a', 'b', 'c', 'd'].map((id) => sighting(id, phone))),
      });
      const { identifiers, ...rest } = await sharedBy('a', 1);
      expect(rest).toEqual({ subject: 'a', found: 2, truncated: true });
      expect(
        identifiers.map(({ value, found, others }) => [value, found, others.map(({ id }) => id)]),
      ).toEqual([['p1', 3, ['b']]]);
      expect((await sharedBy('a', 2)).truncated).toBe(true);
      expect((await sharedBy('a', 3)).truncated).toBe(false);
    });

    test('are none for who shares nothing, and refused for nobody', async () => {
      await bench().import({ users: people('a'), sightings: [sighting('a', 'p')] });
      expect(await sharedBy('a')).toEqual({ subject: 'a', identifiers: [], found: 0, truncated: false });
      await expect(sharedBy('x')).rejects.toThrow(NotFoundError);
    });
  });

  describe('money between two', () => {
    const bench = useBench(open);
    const between = async (from: string, to: string) =>
      bench().store.explore.moneyBetween({ from, to }, await cutAt(bench()));

    test('is added up by direction, kind, status and currency', async () => {
      await bench().import({
        users: people('a', 'b', 'c'),
        transactions: [
          transaction('a', 'b', { amount_minor: 4_503_599_627_370_496 / 8, occurred_at: '2024-01-01' }),
          transaction('a', 'b', { amount_minor: 4_503_599_627_370_495 / 5, occurred_at: '2024-03-01' }),
          transaction('a', 'b', { currency: 'CNY' }),
          transaction('a', 'b', { status: 'cancelled' }),
          transaction('b', 'a', { kind: 'refund', amount_minor: 7 }),
          transaction('b', 'a', { status_at: '2025-01-01' }),
          transaction('a', 'a'),
          transaction('a', 'c'),
        ],
      });
      const june = { firstAt: instant('2024-06-10'), lastAt: instant('2024-06-10') };
      const line = {
        payer: 'a',
        payee: 'b',
        kind: 'purchase',
        status: 'completed',
        currency: 'EUR',
        ...june,
      };
      const answer = await between('a', 'b');
      expect(answer.subjects.map(({ id }) => id)).toEqual(['a', 'b']);
      expect(answer.lines).toEqual([
        { ...line, status: 'cancelled', transactions: 1, amountMinor: 100 },
        { ...line, currency: 'CNY', transactions: 1, amountMinor: 100 },
        {
          ...line,
          transactions: 2,
          amountMinor: 562_949_953_421_312 + 900_719_925_474_099,
          firstAt: instant('2024-01-01'),
          lastAt: instant('2024-03-01'),
        },
        { ...line, payer: 'b', payee: 'a', kind: 'refund', transactions: 1, amountMinor: 7 },
      ]);
      expect((await between('b', 'a')).lines.map(({ payer }) => payer)).toEqual(['b', 'a', 'a', 'a']);
      expect((await between('b', 'c')).lines).toEqual([]);
    });

    test('is refused for nobody and for one end twice', async () => {
      await bench().import({ users: people('a') });
      await expect(between('a', 'x')).rejects.toThrow(NotFoundError);
      await expect(between('a', 'a')).rejects.toThrow(InvalidInputError);
    });
  });
}
