import { describe, expect, test } from 'vitest';
import type { RawRow } from '../support/staging.ts';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';

const JUST_BEFORE = '2024-07-14T23:59:59.999Z';

export function describeVisibility(open: OpenStore): void {
  describe('a cut sees what had happened and was known before it', () => {
    const bench = useBench(open);

    test('a fact dated exactly at the cut is not seen, one millisecond earlier it is', async () => {
      await bench().import({
        users: [
          { id: 'at', registered_at: NOW },
          { id: 'before', registered_at: JUST_BEFORE },
          { id: 'old', registered_at: '2020-01-01' },
        ],
        ratings: [
          { from_id: 'old', to_id: 'before', occurred_at: NOW, value: 1 },
          { from_id: 'before', to_id: 'old', occurred_at: JUST_BEFORE, value: 1 },
        ],
      });
      const { subjects } = await bench().tables(NOW);
      expect(subjects.id).toEqual(['before', 'old']);
      expect(await bench().rows('rated', NOW)).toEqual([
        { source: 'before', target: 'old', ratings: 1, weight: 1_000_000, value_sum: 1_000_000 },
      ]);
    });

    test('a fact recorded exactly at the cut is not seen, one millisecond earlier it is', async () => {
      const rating = (at: string, recorded_at: string) => ({
        from_id: 'ada', to_id: 'bob', occurred_at: at, value: 1, recorded_at,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        ratings: [rating('2024-01-01', NOW), rating('2024-02-01', JUST_BEFORE)],
      });
      expect(await bench().rows('rated', NOW)).toMatchObject([{ ratings: 1 }]);
    });

    test('rows without recorded_at are known from the instant of the import, or from their event', async () => {
      await bench().import(PEOPLE, { recorded: instant('2024-07-01') });
      expect((await bench().tables('2024-07-01')).subjects.id).toEqual([]);
      expect((await bench().tables('2024-07-02')).subjects.id).toHaveLength(5);
      await bench().import({ users: [{ id: 'dan', registered_at: '2023-01-01' }] });
      expect((await bench().tables('2023-02-01')).subjects.id).toEqual(['dan']);
    });

    test('dues are known from the opening of their obligation, whenever they fall due', async () => {
      await bench().import({
        ...PEOPLE,
        obligations: [
          {
            id: 'o',
            debtor_id: 'bob',
            kind: 'loan',
            currency: 'EUR',
            principal_minor: 1,
            opened_at: '2023-05-01',
          },
        ],
        dues: [{ obligation_id: 'o', seq: 0, due_at: '2030-01-01', amount_minor: 9 }],
      });
      expect(await bench().rows('dues', '2023-05-01')).toEqual([]);
      expect(await bench().rows('dues', '2023-05-02')).toMatchObject([
        { obligation: 'o', due_at: instant('2030-01-01'), amount: 9 },
      ]);
    });

    test('what follows at the cut or later reads as absent', async () => {
      const line = {
        debtor_id: 'bob',
        kind: 'loan',
        currency: 'EUR',
        principal_minor: 1,
        opened_at: '2023-01-01',
      };
      await bench().import({
        ...PEOPLE,
        obligations: [
          { ...line, id: 'at', settled_at: NOW, defaulted_at: NOW, written_off_at: '2026-01-01' },
          { ...line, id: 'before', settled_at: JUST_BEFORE, defaulted_at: JUST_BEFORE, written_off_at: JUST_BEFORE },
        ],
        ties: [
          {
            from_id: 'ada', to_id: 'bob', kind: 'friend', since: '2024-01-01', strength: 1,
            accepted_at: JUST_BEFORE, until: NOW,
          },
          { from_id: 'ada', to_id: 'cem', kind: 'friend', since: '2024-01-01', strength: 1, accepted_at: NOW },
          {
            from_id: 'bob', to_id: 'cem', kind: 'friend', since: '2024-01-01', strength: 1,
            accepted_at: '2024-01-01', until: JUST_BEFORE,
          },
        ],
        flags: [
          { subject_id: 'ada', kind: 'blocked', occurred_at: '2024-01-01', until: NOW },
          { subject_id: 'bob', kind: 'blocked', occurred_at: '2024-01-01', until: JUST_BEFORE },
        ],
        profiles: [{ subject_id: 'ada', source: 's', occurred_at: '2024-01-01', residence_since: NOW }],
      }); // prettier-ignore
      const before = instant(JUST_BEFORE);
      expect(await bench().rows('obligations', NOW)).toMatchObject([
        { id: 'at', settled_at: null, defaulted_at: null, written_off_at: null },
        { id: 'before', settled_at: before, defaulted_at: before, written_off_at: before },
      ]);
      expect(await bench().rows('knows', NOW)).toMatchObject([{ source: 'ada', target: 'bob' }]);
      expect(await bench().rows('restrictions', NOW)).toMatchObject([{ subject: 'ada' }]);
      expect(await bench().rows('profiles', NOW)).toMatchObject([{ residence_since: null }]);
    });

    test('a transaction is pending until its status, and in no table until then', async () => {
      const ended = (status_at: string | undefined): RawRow => ({ occurred_at: '2024-07-01', status_at });
      await bench().import({
        ...PEOPLE,
        transactions: [
          transaction('ada', 'bob', ended(NOW)),
          transaction('ada', 'cem', ended(JUST_BEFORE)),
          transaction('ada', 'shop', ended(undefined)),
        ],
      });
      expect((await bench().rows('dealt', NOW)).map(({ target }) => target)).toEqual(['cem', 'shop']);
      expect(await bench().rows('activity', NOW)).toEqual([{ subject: 'ada', months: 1, acts: 2 }]);
    });

    test('rows about a subject that the cut does not see are left out', async () => {
      await bench().import({
        ...PEOPLE,
        users: [
          { id: 'ada', registered_at: '2020-01-01' },
          { id: 'late', registered_at: '2025-01-01' },
          { id: 'bob', registered_at: '2020-01-01' },
        ],
        obligations: [
          {
            id: 'o',
            debtor_id: 'late',
            kind: 'loan',
            currency: 'EUR',
            principal_minor: 1,
            opened_at: '2023-01-01',
          },
        ],
        payments: [{ id: 'p', obligation_id: 'o', occurred_at: '2023-02-01', amount_minor: 1 }],
        transactions: [transaction('ada', 'late'), transaction('ada', 'bob')],
        flags: [{ subject_id: 'late', kind: 'blocked', occurred_at: '2023-01-01' }],
      });
      expect(await bench().rows('dealt', NOW)).toMatchObject([{ source: 'ada', target: 'bob' }]);
      for (const name of ['obligations', 'payments', 'restrictions'] as const)
        expect(await bench().rows(name, NOW)).toEqual([]);
    });
  });
}
