import { describe, expect, test } from 'vitest';
import type { FactKind } from '../../src/domain/facts.ts';
import type { FactTables } from '../../src/engine/fact-tables.ts';
import { tablesOf } from '../../src/engine/tables-of-kinds.ts';
import { rowsAround } from '../support/rows-around.ts';
import type { RawFacts, RawRow } from '../support/staging.ts';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { instant, tableRows, useBench, type OpenStore, type StoreBench } from './store-bench.ts';

/** Shop is cem's; what ada owes bob guarantees, and cem what bob owes. */
const DEALINGS: RawFacts = {
  ...PEOPLE,
  merchants: [...(PEOPLE.merchants ?? []), { id: 'stall', registered_at: '2019-01-01', owner_id: 'cem' }],
  transactions: [
    transaction('ada', 'shop'),
    transaction('cem', 'ada', { kind: 'income' }),
    transaction('bob', 'shop'),
    transaction('cem', 'shop'),
    transaction('shop', 'stall'),
  ],
  obligations: [
    loan('of-ada', 'ada'),
    { ...loan('of-bob', 'bob'), written_off_at: '2024-03-01' },
    loan('of-cem', 'cem'),
  ],
  dues: ['of-ada', 'of-bob', 'of-cem'].map((obligation_id) => ({
    ...{ obligation_id, seq: 0, due_at: '2024-08-01', amount_minor: 5 },
  })),
  payments: ['of-ada', 'of-bob'].map((obligation_id) => ({
    ...{ id: `on-${obligation_id}`, obligation_id, occurred_at: '2024-02-01', amount_minor: 5 },
  })),
  balances: [
    { obligation_id: 'of-bob', occurred_at: '2024-02-01', balance_minor: 7 },
    { obligation_id: 'of-bob', occurred_at: '2024-04-01', balance_minor: 0 },
  ],
  guarantees: [guarantee('bob', 'ada', 'of-ada'), guarantee('cem', 'bob', 'of-bob')],
  ties: [tie('bob', 'ada'), tie('bob', 'cem')],
  ratings: [{ from_id: 'bob', to_id: 'ada', occurred_at: '2024-01-01', value: 1 }],
  memberships: ['ada', 'bob'].map((subject_id) => ({ subject_id, group_id: 'circle', since: '2022-01-01' })),
  sightings: [
    ...[sighting('ada', 'phone', 'a'), sighting('bob', 'phone', 'a')],
    ...[sighting('bob', 'device', 'b'), sighting('cem', 'device', 'b'), sighting('cem', 'card', 'c')],
  ],
  flags: [{ subject_id: 'ada', kind: 'blocked', occurred_at: '2024-01-01' }],
  inquiries: [{ id: 'i', subject_id: 'ada', occurred_at: '2024-05-01', purpose: 'credit' }],
  attributes: ['ada', 'bob'].map((subject_id) => ({
    ...{ subject_id, source: 's', name: 'n', occurred_at: '2024-01-01', value: '1' },
  })),
  rates: [{ currency: 'USD', occurred_at: '2020-01-01', per_reporting_unit: 2 }],
};

function loan(id: string, debtor_id: string): RawRow {
  return { id, debtor_id, kind: 'loan', currency: 'EUR', principal_minor: 10, opened_at: '2023-01-01' };
}
function guarantee(guarantor_id: string, debtor_id: string, obligation_id: string): RawRow {
  return { guarantor_id, debtor_id, since: '2023-01-01', obligation_id };
}
function tie(from_id: string, to_id: string): RawRow {
  const since = '2022-01-01';
  return { from_id, to_id, kind: 'friend', since, strength: 0.5, accepted_at: since };
}
function sighting(subject_id: string, kind: string, value: string): RawRow {
  return { subject_id, kind, value, occurred_at: '2024-01-01' };
}

async function tablesAround(
  { store }: StoreBench,
  subjects: readonly string[],
  sharers: readonly string[] = [],
): Promise<FactTables> {
  const cut = { asOf: instant(NOW), batch: await store.latestBatch() };
  return store.project(cut, { purpose: 'credit', around: { subjects, sharers } });
}

