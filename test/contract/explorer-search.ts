import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/domain/errors.ts';
import { cutAt, people } from './explorer-world.ts';
import { useBench, type OpenStore } from './store-bench.ts';

export function describeSearch(open: OpenStore): void {
  describe('a search', () => {
    const bench = useBench(open);
    const found = async (text: string, limit = 100) => {
      const at = await cutAt(bench());
      return bench().store.explore.search(text, { limit, at });
    };
    const idsFound = async (text: string) => (await found(text)).subjects.map(({ id }) => id);
    const named = (id: string, display_name: string) => ({ id, registered_at: '2020-01-01', display_name });

    test('finds ids and names that contain the text in any case, best first', async () => {
      await bench().import({
        users: [
          ...people('u-100', 'ann', 'anna', 'joanna'),
          named('x1', 'Ann'),
          named('x2', 'Anna Li'),
          named('x3', 'Mary-Ann'),
        ],
        merchants: [{ id: 'm-1', registered_at: '2020-01-01', display_name: 'LIANN & sons' }],
        groups: [{ id: 'g-1', kind: 'family', since: '2020-01-01', display_name: 'nobody' }],
      });
      expect(await idsFound('ANN')).toEqual(['ann', 'x1', 'anna', 'x2', 'joanna', 'm-1', 'x3']);
      expect(await idsFound('u-1')).toEqual(['u-100']);
      expect(await idsFound('li')).toEqual(['m-1', 'x2']);
      expect(await found(' NOBODY ')).toEqual({
        subjects: [{ id: 'g-1', kind: 'group', displayName: 'nobody' }],
        found: 1,
        truncated: false,
      });
      expect(await found('nowhere')).toEqual({ subjects: [], found: 0, truncated: false });
    });

    test('finds letters of every script, within words as well', async () => {
      await bench().import({
        users: [
          named('han', '張偉明'),
          named('turk', 'İSTANBUL Şirketi'),
          named('greek', 'ΟΔΥΣΣΕΥΣ Ελύτης'),
          named('czech', 'ŽOFIE'),
          named('thai', 'สมชาย'),
          named('face', 'Smile 😀 inc'),
        ],
      });
      expect(await idsFound('偉')).toEqual(['han']);
      expect(await idsFound('偉明')).toEqual(['han']);
      expect(await idsFound('istanbul')).toEqual(['turk']);
      expect(await idsFound('şirket')).toEqual(['turk']);
      expect(await idsFound('Οδυσσευς')).toEqual(['greek']);
      expect(await idsFound('ΕΛΎΤΗΣ')).toEqual(['greek']);
      expect(await idsFound('žof')).toEqual(['czech']);
      expect(await idsFound('มชา')).toEqual(['thai']);
      expect(await idsFound('😀')).toEqual(['face']);
    });

    test('takes wildcards, operators and marks as they are', async () => {
      await bench().import({
        users: [
          ...people('a*b', 'axb', 'and', 'p%q', 'p_q', 'pxq', '--', 'c:d', '"quoted"'),
          named('w', 'x OR y ~ (z)'),
        ],
      });
      expect(await idsFound('a*b')).toEqual(['a*b']);
      expect(await idsFound('AND')).toEqual(['and']);
      expect(await idsFound('p%q')).toEqual(['p%q']);
      expect(await idsFound('p_q')).toEqual(['p_q']);
      expect(await idsFound('--')).toEqual(['--']);
      expect(await idsFound('c:d')).toEqual(['c:d']);
      expect(await idsFound('"quot')).toEqual(['"quoted"']);
      expect(await idsFound('or y ~ (')).toEqual(['w']);
      expect(await idsFound('\\')).toEqual([]);
    });

    test('gives as many as asked for and counts the others', async () => {
      await bench().import({ users: people('p3', 'p1', 'p2') });
      const answer = await found('p', 2);
      expect(answer.subjects.map(({ id }) => id)).toEqual(['p1', 'p2']);
      expect(answer).toMatchObject({ found: 3, truncated: true });
    });

    test('is refused for nothing', async () => {
      await expect(found('  ')).rejects.toThrow(InvalidInputError);
      await expect(found('a', 0)).rejects.toThrow(InvalidInputError);
    });
  });
}
