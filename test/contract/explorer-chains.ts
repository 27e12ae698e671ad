import { describe, expect, test } from 'vitest';
import { NotFoundError } from '../../src/domain/errors.ts';
import type { GuaranteeChain } from '../../src/engine/exploring/explorer.ts';
import { cutAt, guarantee, people } from './explorer-world.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';

const shapeOf = ({ links }: GuaranteeChain) =>
  links.map(
    ({ guarantor, debtor, hop, inCircle }) => `${guarantor}>${debtor} ${hop}${inCircle ? ' circle' : ''}`,
  );

export function describeChains(open: OpenStore): void {
  describe('a guarantee chain', () => {
    const bench = useBench(open);
    const chainOf = async (id: string, { hops = 5, limit = 100 } = {}) => {
      const at = await cutAt(bench());
      return bench().store.explore.guaranteeChain(id, { hops, limit, at });
    };

    test('follows guarantees from guarantor to debtor, hop by hop', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e', 'f', 'g', 'up'),
        obligations: [
          {
            id: 'o',
            debtor_id: 'b',
            kind: 'loan',
            currency: 'EUR',
            principal_minor: 900,
            opened_at: '2021-01-01',
          },
        ],
        guarantees: [
          guarantee('up', 'a'),
          guarantee('a', 'b', { obligation_id: 'o', amount_minor: 500 }),
          guarantee('b', 'c'),
          guarantee('c', 'd'),
          guarantee('d', 'e'),
          guarantee('e', 'f'),
          guarantee('f', 'g'),
        ],
      });
      const chain = await chainOf('a');
      expect(shapeOf(chain)).toEqual(['a>b 1', 'b>c 2', 'c>d 3', 'd>e 4', 'e>f 5']);
      expect(chain.links[0]).toEqual({
        guarantor: 'a',
        debtor: 'b',
        since: instant('2022-01-01'),
        obligation: 'o',
        amountMinor: 500,
        hop: 1,
        inCircle: false,
      });
      expect(chain.links[1]).not.toHaveProperty('obligation');
      expect(chain.subjects.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(chain).toMatchObject({ found: 5, truncated: false, circles: [] });
      expect(shapeOf(await chainOf('a', { hops: 2 }))).toEqual(['a>b 1', 'b>c 2']);
      expect(await chainOf('g')).toMatchObject({ links: [], found: 0, subjects: [{ id: 'g' }] });
    });

    test('shows each guarantee of a circle once, flagged, and who is in it', async () => {
      // a > b > c > a and c > d > e > d; a > d lies in none
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e'),
        guarantees: [
          guarantee('a', 'b'),
          guarantee('b', 'c'),
          guarantee('c', 'a'),
          guarantee('c', 'd'),
          guarantee('a', 'd'),
          guarantee('d', 'e'),
          guarantee('e', 'd'),
        ],
      });
      const chain = await chainOf('a');
      expect(shapeOf(chain)).toEqual([
        'a>b 1 circle',
        'a>d 1',
        'b>c 2 circle',
        'd>e 2 circle',
        'c>a 3 circle',
        'c>d 3',
        'e>d 3 circle',
      ]);
      expect(chain.circles).toEqual([
        ['a', 'b', 'c'],
        ['d', 'e'],
      ]);
    });

    test('stops at the limit, by guarantor, debtor and since, and counts what it has seen', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd'),
        guarantees: [
          guarantee('a', 'c'),
          guarantee('a', 'b', { since: '2023-01-01' }),
          guarantee('a', 'b'),
          guarantee('b', 'd'),
          guarantee('c', 'd'),
        ],
      });
      const two = await chainOf('a', { limit: 2 });
      expect(two.links.map(({ debtor, since }) => [debtor, since])).toEqual([
        ['b', instant('2022-01-01')],
        ['b', instant('2023-01-01')],
      ]);
      expect(two).toMatchObject({ found: 3, truncated: true });
      expect(await chainOf('a', { limit: 3 })).toMatchObject({ found: 5, truncated: true });
      expect(await chainOf('a', { limit: 5 })).toMatchObject({ found: 5, truncated: false });
    });

    test('is refused for nobody', async () => {
      await bench().import({ users: people('a') });
      await expect(chainOf('x')).rejects.toThrow(NotFoundError);
    });
  });
}