export function describeAround(open: OpenStore): void {
  describe('a projection around some subjects', () => {
    const bench = useBench(open);

    test('has the rows that name one of them, at either end', async () => {
      await bench().import(DEALINGS);
      const tables = await tablesAround(bench(), ['ada']);
      const naming = rowsAround(tables, { subjects: ['ada'], sharers: [] });
      expect(naming['dealt']).toMatchObject([{ source: 'ada', target: 'shop', paid: 1, dealings: 1 }]);
      expect(naming['income']).toMatchObject([{ subject: 'ada', m1: 100 }]);
      expect(naming['rated']).toMatchObject([{ source: 'bob', target: 'ada' }]);
      expect(naming['knows']).toMatchObject([{ source: 'ada', target: 'bob' }]);
      expect(naming['member_of']).toEqual([{ source: 'ada', target: 'circle' }]);
      expect(naming['restrictions']).toMatchObject([{ subject: 'ada' }]);
      expect(naming['inquiries']).toMatchObject([{ subject: 'ada', inquiries: 1 }]);
      expect(naming['attributes']).toMatchObject([{ subject: 'ada', value: '1' }]);
    });

    test('has what they owe with all that belongs to it, and the obligations that guarantees name', async () => {
      await bench().import(DEALINGS);
      const ofAda = await tablesAround(bench(), ['ada']);
      expect(tableRows(ofAda, 'dues')).toMatchObject([{ obligation: 'of-ada', amount: 5 }]);
      expect(tableRows(ofAda, 'payments')).toMatchObject([{ obligation: 'of-ada' }]);
      expect(tableRows(ofAda, 'guarantees')).toMatchObject([
        { source: 'bob', target: 'ada', obligation: 'of-ada' },
      ]);
      const ofCem = await tablesAround(bench(), ['cem']);
      expect(ofCem.obligations.id).toEqual(['of-bob', 'of-cem']);
      expect(tableRows(ofCem, 'dues')).toMatchObject([{ obligation: 'of-cem' }]);
      expect(tableRows(ofCem, 'guarantees')).toMatchObject([
        { source: 'cem', target: 'bob', obligation: 'of-bob' },
      ]);
    });

    test('has all sightings of whoever was seen with an identifier of a sharer', async () => {
      await bench().import(DEALINGS);
      const tables = await tablesAround(bench(), [], ['ada']);
      const seen = tableRows(tables, 'sightings').filter(({ subject }) => subject !== 'cem');
      // Which number an identifier has, and so the order of the rows, is the store's affair.
      const [ofAda, ...more] = seen.filter(({ subject }) => subject === 'ada');
      const [first, second] = [0, 1].map((kind) =>
        seen.find((row) => row['subject'] === 'bob' && row['kind'] === kind),
      );
      expect([ofAda?.['kind'], more.length, seen.length]).toEqual([1, 0, 3]);
      expect(second?.['identifier']).toBe(ofAda?.['identifier']);
      expect(first?.['identifier']).not.toBe(ofAda?.['identifier']);
    });

    test('knows who owns whom: what moves between accounts of one owner is left out', async () => {
      await bench().import(DEALINGS);
      const cut = { subjects: ['shop'], sharers: [] };
      const tables = await tablesAround(bench(), cut.subjects);
      const pairs = tableRows(tables, 'dealt').map(({ source, target }) => [source, target]);
      expect(pairs).toEqual([
        ['ada', 'shop'],
        ['bob', 'shop'],
      ]);
      const { id, owner } = tables.subjects;
      expect(Array.from(owner, (row) => id[row])[id.indexOf('shop')]).toBe('cem');
      expect((await tablesAround(bench(), ['cem'])).subjects.id).toEqual(
        expect.arrayContaining(['shop', 'stall']),
      );
    });

    test('has of the tables named all that it owes, whichever they are', async () => {
      await bench().import(DEALINGS);
      const full = await bench().tables(NOW);
      const cut = { asOf: instant(NOW), batch: await bench().store.latestBatch() };
      const people = { subjects: ['ada', 'shop'], sharers: ['ada'] };
      const kinds: (readonly FactKind[])[] = [['transactions'], ['payments'], ['ratings', 'ties']];
      kinds.push(['flags', 'attributes', 'inquiries'], ['sightings', 'memberships'], []);
      for (const each of kinds) {
        const around = { ...people, tables: tablesOf(each) };
        const few = await bench().store.project(cut, { purpose: 'credit', around });
        expect(rowsAround(few, around), each.join()).toEqual(rowsAround(full, around));
      }
    });

    test('is of everybody as the full one, and of nobody but rates', async () => {
      await bench().import(DEALINGS);
      const full = await bench().tables(NOW);
      const everybody = { subjects: full.subjects.id, sharers: full.subjects.id };
      const around = await tablesAround(bench(), everybody.subjects, everybody.sharers);
      expect(rowsAround(around, everybody)).toEqual(rowsAround(full, everybody));
      const none = await tablesAround(bench(), ['nobody'], ['nobody']);
      expect(none.subjects.id).toEqual([]);
      expect(tableRows(none, 'rates')).toEqual([{ currency: 'USD', per_reporting_unit: 2_000_000 }]);
    });

    test('passes over whom the cut does not see', async () => {
      await bench().import({
        ...DEALINGS,
        users: [...(PEOPLE.users ?? []), { id: 'later', registered_at: NOW }],
        ratings: [{ from_id: 'later', to_id: 'ada', occurred_at: '2024-01-01', value: 1 }],
      });
      const tables = await tablesAround(bench(), ['ada', 'later']);
      expect(tables.subjects.id).not.toContain('later');
      expect(tableRows(tables, 'rated')).toEqual([]);
      expect(tableRows(tables, 'restrictions')).toMatchObject([{ subject: 'ada' }]);
    });
  });
}
