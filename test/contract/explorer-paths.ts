import { describe, expect, test } from 'vitest';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import { RELATIONS, type GraphExplorer, type ShortestPath } from '../../src/engine/exploring/explorer.ts';
import { cutAt, people, rating, tie } from './explorer-world.ts';
import { transaction } from './small-world.ts';
import { useBench, type OpenStore, type StoreBench } from './store-bench.ts';

async function pathOf(
  bench: StoreBench,
  [from, to]: readonly [string, string],
  change: Partial<Parameters<GraphExplorer['shortestPath']>[1]> = {},
): Promise<ShortestPath> {
  const at = await cutAt(bench);
  const request = { relations: RELATIONS, maxLength: 6, at, ...change };
  return bench.store.explore.shortestPath({ from, to }, request);
}

const idsOf = ({ subjects }: ShortestPath) => subjects.map(({ id }) => id);

export function describePaths(open: OpenStore): void {
  describe('a shortest path', () => {
    const bench = useBench(open);

    test('goes over links of any relation and direction, and shows those between its steps', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd'),
        ties: [tie('b', 'a')],
        ratings: [rating('c', 'b', { value: 0.5 })],
        transactions: [transaction('c', 'd'), transaction('d', 'c'), transaction('d', 'c')],
      });
      expect(await pathOf(bench(), ['a', 'd'])).toEqual({
        from: 'a',
        to: 'd',
        relations: RELATIONS,
        length: 3,
        subjects: ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'user' })),
        links: [
          { relation: 'knows', source: 'a', target: 'b', facts: 1, weight: 500_000 },
          { relation: 'paid', source: 'c', target: 'd', facts: 1, weight: 1 },
          { relation: 'paid', source: 'd', target: 'c', facts: 2, weight: 2 },
          { relation: 'rated', source: 'c', target: 'b', facts: 1, weight: 500_000 },
        ],
        truncated: false,
        reached: 4,
      });
    });

    test('is the first by ids of several, whichever end the search meets them from', async () => {
      // a - {m, b} - {c, z} - d: every way there is
      await bench().import({
        users: people('a', 'm', 'b', 'c', 'z', 'd'),
        ties: [
          tie('a', 'm'),
          tie('a', 'b'),
          tie('m', 'c'),
          tie('m', 'z'),
          tie('b', 'z'),
          tie('c', 'd'),
          tie('z', 'd'),
        ],
      });
      expect(idsOf(await pathOf(bench(), ['a', 'd']))).toEqual(['a', 'b', 'z', 'd']);
      expect(idsOf(await pathOf(bench(), ['d', 'a']))).toEqual(['d', 'c', 'm', 'a']);
    });

    test('is the straight one where there is one, though others lead there too', async () => {
      await bench().import({
        users: people('a', 'b', 'c'),
        ties: [tie('a', 'b'), tie('b', 'c'), tie('c', 'a')],
      });
      expect(idsOf(await pathOf(bench(), ['a', 'c'], { maxLength: 1 }))).toEqual(['a', 'c']);
    });

    test('is none where it would be too long, or there is no way', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e', 'lone'),
        ties: [tie('a', 'b'), tie('b', 'c'), tie('c', 'd'), tie('d', 'e')],
      });
      expect((await pathOf(bench(), ['a', 'e'], { maxLength: 4 })).length).toBe(4);
      const tooLong = await pathOf(bench(), ['a', 'e'], { maxLength: 3 });
      expect(tooLong).toMatchObject({ subjects: [], links: [], truncated: false });
      expect(tooLong).not.toHaveProperty('length');
      expect(await pathOf(bench(), ['a', 'lone'])).toMatchObject({ subjects: [], truncated: false });
      expect(await pathOf(bench(), ['lone', 'a'])).toMatchObject({ subjects: [], truncated: false });
      expect(idsOf(await pathOf(bench(), ['a', 'c'], { relations: ['rated'] }))).toEqual([]);
    });

    test('is refused for nobody, for one end twice and beyond its bounds', async () => {
      await bench().import({ users: people('a', 'b') });
      await expect(pathOf(bench(), ['a', 'x'])).rejects.toThrow(NotFoundError);
      await expect(pathOf(bench(), ['a', 'a'])).rejects.toThrow(InvalidInputError);
      await expect(pathOf(bench(), ['a', 'b'], { maxLength: 0 })).rejects.toThrow(InvalidInputError);
      await expect(pathOf(bench(), ['a', 'b'], { maxLength: 9 })).rejects.toThrow(InvalidInputError);
    });
  });
}
