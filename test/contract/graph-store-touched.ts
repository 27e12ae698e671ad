import { describe, expect, test } from 'vitest';
import { FACT_TABLES } from '../../src/engine/fact-tables.ts';
import type { Touched } from '../../src/engine/ports.ts';
import type { RawFacts, RawRow } from '../support/staging.ts';
import { PEOPLE, transaction } from './small-world.ts';
import { instant, useBench, type OpenStore, type StoreBench } from './store-bench.ts';

const FROM = '2024-07-10';
const BETWEEN = '2024-07-12';
const TO = '2024-07-15';
const NOBODY: Omit<Touched, 'tables'> = { subjects: [], sharers: [], everybody: false };
const only = (...subjects: readonly string[]) => ({ ...NOBODY, subjects });

/** Both cuts see all batches; the later is by the latest. */
async function whatSince({ store }: StoreBench, batch: number, [from, to] = [FROM, TO]) {
  return store.touched(
    { asOf: instant(from), batch },
    { asOf: instant(to), batch: await store.latestBatch() },
  );
}

/** Whom, and not what of them. */
async function touchedSince(bench: StoreBench, batch: number, between?: [string, string]) {
  const { subjects, sharers, everybody } = await whatSince(bench, batch, between);
  return { subjects, sharers, everybody };
}

/** What an import adds to these people, as seen by two cuts at one instant. */
async function touchedByImport(bench: StoreBench, before: RawFacts, then: RawFacts) {
  const { batch } = await bench.import({ ...PEOPLE, ...before });
  await bench.import(then);
  return touchedSince(bench, batch, [TO, TO]);
}

/** What time does to facts of one import that are known from the beginning. */
async function touchedByTime(bench: StoreBench, facts: RawFacts) {
  const { batch } = await bench.import({ ...PEOPLE, ...facts });
  return touchedSince(bench, batch);
}

const tie = (from_id: string, to_id: string, rest: RawRow = {}) => ({
  ...{ from_id, to_id, kind: 'friend', since: '2022-01-01', strength: 0.5, accepted_at: '2022-01-02' },
  ...rest,
});
const loan = (id: string, debtor_id: string, rest: RawRow = {}) => ({
  ...{ id, debtor_id, kind: 'loan', currency: 'EUR', principal_minor: 10, opened_at: '2023-01-01' },
  ...rest,
});
const guarantee = (guarantor_id: string, debtor_id: string, rest: RawRow = {}) => ({
  ...{ guarantor_id, debtor_id, since: '2023-01-01' },
  ...rest,
});
const sighting = (subject_id: string, identifier: string, occurred_at = '2024-01-01') => {
  const [kind, value] = identifier.split(' ');
  return { subject_id, kind, value, occurred_at };
};
const user = (id: string, rest: RawRow = {}) => ({ id, registered_at: '2020-01-01', ...rest });
const shop = (id: string, rest: RawRow = {}) => ({ ...user(id), ...rest });

