import { describe, expect, test } from 'vitest';
import { NotFoundError } from '../../src/domain/errors.ts';
import { cutAt, egonetOf, guarantee, people, rating, sighting, tie } from './explorer-world.ts';
import { NOW, transaction } from './small-world.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';

const JUST_BEFORE = '2024-07-14T23:59:59.999Z';

export function describeExplorerCuts(open: OpenStore): void {
  describe('exploring sees what a run of the same cut sees', () => {
    const bench = useBench(open);
    const linked = async (id: string) =>
      (await egonetOf(bench(), id)).links.map(
        ({ relation, source, target }) => `${relation} ${source}>${target}`,
      );

    test('nothing that happened or was recorded at the cut or later', async () => {
      await bench().import({
        users: [...people('a', 'b', 'c', 'd', 'e'), { id: 'late', registered_at: NOW }],
        ratings: [
          rating('a', 'b', { value: 1, occurred_at: JUST_BEFORE }),
          rating('a', 'c', { value: 1, occurred_at: NOW }),
          { ...rating('a', 'd', { value: 1 }), recorded_at: NOW },
          { ...rating('a', 'e', { value: 1 }), recorded_at: JUST_BEFORE },
          rating('a', 'late', { value: 1 }),
        ],
      });
      expect(await linked('a')).toEqual(['rated a>b', 'rated a>e']);
      await expect(egonetOf(bench(), 'late')).rejects.toThrow(NotFoundError);
    });

    test('no tie before it is accepted or after it has ended', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e', 'f'),
        ties: [
          tie('a', 'b', { accepted_at: undefined }),
          tie('a', 'c', { accepted_at: NOW }),
          tie('a', 'd', { accepted_at: JUST_BEFORE }),
          tie('a', 'e', { until: JUST_BEFORE }),
          tie('a', 'f', { until: NOW }),
        ],
      });
      expect(await linked('a')).toEqual(['knows a>d', 'knows a>f']);
    });

    test('no guarantee or membership that has ended, and no guarantee for an obligation that is not seen', async () => {
      const obligation = { debtor_id: 'b', kind: 'loan', currency: 'EUR', principal_minor: 1 };
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e'),
        groups: [
          { id: 'g', kind: 'family', since: '2020-01-01' },
          { id: 'h', kind: 'family', since: '2020-01-01' },
        ],
        obligations: [
          { ...obligation, id: 'seen', opened_at: '2021-01-01' },
          { ...obligation, id: 'unseen', opened_at: NOW },
        ],
        guarantees: [
          guarantee('a', 'b', { until: JUST_BEFORE }),
          guarantee('a', 'c', { until: NOW }),
          guarantee('a', 'd', { obligation_id: 'seen' }),
          guarantee('a', 'e', { obligation_id: 'unseen' }),
        ],
        memberships: [
          { subject_id: 'a', group_id: 'g', since: '2021-01-01', until: JUST_BEFORE },
          { subject_id: 'a', group_id: 'h', since: '2021-01-01', until: NOW },
        ],
      });
      expect(await linked('a')).toEqual(['guarantees a>c', 'guarantees a>d', 'member_of a>h']);
      const chain = await bench().store.explore.guaranteeChain('a', {
        hops: 5,
        limit: 10,
        at: await cutAt(bench()),
      });
      expect(chain.links.map(({ debtor }) => debtor)).toEqual(['c', 'd']);
    });

    test('payments that were completed before it, between two', async () => {
      await bench().import({
        users: people('a', 'b', 'c', 'd', 'e', 'f'),
        transactions: [
          transaction('a', 'b', { status_at: NOW }),
          transaction('a', 'c', { status_at: JUST_BEFORE }),
          transaction('a', 'd', { kind: 'income' }),
          transaction('a', 'e', { kind: 'deposit' }),
          transaction('a', 'f', { status: 'refunded' }),
          transaction('a', 'a'),
        ],
      });
      expect(await linked('a')).toEqual(['paid a>c']);
    });

    test('the version that was in force, by instant and by batch', async () => {
      const corrected = { recorded_at: '2024-05-01' };
      await bench().import({
        users: [{ id: 'a', registered_at: '2020-01-01', display_name: 'Old' }, ...people('b', 'c')],
        ratings: [rating('a', 'b', { value: 0.25 }), rating('a', 'c', { value: 1 })],
        transactions: [transaction('a', 'b', { id: 'moves', occurred_at: '2024-01-01' })],
        sightings: [
          sighting('a', 'p', { occurred_at: '2024-01-01' }),
          sighting('b', 'p', { occurred_at: '2024-01-01' }),
        ],
      });
      await bench().import({
        users: [{ id: 'a', registered_at: '2020-01-01', display_name: 'New', ...corrected }],
        ratings: [
          { ...rating('a', 'b', { value: 0.75 }), ...corrected },
          { from_id: 'a', to_id: 'c', occurred_at: '2024-01-01', retracted: true, ...corrected },
        ],
        transactions: [transaction('a', 'c', { id: 'moves', occurred_at: '2024-01-01', ...corrected })],
        sightings: [
          {
            subject_id: 'b',
            kind: 'phone',
            value: 'p',
            occurred_at: '2024-01-01',
            retracted: true,
            ...corrected,
          },
        ],
      });
      const { explore } = bench().store;
      const seen = async (asOf: string, batch: number) => {
        const at = { asOf: instant(asOf), batch };
        const { subjects, links } = await egonetOf(bench(), 'a', { at });
        const { identifiers } = await explore.sharedIdentifiers('a', { limit: 5, at });
        const { found } = await explore.search('new', { limit: 5, at });
        const line = links.map(({ relation, target, weight }) => `${relation} ${target} ${weight}`);
        return [subjects[0]?.displayName, line, identifiers.length, found];
      };
      const before = ['Old', ['paid b 1', 'rated b 250000', 'rated c 1000000'], 1, 0];
      expect(await seen(NOW, 2)).toEqual(['New', ['paid c 1', 'rated b 750000'], 0, 1]);
      expect(await seen(NOW, 1)).toEqual(before);
      expect(await seen('2024-05-01', 2)).toEqual(before);
    });

    test('those around by the versions that were in force, by instant and by batch', async () => {
      const corrected = { recorded_at: '2024-05-01' };
      await bench().import(
        {
          users: [...people('a', 'back', 'gone', 'later'), { ...people('b')[0], display_name: 'Old' }],
          ratings: ['b', 'back', 'gone', 'later', 'made'].map((id) => rating('a', id, { value: 1 })),
        },
        { createMissing: true },
      );
      await bench().import({
        users: [
          { ...people('b')[0], display_name: 'New', ...corrected },
          ...['back', 'gone'].map((id) => ({ id, retracted: true, ...corrected })),
          { id: 'later', registered_at: '2024-06-01', ...corrected },
        ],
      });
      await bench().import({
        users: [
          { ...people('back')[0], recorded_at: '2024-06-15' },
          { ...people('made')[0], display_name: 'Declared' },
        ],
      });
      const around = async (asOf: string, batch: number) => {
        const { subjects } = await egonetOf(bench(), 'a', { at: { asOf: instant(asOf), batch } });
        return subjects.slice(1).map(({ id, displayName = '' }) => `${id} ${displayName}`.trim());
      };
      expect(await around(NOW, 3)).toEqual(['b New', 'back', 'later', 'made Declared']);
      expect(await around(NOW, 2)).toEqual(['b New', 'later', 'made']);
      expect(await around(NOW, 1)).toEqual(['b Old', 'back', 'gone', 'later', 'made']);
      expect(await around('2024-05-01', 3)).toEqual(['b Old', 'back', 'gone', 'later', 'made Declared']);
      expect(await around('2024-05-15', 3)).toEqual(['b New', 'made Declared']);
      const path = { relations: ['rated'], maxLength: 2 } as const;
      const ends = { from: 'b', to: 'back' };
      const lengthAt = async (asOf: string) => {
        const at = { asOf: instant(asOf), batch: 3 };
        return (await bench().store.explore.shortestPath(ends, { ...path, at })).length;
      };
      expect(await lengthAt(NOW)).toBe(2);
      await expect(lengthAt('2024-05-15')).rejects.toThrow(NotFoundError);
    });

    test('nobody who was taken back', async () => {
      await bench().import({ users: people('a', 'b'), ratings: [rating('a', 'b', { value: 1 })] });
      await bench().import({ users: [{ id: 'b', retracted: true, recorded_at: '2024-05-01' }] });
      expect((await egonetOf(bench(), 'a')).subjects.map(({ id }) => id)).toEqual(['a']);
      const { found } = await bench().store.explore.search('b', { limit: 5, at: await cutAt(bench()) });
      expect(found).toBe(0);
    });
  });
}
