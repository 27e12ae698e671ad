import { describe, expect, test } from 'vitest';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import { HUB_FACTS } from '../../src/engine/exploring/explorer.ts';
import { egonetOf, guarantee, people, rating, tie } from './explorer-world.ts';
import { transaction } from './small-world.ts';
import { useBench, type OpenStore } from './store-bench.ts';

export function describeEgonets(open: OpenStore): void {
  describe('an egonet', () => {
    const bench = useBench(open);

    test('holds what is around a subject, with every link among them', async () => {
      await bench().import({
        users: [
          { id: 'ada', registered_at: '2020-01-01', display_name: 'Ada 張' },
          ...people('bob', 'cem', 'dan'),
        ],
        merchants: [{ id: 'shop', registered_at: '2019-01-01' }],
        groups: [{ id: 'circle', kind: 'family', since: '2020-01-01', display_name: 'The circle' }],
        memberships: [{ subject_id: 'ada', group_id: 'circle', since: '2021-01-01' }],
        ties: [tie('bob', 'ada', { strength: 0.25 }), tie('ada', 'bob', { kind: 'family', strength: 0.75 })],
        ratings: [
          rating('ada', 'cem', { value: 0.5 }),
          rating('ada', 'cem', { value: -0.25, occurred_at: '2024-02-01' }),
          rating('cem', 'bob', { value: 1 }),
          rating('cem', 'dan', { value: 1 }),
        ],
        transactions: [
          transaction('ada', 'shop'),
          transaction('ada', 'shop', { kind: 'utility' }),
          transaction('bob', 'shop', { kind: 'transfer' }),
          transaction('shop', 'ada', { kind: 'refund' }),
          transaction('ada', 'dan', { status: 'disputed' }),
        ],
        guarantees: [guarantee('bob', 'ada')],
      });
      const net = await egonetOf(bench(), 'ada');
      const subject = (id: string, facts: number, kind = 'user') => ({
        id,
        kind,
        distance: 1,
        facts,
        isHub: false,
      });
      expect(net).toEqual({
        center: 'ada',
        radius: 1,
        relations: ['knows', 'paid', 'rated', 'guarantees', 'member_of'],
        subjects: [
          { id: 'ada', kind: 'user', displayName: 'Ada 張', distance: 0, facts: 0, isHub: false },
          subject('bob', 3),
          subject('cem', 2),
          subject('shop', 2, 'merchant'),
          { ...subject('circle', 1, 'group'), displayName: 'The circle' },
        ],
        links: [
          { relation: 'knows', source: 'ada', target: 'bob', facts: 2, weight: 750_000 },
          { relation: 'paid', source: 'ada', target: 'shop', facts: 2, weight: 2 },
          { relation: 'paid', source: 'bob', target: 'shop', facts: 1, weight: 1 },
          { relation: 'rated', source: 'ada', target: 'cem', facts: 2, weight: 250_000 },
          { relation: 'rated', source: 'cem', target: 'bob', facts: 1, weight: 1_000_000 },
          { relation: 'guarantees', source: 'bob', target: 'ada', facts: 1, weight: 1 },
          { relation: 'member_of', source: 'ada', target: 'circle', facts: 1, weight: 1 },
        ],
        rings: [{ distance: 1, found: 4, kept: 4 }],
        truncated: false,
      });
    });

    test('grows ring by ring, each subject at its shortest distance', async () => {
      // a - b - d - e - f, and a - c - d
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e', 'f'),
        ties: [tie('a', 'b'), tie('c', 'a'), tie('b', 'd'), tie('d', 'c'), tie('d', 'e'), tie('e', 'f')],
      });
      const { subjects, rings, truncated, links } = await egonetOf(bench(), 'a', { radius: 3 });
      expect(subjects.map(({ id, distance, facts }) => [id, distance, facts])).toEqual([
        ['a', 0, 0],
        ['b', 1, 1],
        ['c', 1, 1],
        ['d', 2, 2],
        ['e', 3, 1],
      ]);
      expect(rings).toEqual([
        { distance: 1, found: 2, kept: 2 },
        { distance: 2, found: 1, kept: 1 },
        { distance: 3, found: 1, kept: 1 },
      ]);
      expect(truncated).toBe(false);
      expect(links).toHaveLength(5);
    });

    test('keeps those with most facts, then by id in code point order, and counts the others', async () => {
      // U+FF5E comes before U+1F600, though not in UTF-16.
      const ids = ['z', '\uff5e', '\u{1f600}', 'b', 'a'];
      await bench().import({
        users: people('me', ...ids),
        ratings: [
          ...ids.map((id) => rating('me', id, { value: 1 })),
          rating('z', 'me', { value: 1 }),
          rating('b', 'a', { value: 1 }),
        ],
      });
      const kept = async (limit: number) => {
        const { subjects, rings, truncated } = await egonetOf(bench(), 'me', { limit, radius: 2 });
        return [subjects.slice(1).map(({ id }) => id), rings, truncated];
      };
      expect(await kept(4)).toEqual([['z', 'a', 'b', '\uff5e'], [{ distance: 1, found: 5, kept: 4 }], true]);
      expect(await kept(1)).toEqual([['z'], [{ distance: 1, found: 5, kept: 1 }], true]);
      expect(await kept(5)).toEqual([
        ['z', 'a', 'b', '\uff5e', '\u{1f600}'],
        [{ distance: 1, found: 5, kept: 5 }],
        false,
      ]);
    });

    test('counts the ring for which no room is left', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd'),
        ties: [tie('a', 'b'), tie('b', 'c'), tie('b', 'd')],
      });
      const { rings, truncated } = await egonetOf(bench(), 'a', { limit: 1, radius: 3 });
      expect(rings).toEqual([
        { distance: 1, found: 1, kept: 1 },
        { distance: 2, found: 2, kept: 0 },
      ]);
      expect(truncated).toBe(true);
    });

    test('does not go on through a hub, and says so; the centre may be one', async () => {
      const bought = (count: number) => Array.from({ length: count }, () => transaction('whale', 'mall'));
      await bench().import({
        users: people('ada', 'whale'),
        merchants: [{ id: 'mall', registered_at: '2019-01-01' }],
        ties: [],
        transactions: [transaction('ada', 'mall'), ...bought(HUB_FACTS)],
      });
      const fromAda = await egonetOf(bench(), 'ada', { radius: 2 });
      expect(fromAda.subjects.map(({ id, isHub }) => [id, isHub])).toEqual([
        ['ada', false],
        ['mall', true],
      ]);
      expect(fromAda.truncated).toBe(true);
      const fromMall = await egonetOf(bench(), 'mall', { radius: 2 });
      expect(fromMall.subjects.map(({ id, facts }) => [id, facts])).toEqual([
        ['mall', 0],
        ['whale', HUB_FACTS],
        ['ada', 1],
      ]);
      expect(fromMall.truncated).toBe(false);
    });

    test('goes by the relations asked for alone', async () => {
      await bench().import({
        users: people('a', 'b', 'c'),
        ties: [tie('a', 'b')],
        ratings: [rating('a', 'c', { value: 1 }), rating('a', 'b', { value: 1 })],
      });
      const net = await egonetOf(bench(), 'a', { relations: ['rated', 'rated'] });
      expect(net.relations).toEqual(['rated']);
      expect(net.subjects.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(net.links.map(({ relation }) => relation)).toEqual(['rated', 'rated']);
    });

    test('of one that nothing is linked to is that one alone', async () => {
      await bench().import({ users: people('a', 'b') });
      const { subjects, links, rings, truncated } = await egonetOf(bench(), 'a', { radius: 3 });
      expect([subjects.length, links, rings, truncated]).toEqual([1, [], [], false]);
    });

    test('takes any id as data', async () => {
      const odd = [`o'"\`) DETACH DELETE n //`, '$id', '{{seen}}', 'x'.repeat(200), '張😀'];
      await bench().import({ users: people('me', ...odd), ties: odd.map((id) => tie('me', id)) });
      for (const id of odd)
        expect((await egonetOf(bench(), id)).links).toEqual([
          expect.objectContaining({ relation: 'knows', facts: 1 }),
        ]);
      expect((await egonetOf(bench(), 'me')).subjects).toHaveLength(odd.length + 1);
    });

    test('is refused for nobody and beyond its bounds', async () => {
      await bench().import({ users: people('a') });
      await expect(egonetOf(bench(), 'b')).rejects.toThrow(NotFoundError);
      for (const change of [
        { radius: 0 },
        { radius: 4 },
        { radius: 1.5 },
        { limit: 0 },
        { limit: 1001 },
        { relations: [] },
      ])
        await expect(egonetOf(bench(), 'a', change)).rejects.toThrow(InvalidInputError);
    });
  });
}