export function describeTouched(open: OpenStore): void {
  describe('whom two cuts tell apart', () => {
    const bench = useBench(open);

    test('nobody where nothing is new', async () => {
      const { batch } = await bench().import({ ...PEOPLE, transactions: [transaction('ada', 'bob')] });
      expect(await touchedSince(bench(), batch)).toEqual(NOBODY);
    });

    test('both ends of a fact that one alone sees, by its batch', async () => {
      const then = { transactions: [transaction('bob', 'ada')], ratings: [rating('ada', 'shop')] };
      expect(await touchedByImport(bench(), {}, then)).toEqual(only('ada', 'bob', 'shop'));
    });

    test('both ends of a fact that happened, or came to be known, between them', async () => {
      const facts = {
        transactions: [transaction('ada', 'bob', { occurred_at: FROM })],
        ratings: [
          rating('cem', 'shop', { recorded_at: BETWEEN }),
          rating('ada', 'shop', { recorded_at: TO }),
          rating('bob', 'shop', { recorded_at: '2024-07-09T23:59:59.999Z' }),
        ],
      };
      expect(await touchedByTime(bench(), facts)).toEqual(only('ada', 'bob', 'cem', 'shop'));
    });

    test('whom either version of a corrected fact names, and whom one names that was taken back', async () => {
      const old = { ...transaction('ada', 'bob'), recorded_at: '2024-06-11' };
      const before = { transactions: [old], ties: [tie('bob', 'shop', { recorded_at: '2024-06-11' })] };
      const corrected = { ...old, payee_id: 'cem', recorded_at: '2024-06-12' };
      const retracted = tie('bob', 'shop', { retracted: true, recorded_at: '2024-06-12' });
      expect(
        await touchedByImport(bench(), before, { transactions: [corrected], ties: [retracted] }),
      ).toEqual(only('ada', 'bob', 'cem', 'shop'));
    });

    test('whom facts name of which something came to pass between them', async () => {
      const circle = { group_id: 'circle', since: '2022-01-01' };
      const facts = {
        ties: [tie('ada', 'bob', { accepted_at: FROM }), tie('ada', 'cem', { until: TO })],
        memberships: [{ ...circle, subject_id: 'shop', until: BETWEEN }],
      };
      expect(await touchedByTime(bench(), facts)).toEqual(only('ada', 'bob', 'circle', 'shop'));
    });

    test('the parties of a transaction that ended, or was pending for as long as a promise may be', async () => {
      const pending = (occurred_at: string) => ({ occurred_at, status_at: '2025-01-01' });
      const facts = {
        transactions: [
          transaction('ada', 'bob', { occurred_at: '2024-07-01', status_at: BETWEEN }),
          transaction('cem', 'ada', { ...pending('2024-06-12'), id: 'matures on 12 July' }),
          transaction('shop', 'ada', { ...pending('2024-06-15'), id: 'matures at the cut' }),
          transaction('shop', 'ada', { ...pending('2024-06-09'), id: 'matured before both' }),
          transaction('shop', 'ada', { occurred_at: '2024-06-12', status_at: '2024-06-13' }),
        ],
      };
      expect(await touchedByTime(bench(), facts)).toEqual(only('ada', 'bob', 'cem'));
    });

    test('a fact about an obligation names who owes it and both ends of its guarantees, and no creditor', async () => {
      const before = {
        users: [...(PEOPLE.users ?? []), user('dan')],
        obligations: [loan('o', 'ada', { creditor_id: 'shop' }), loan('other', 'dan')],
        guarantees: [guarantee('bob', 'ada', { obligation_id: 'o' }), guarantee('dan', 'ada')],
        dues: [{ obligation_id: 'other', seq: 0, due_at: BETWEEN, amount_minor: 1 }],
      };
      const payments = [{ id: 'p', obligation_id: 'o', occurred_at: '2024-06-01', amount_minor: 1 }];
      expect(await touchedByImport(bench(), before, { payments })).toEqual(only('ada', 'bob'));
      expect(await touchedSince(bench(), 2)).toEqual(NOBODY);
    });

    test('so does an obligation itself that was settled between them', async () => {
      const facts = {
        obligations: [loan('o', 'ada', { settled_at: BETWEEN }), loan('other', 'shop')],
        guarantees: [guarantee('bob', 'cem', { obligation_id: 'o' })],
      };
      expect(await touchedByTime(bench(), facts)).toEqual(only('ada', 'bob', 'cem'));
    });

    test('a merchant of another owner brings its owners and all that these own', async () => {
      const known = { recorded_at: '2024-01-01' };
      const before = {
        merchants: [
          ...[shop('a', { owner_id: 'ada', ...known }), shop('b', { owner_id: 'ada' })],
          ...[shop('c', { owner_id: 'bob' }), shop('d', { owner_id: 'cem' })],
        ],
        transactions: [transaction('cem', 'a')],
      };
      const merchants = [shop('a', { owner_id: 'bob', recorded_at: '2024-02-01' })];
      expect(await touchedByImport(bench(), before, { merchants })).toEqual(
        only('a', 'ada', 'b', 'bob', 'c'),
      );
    });

    test('a merchant of another category brings whoever paid it, one of another name does not', async () => {
      const known = { recorded_at: '2024-01-01' };
      const before = {
        merchants: [shop('a', { category: 'grocery', ...known }), shop('b', { ...known })],
        transactions: [transaction('ada', 'a'), transaction('bob', 'b'), transaction('a', 'cem')],
      };
      const merchants = [
        shop('a', { category: 'lodging', recorded_at: '2024-02-01' }),
        shop('b', { display_name: 'B', recorded_at: '2024-02-01' }),
      ];
      expect(await touchedByImport(bench(), before, { merchants })).toEqual(only('a', 'ada', 'b'));
    });

    test('a subject that one of them does not see brings everybody it shares a fact with', async () => {
      const facts = {
        users: [...(PEOPLE.users ?? []), user('new', { registered_at: BETWEEN }), user('dan'), user('eve')],
        merchants: [...(PEOPLE.merchants ?? []), shop('stall', { owner_id: 'new' })],
        ties: [tie('ada', 'new'), tie('dan', 'cem')],
        memberships: [{ subject_id: 'new', group_id: 'circle', since: '2022-01-01' }],
        obligations: [loan('o', 'new', { creditor_id: 'dan' })],
        guarantees: [guarantee('bob', 'eve', { obligation_id: 'o' })],
      };
      expect(await touchedByTime(bench(), facts)).toEqual(
        only('ada', 'bob', 'circle', 'eve', 'new', 'stall'),
      );
    });

    test('sharers are all who were seen with an identifier of somebody who was seen differently', async () => {
      const before = {
        users: [...(PEOPLE.users ?? []), user('dan')],
        sightings: [
          ...[sighting('ada', 'phone a'), sighting('bob', 'phone a'), sighting('bob', 'card b')],
          ...[sighting('cem', 'device c'), sighting('dan', 'card b'), sighting('dan', 'phone c')],
        ],
      };
      const sightings = [sighting('ada', 'device c', '2024-02-01')];
      expect(await touchedByImport(bench(), before, { sightings })).toEqual({
        ...{ subjects: ['ada'], sharers: ['ada', 'bob', 'cem'], everybody: false },
      });
    });

    test('the tables that the kinds of what is seen otherwise make, and all where a subject is', async () => {
      const tables = async (facts: RawFacts) => {
        const { batch } = await bench().import({ ...PEOPLE, obligations: [loan('o', 'ada')] });
        await bench().import(facts);
        return (await whatSince(bench(), batch, [TO, TO])).tables;
      };
      const [due_at, since, occurred_at] = ['2024-08-01', '2024-02-01', '2024-02-01'];
      const debts = ['obligations', 'dues', 'payments', 'balances', 'guarantees'];
      const dealings = ['activity', 'spend', 'income', 'turnover', 'purchases_by_category', 'dealt'];
      const none = { obligations: [loan('o', 'ada')] };
      expect(await tables(none)).toEqual([]);
      const known: RawFacts[] = [
        { transactions: [transaction('ada', 'bob')], ties: [tie('ada', 'bob')] },
        { dues: [{ obligation_id: 'o', seq: 0, due_at, amount_minor: 1 }], ratings: [rating('ada', 'bob')] },
        { memberships: [{ subject_id: 'ada', group_id: 'circle', since }] },
        {
          flags: [{ subject_id: 'ada', kind: 'blocked', occurred_at }],
          sightings: [sighting('ada', 'phone a')],
        },
      ];
      const made = [[...dealings, 'knows'], [...debts, 'activity', 'rated'], ['member_of']];
      made.push(['restrictions', 'seeds', 'sightings']);
      for (const [place, facts] of known.entries())
        expect(new Set(await tables(facts))).toEqual(new Set(made[place]));
      expect(await tables({ users: [user('new')] })).toEqual(Object.keys(FACT_TABLES));
    });

    test('everybody where a source or a rate is known otherwise', async () => {
      const everybody = { ...NOBODY, everybody: true };
      const { batch } = await bench().import(PEOPLE);
      await bench().import({ sources: [{ id: 's', occurred_at: BETWEEN, reliability: 0.5 }] });
      expect(await touchedSince(bench(), batch)).toEqual(everybody);
      expect(await touchedSince(bench(), batch, ['2024-07-16', '2024-07-17'])).toEqual(everybody);
      expect(await touchedSince(bench(), 2, ['2024-07-16', '2024-07-17'])).toEqual(NOBODY);
      await bench().import({
        rates: [{ currency: 'USD', occurred_at: '2024-01-01', per_reporting_unit: 2 }],
      });
      expect(await touchedSince(bench(), 2, ['2024-07-16', '2024-07-17'])).toEqual(everybody);
    });
  });
}

function rating(from_id: string, to_id: string, rest: RawRow = {}): RawRow {
  return { from_id, to_id, occurred_at: '2024-01-01', value: 1, ...rest };
}
