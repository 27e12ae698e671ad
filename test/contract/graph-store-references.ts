import { describe, expect, test } from 'vitest';
import { counts, instant, NOTHING, readRejections, useBench, type OpenStore } from './store-bench.ts';

const user = (id: string) => ({ id, registered_at: '2020-01-01' });
const shop = (id: string, owner_id?: string) => ({ id, registered_at: '2020-01-01', owner_id });
const group = (id: string) => ({ id, kind: 'family', since: '2020-01-01' });
const loan = (id: string, debtor_id: string, creditor_id?: string) => ({
  id, debtor_id, creditor_id, kind: 'loan', currency: 'EUR', principal_minor: 1, opened_at: '2021-01-01',
}); // prettier-ignore
const rating = (from_id: string, to_id: string, occurred_at = '2021-01-01') => ({
  from_id, to_id, occurred_at, value: 1,
}); // prettier-ignore
const inquiry = (id: string, subject_id: string, occurred_at: string) => ({
  id, subject_id, occurred_at, purpose: 'credit',
}); // prettier-ignore

export function describeReferences(open: OpenStore): void {
  describe('references name what is declared', () => {
    const bench = useBench(open);

    test('kinds may come in any order', async () => {
      const receipt = await bench().import({
        payments: [{ id: 'p', obligation_id: 'o', occurred_at: '2021-02-01', amount_minor: 1 }],
        obligations: [loan('o', 'shop')],
        merchants: [shop('shop', 'ada')],
        users: [user('ada')],
      });
      expect(receipt.files.map(({ kind, created }) => [kind, created])).toEqual([
        ['payments', 1],
        ['obligations', 1],
        ['merchants', 1],
        ['users', 1],
      ]);
    });

    test('an unknown id is turned away with the column, what was expected and what came', async () => {
      const receipt = await bench().import({
        users: [user('ada')],
        ratings: [rating('ada', 'nobody'), rating('x', 'y')],
      });
      expect(counts(receipt, 'ratings')).toEqual({ ...NOTHING, rejected: 2 });
      expect(await readRejections(receipt)).toEqual([
        {
          record: 1n, reason: 'unknown_reference', column_name: 'to_id',
          expected: 'the id of a declared user or merchant', came: 'nobody',
        },
        {
          record: 2n, reason: 'unknown_reference', column_name: 'from_id',
          expected: 'the id of a declared user or merchant', came: 'x',
        },
      ]); // prettier-ignore
    });

    test('a reference takes only the kinds it may name', async () => {
      const receipt = await bench().import({
        users: [user('ada')],
        groups: [group('g')],
        obligations: [loan('o', 'ada'), loan('o2', 'g'), loan('o3', 'ada', 'o')],
        memberships: [
          { subject_id: 'ada', group_id: 'g', since: '2021-01-01' },
          { subject_id: 'ada', group_id: 'ada', since: '2021-01-01' },
          { subject_id: 'g', group_id: 'g', since: '2021-01-01' },
        ],
        consents: [
          {
            subject_id: 'g',
            client: 'c',
            purpose: 'p',
            kind: 'processing',
            occurred_at: '2021-01-01',
            granted: true,
          },
        ],
        payments: [{ id: 'p', obligation_id: 'ada', occurred_at: '2021-01-01', amount_minor: 1 }],
      });
      expect(counts(receipt, 'obligations')).toEqual({ ...NOTHING, created: 1, rejected: 2 });
      expect(counts(receipt, 'memberships')).toEqual({ ...NOTHING, created: 1, rejected: 2 });
      expect(counts(receipt, 'consents')).toEqual({ ...NOTHING, created: 1 });
      expect(counts(receipt, 'payments')).toEqual({ ...NOTHING, rejected: 1 });
    });

    test('what an earlier import declared stays known, even once retracted', async () => {
      await bench().import({ users: [user('ada'), user('bob')] });
      await bench().import({ users: [{ id: 'bob', retracted: true, recorded_at: '2022-01-01' }] });
      expect(counts(await bench().import({ ratings: [rating('ada', 'bob')] }), 'ratings')).toMatchObject({
        created: 1,
      });
    });

    test('merchants may own merchants, in circles too, and fall together when the last owner is unknown', async () => {
      const receipt = await bench().import({
        merchants: [
          shop('c', 'b'), shop('b', 'a'), shop('a', 'nobody'), shop('free'),
          shop('round', 'robin'), shop('robin', 'round'), shop('child', 'free'),
        ],
        flags: [{ subject_id: 'c', kind: 'blocked', occurred_at: '2021-01-01' }],
      }); // prettier-ignore
      expect(counts(receipt, 'merchants')).toEqual({ ...NOTHING, created: 4, rejected: 3 });
      expect(counts(receipt, 'flags')).toEqual({ ...NOTHING, rejected: 1 });
      const rejected = (await readRejections(receipt)).filter(
        ({ column_name }) => column_name === 'owner_id',
      );
      expect(rejected.map(({ record }) => record).sort()).toEqual([1n, 2n, 3n]);
    });

    test('an id names one thing: across kinds, within an import and after it', async () => {
      const receipt = await bench().import({
        users: [user('x'), user('ada')],
        groups: [group('x'), group('y')],
        merchants: [shop('y'), shop('z')],
        obligations: [loan('z', 'ada'), loan('o', 'ada')],
      });
      expect(counts(receipt, 'users').created).toBe(2);
      for (const kind of ['groups', 'merchants', 'obligations'] as const)
        expect(counts(receipt, kind)).toEqual({ ...NOTHING, created: 1, rejected: 1 });
      expect(await readRejections(receipt)).toMatchObject([
        { record: 1n, reason: 'id_taken', column_name: 'id', came: 'x' },
        { record: 1n, reason: 'id_taken', column_name: 'id', came: 'y' },
        { record: 1n, reason: 'id_taken', column_name: 'id', came: 'z' },
      ]);
      expect(counts(await bench().import({ users: [user('o')] }), 'users')).toEqual({
        ...NOTHING,
        rejected: 1,
      });
    });

    test('the other columns of a retraction are not read', async () => {
      await bench().import({ users: [user('ada')], inquiries: [inquiry('i', 'ada', '2021-01-01')] });
      const receipt = await bench().import({
        inquiries: [{ id: 'i', subject_id: 'nobody', retracted: true, recorded_at: '2022-01-01' }],
      });
      expect(counts(receipt, 'inquiries')).toEqual({ ...NOTHING, retracted: 1 });
    });
  });

  describe('with createMissing, unknown subjects are made', () => {
    const bench = useBench(open);

    test('as users registered at the earliest event of the facts that name them', async () => {
      const receipt = await bench().import(
        {
          obligations: [loan('o', 'ada', 'bank')],
          ratings: [rating('ada', 'bob', '2022-02-02')],
          inquiries: [inquiry('i1', 'bob', '2020-05-05'), inquiry('i2', 'bob', '2023-03-03')],
          merchants: [shop('shop', 'cem')],
        },
        { createMissing: true },
      );
      expect(receipt.createdMissing).toBe(4);
      const { subjects } = await bench().tables('2024-01-01');
      expect(subjects.id).toEqual(['ada', 'bank', 'bob', 'cem', 'shop']);
      expect([...subjects.kind]).toEqual([0, 0, 0, 0, 1]);
      expect([...subjects.registered_at]).toEqual(
        ['2021-01-01', '2021-01-01', '2020-05-05', '2020-01-01', '2020-01-01'].map(instant),
      );
    });

    test('but no groups and no obligations, and nothing for rows that are turned away', async () => {
      const receipt = await bench().import(
        {
          memberships: [{ subject_id: 'ada', group_id: 'g', since: '2021-01-01' }],
          payments: [{ id: 'p', obligation_id: 'o', occurred_at: '2021-01-01', amount_minor: 1 }],
        },
        { createMissing: true },
      );
      expect(receipt).toMatchObject({ createdMissing: 0, batch: 0, committed: true });
      expect(receipt.files.map(({ rejected }) => rejected)).toEqual([1, 1]);
    });

    test('an id that is something else is not made again', async () => {
      const receipt = await bench().import(
        { groups: [group('g')], ratings: [rating('g', 'ada')] },
        { createMissing: true },
      );
      expect(receipt.createdMissing).toBe(0);
      expect(await readRejections(receipt)).toMatchObject([{ reason: 'unknown_reference', came: 'g' }]);
    });

    test('a subject learnt of later does not show in a cut before', async () => {
      await bench().import(
        {
          inquiries: [
            { ...inquiry('i1', 'ada', '2020-01-01'), recorded_at: '2023-01-01' },
            { ...inquiry('i2', 'ada', '2021-01-01'), recorded_at: '2021-06-01' },
          ],
        },
        { createMissing: true },
      );
      const registered = async (asOf: string) => [...(await bench().tables(asOf)).subjects.registered_at];
      expect(await registered('2021-06-01')).toEqual([]);
      expect(await registered('2022-01-01')).toEqual([instant('2021-01-01')]);
      expect(await registered('2024-01-01')).toEqual([instant('2020-01-01')]);
    });

    test('and give way to a declaration, whenever that was recorded, in this batch and not before', async () => {
      const facts = { ratings: [rating('ada', 'bob', '2022-02-02'), rating('cem', 'bob', '2022-02-02')] };
      await bench().import(facts, { createMissing: true });
      const declared = {
        users: [
          { ...user('ada'), recorded_at: '2020-01-01' },
          { ...user('cem'), recorded_at: '2023-01-01' },
        ],
      };
      const receipt = await bench().import(declared);
      expect(counts(receipt, 'users')).toEqual({ ...NOTHING, created: 1, updated: 1 });
      expect(receipt.batch).toBe(2);
      const registered = async (asOf: string, batch: number) => {
        const { subjects } = await bench().tables(asOf, batch);
        return Object.fromEntries(subjects.id.map((id, row) => [id, subjects.registered_at[row]]));
      };
      const [early, late] = [instant('2020-01-01'), instant('2022-02-02')];
      expect(await registered('2024-01-01', 1)).toEqual({ ada: late, bob: late, cem: late });
      expect(await registered('2024-01-01', 2)).toEqual({ ada: early, bob: late, cem: early });
      expect(await registered('2022-06-01', 2)).toEqual({ ada: early, bob: late, cem: late });
      expect(await registered('2021-01-01', 1)).toEqual({});
      expect(await registered('2021-01-01', 2)).toEqual({ ada: early });
      const again = await bench().import(declared);
      expect(again.batch).toBe(2);
      expect(counts(again, 'users')).toEqual({ ...NOTHING, unchanged: 2 });
    });

    test('and stay known to the next import', async () => {
      await bench().import({ ratings: [rating('ada', 'bob')] }, { createMissing: true });
      const again = await bench().import({ ratings: [rating('ada', 'bob')] }, { createMissing: true });
      expect(again).toMatchObject({ createdMissing: 0, batch: 1 });
      expect(counts(await bench().import({ ratings: [rating('bob', 'ada')] }), 'ratings').created).toBe(1);
    });
  });
}
