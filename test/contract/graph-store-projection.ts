import { describe, expect, test } from 'vitest';
import { FACT_TABLES } from '../../src/engine/fact-tables.ts';
import type { RawRow } from '../support/staging.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';
import { NOW, PEOPLE } from './small-world.ts';

export function describeProjection(open: OpenStore): void {
  describe('every kind of fact reaches its table', () => {
    const bench = useBench(open);

    test('an empty store gives every table, each empty', async () => {
      const tables = await bench().tables(NOW);
      expect(Object.keys(tables)).toEqual(Object.keys(FACT_TABLES));
      for (const table of Object.values(tables))
        for (const column of Object.values(table)) expect(column).toHaveLength(0);
    });

    test('subjects come in the code point order of ids, with their kinds and beginnings', async () => {
      await bench().import(PEOPLE);
      const { subjects } = await bench().tables(NOW);
      expect(subjects.id).toEqual(['ada', 'bob', 'cem', 'circle', 'shop']);
      expect([...subjects.kind]).toEqual([0, 0, 0, 2, 1]);
      expect([...subjects.registered_at]).toEqual(
        ['2020-01-01', '2020-02-01', '2020-03-01', '2021-01-01', '2019-01-01'].map(instant),
      );
    });

    test('subjects: a merchant has the owner that it names last, where the cut sees them', async () => {
      const shop = (id: string, rest: RawRow = {}) => ({ id, registered_at: '2020-01-01', ...rest });
      await bench().import({
        users: [...(PEOPLE.users ?? []), { id: 'later', registered_at: '2024-07-15' }],
        merchants: [
          shop('ads', { owner_id: 'cem', recorded_at: '2020-01-01' }),
          shop('ads', { owner_id: 'bob', recorded_at: '2021-01-01' }),
          shop('bar', { owner_id: 'ads' }),
          shop('new', { owner_id: 'later' }),
          shop('zoo'),
        ],
      });
      const { subjects } = await bench().tables(NOW);
      const owners = Array.from(subjects.owner, (owner) => subjects.id[owner]);
      expect(Object.fromEntries(subjects.id.map((id, row) => [id, owners[row]]))).toEqual({
        ...{ ada: undefined, bob: undefined, cem: undefined },
        ...{ ads: 'bob', bar: 'ads', new: undefined, zoo: undefined },
      });
    });

    test('ids of any script and of any awkwardness keep their order and their bytes', async () => {
      const ids = [
        '$paths',
        "'; DROP TABLE users; --",
        'Z',
        '{{key}}',
        'é',
        'Ω',
        '文',
        '\u{ff61}',
        '\u{1f600}',
      ];
      await bench().import({
        users: [...ids].reverse().map((id) => ({ id, registered_at: '2020-01-01' })),
        ratings: [{ from_id: ids[0], to_id: '\u{1f600}', occurred_at: '2024-01-01', value: 1 }],
      });
      const { subjects } = await bench().tables(NOW);
      expect(subjects.id).toEqual(ids);
      expect(await bench().rows('rated', NOW)).toEqual([
        { source: ids[0], target: '\u{1f600}', ratings: 1, weight: 1_000_000, value_sum: 1_000_000 },
      ]);
    });

    test('flags: blocked and fraudulent subjects are restricted, seeds are seeds, ended flags are neither', async () => {
      await bench().import({
        ...PEOPLE,
        flags: [
          { subject_id: 'ada', kind: 'trusted_seed', occurred_at: '2022-01-01' },
          { subject_id: 'bob', kind: 'blocked', occurred_at: '2022-01-01' },
          { subject_id: 'bob', kind: 'confirmed_fraud', occurred_at: '2022-02-01' },
          { subject_id: 'cem', kind: 'blocked', occurred_at: '2022-01-01', until: '2023-01-01' },
          { subject_id: 'shop', kind: 'blocked', occurred_at: '2022-01-01', until: '2025-01-01' },
        ],
      });
      expect(await bench().rows('restrictions', NOW)).toEqual([
        { subject: 'bob', flagged_at: instant('2022-02-01') },
        { subject: 'shop', flagged_at: instant('2022-01-01') },
      ]);
      expect(await bench().rows('seeds', NOW)).toEqual([{ subject: 'ada' }]);
    });

    test('consents: the latest word to each client counts, and a no to one is a no to all', async () => {
      const consent = ([subject, client, at]: string[], granted: boolean, rest: RawRow = {}) => ({
        subject_id: subject, client, purpose: 'credit', kind: 'processing', occurred_at: at, granted, ...rest,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        consents: [
          consent(['ada', 'bank', '2022-01-01'], false),
          consent(['ada', 'bank', '2023-01-01'], true),
          consent(['bob', 'bank', '2022-01-01'], true),
          consent(['bob', 'bank', '2023-01-01'], false),
          consent(['cem', 'bank', '2022-01-01'], true, { purpose: 'tenancy' }),
          consent(['shop', 'bank', '2022-01-01'], true, { kind: 'disclosure' }),
          consent(['circle', 'bank', '2022-01-01'], true),
          consent(['circle', 'shop', '2021-01-01'], false),
        ],
      });
      expect(await bench().rows('consents', NOW)).toEqual([{ subject: 'ada' }]);
    });

    test('profiles: the latest of each source, with its reliability or full belief', async () => {
      await bench().import({
        ...PEOPLE,
        sources: [
          { id: 'registry', occurred_at: '2020-01-01', reliability: 0.9 },
          { id: 'registry', occurred_at: '2021-01-01', reliability: 0.8 },
        ],
        profiles: [
          { subject_id: 'ada', source: 'registry', occurred_at: '2022-01-01', identity_level: 1 },
          {
            subject_id: 'ada', source: 'registry', occurred_at: '2023-01-01', identity_level: 3,
            residence_since: '2015-05-05', completeness: 0.25,
          },
          { subject_id: 'ada', source: 'self', occurred_at: '2021-01-01', phone_since: '2019-09-09' },
        ],
      }); // prettier-ignore
      expect(await bench().rows('profiles', NOW)).toEqual([
        {
          subject: 'ada', source: 'registry', reliability: 800_000, occurred_at: instant('2023-01-01'),
          identity_level: 3, residence_since: instant('2015-05-05'), phone_since: null, completeness: 250_000,
        },
        {
          subject: 'ada', source: 'self', reliability: 1_000_000, occurred_at: instant('2021-01-01'),
          identity_level: null, residence_since: null, phone_since: instant('2019-09-09'), completeness: null,
        },
      ]); // prettier-ignore
    });

    test('obligations with their dues, payments and latest balance', async () => {
      await bench().import({
        ...PEOPLE,
        obligations: [
          {
            id: 'loan', debtor_id: 'bob', creditor_id: 'ada', kind: 'loan', currency: 'EUR',
            principal_minor: 120_000, opened_at: '2023-01-10', settled_at: '2024-05-01',
          },
          { id: 'card', debtor_id: 'cem', kind: 'card', currency: 'USD', principal_minor: 0, opened_at: '2022-01-01' },
        ],
        dues: [
          { obligation_id: 'loan', seq: 0, due_at: '2023-02-10', amount_minor: 60_000 },
          { obligation_id: 'loan', seq: 1, due_at: '2024-08-10', amount_minor: 60_000 },
        ],
        payments: [{ id: 'p1', obligation_id: 'loan', occurred_at: '2023-02-09', amount_minor: 60_000 }],
        balances: [
          { obligation_id: 'card', occurred_at: '2024-01-01', balance_minor: 500, limit_minor: 1000 },
          { obligation_id: 'card', occurred_at: '2024-02-01', balance_minor: 700 },
        ],
      }); // prettier-ignore
      expect((await bench().tables(NOW)).obligations.id).toEqual(['card', 'loan']);
      expect(await bench().rows('obligations', NOW)).toEqual([
        {
          id: 'card', debtor: 'cem', kind: 1, currency: 'USD', principal: 0, opened_at: instant('2022-01-01'),
          settled_at: null, defaulted_at: null, written_off_at: null, reliability: 1_000_000,
        },
        {
          id: 'loan', debtor: 'bob', kind: 0, currency: 'EUR', principal: 120_000,
          opened_at: instant('2023-01-10'), settled_at: instant('2024-05-01'), defaulted_at: null, written_off_at: null,
          reliability: 1_000_000,
        },
      ]); // prettier-ignore
      expect(await bench().rows('dues', NOW)).toEqual([
        { obligation: 'loan', seq: 0, due_at: instant('2023-02-10'), amount: 60_000, reliability: 1_000_000 },
        { obligation: 'loan', seq: 1, due_at: instant('2024-08-10'), amount: 60_000, reliability: 1_000_000 },
      ]);
      expect(await bench().rows('payments', NOW)).toEqual([
        { obligation: 'loan', occurred_at: instant('2023-02-09'), amount: 60_000 },
      ]);
      expect(await bench().rows('balances', NOW)).toEqual([
        {
          ...{ obligation: 'card', occurred_at: instant('2024-02-01'), balance: 700, limit: null },
          reliability: 1_000_000,
        },
      ]);
    });

    test('of an obligation given up the latest balance from before, once the cut sees it given up', async () => {
      const lost = {
        ...{ debtor_id: 'bob', kind: 'loan', currency: 'EUR', principal_minor: 900 },
        ...{ opened_at: '2023-01-10', written_off_at: '2024-03-01' },
      };
      const balance = (obligation_id: string, occurred_at: string, balance_minor: number) => ({
        ...{ obligation_id, occurred_at, balance_minor },
      });
      await bench().import({
        ...PEOPLE,
        obligations: [
          { ...lost, id: 'lost' },
          { ...lost, id: 'unsaid' },
        ],
        balances: [
          balance('lost', '2024-01-01', 800),
          balance('lost', '2024-02-29', 700),
          balance('lost', '2024-03-01', 0),
          balance('lost', '2024-04-01', 1),
          balance('unsaid', '2024-03-02', 0),
        ],
      });
      const told = async (asOf: string) =>
        (await bench().rows('balances', asOf)).map(({ obligation, occurred_at, balance }) => [
          ...[obligation, occurred_at, balance],
        ]);
      expect(await told(NOW)).toEqual([['lost', instant('2024-02-29'), 700]]);
      expect(await told('2024-03-01')).toEqual([['lost', instant('2024-02-29'), 700]]);
      expect(await told('2024-02-29')).toEqual([['lost', instant('2024-01-01'), 800]]);
    });

    test('inquiries of the current month and the five before it, where they are believed at all', async () => {
      const inquiry = (id: string, at: string) => ({
        id,
        subject_id: 'bob',
        occurred_at: at,
        purpose: 'credit',
      });
      await bench().import({
        ...PEOPLE,
        sources: [{ id: 'liar', occurred_at: '2020-01-01', reliability: 0 }],
        inquiries: [
          inquiry('i1', '2024-01-31T23:59:59.999Z'),
          inquiry('i2', '2024-02-01'),
          inquiry('i3', '2024-07-14'),
          { ...inquiry('i4', '2024-07-14'), source: 'liar' },
        ],
      });
      expect(await bench().rows('inquiries', NOW)).toEqual([
        { subject: 'bob', inquiries: 2, reliability_sum: 2_000_000 },
      ]);
    });

    test('rated: how many and their sum, by ordered pair', async () => {
      const rating = ([from, to]: string[], at: string, value: number) => ({
        from_id: from, to_id: to, occurred_at: at, value,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        ratings: [
          rating(['ada', 'bob'], '2024-01-01', 1),
          rating(['ada', 'bob'], '2024-01-02', -0.25),
          rating(['bob', 'ada'], '2024-01-01', -1),
        ],
      });
      expect(await bench().rows('rated', NOW)).toEqual([
        { source: 'ada', target: 'bob', ratings: 2, weight: 2_000_000, value_sum: 750_000 },
        { source: 'bob', target: 'ada', ratings: 1, weight: 1_000_000, value_sum: -1_000_000 },
      ]);
    });

    test('knows: accepted live ties, the strongest of each unordered pair', async () => {
      const tie = ([from, to]: string[], strength: number, rest: RawRow = {}) => ({
        from_id: from, to_id: to, kind: 'friend', since: '2022-01-01', strength, accepted_at: '2022-01-02', ...rest,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        ties: [
          tie(['bob', 'ada'], 0.3),
          tie(['ada', 'bob'], 0.7),
          tie(['ada', 'bob'], 0.9, { kind: 'family', accepted_at: undefined }),
          tie(['cem', 'ada'], 0.5, { until: '2024-01-01' }),
          tie(['cem', 'bob'], 0.2, { until: '2025-01-01' }),
        ],
      });
      expect(await bench().rows('knows', NOW)).toEqual([
        { source: 'ada', target: 'bob', strength: 700_000 },
        { source: 'bob', target: 'cem', strength: 200_000 },
      ]);
    });

    test('who is tied to whom is read alone as it is with the rest', async () => {
      await bench().import({
        ...PEOPLE,
        ties: [
          {
            ...{ from_id: 'bob', to_id: 'ada', kind: 'friend', since: '2022-01-01', strength: 0.3 },
            accepted_at: '2022-01-02',
          },
        ],
        memberships: [{ subject_id: 'cem', group_id: 'circle', since: '2022-01-01' }],
      });
      const { subjects, knows, member_of } = await bench().tables(NOW);
      const cut = { asOf: instant(NOW), batch: await bench().store.latestBatch() };
      expect(await bench().store.projectRelations(cut)).toEqual({ subjects, knows, member_of });
      expect([knows.source.length, member_of.source.length]).toEqual([1, 1]);
    });

    test('guarantees that have not ended, of an obligation or of all, limited or not', async () => {
      const guarantee = (debtor: string, rest: RawRow = {}) => ({
        guarantor_id: 'ada', debtor_id: debtor, since: '2023-01-01', ...rest,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        obligations: [
          {
            id: 'o',
            debtor_id: 'bob',
            kind: 'loan',
            currency: 'EUR',
            principal_minor: 1,
            opened_at: '2023-01-01',
          },
          {
            id: 'later',
            debtor_id: 'bob',
            kind: 'loan',
            currency: 'EUR',
            principal_minor: 1,
            opened_at: '2024-07-15',
          },
        ],
        guarantees: [
          guarantee('bob', { obligation_id: 'o', amount_minor: 500 }),
          guarantee('bob', { since: '2023-02-01', obligation_id: 'later' }),
          guarantee('cem'),
          guarantee('shop', { until: '2024-01-01' }),
        ],
      });
      expect(await bench().rows('guarantees', NOW)).toEqual([
        { source: 'ada', target: 'bob', obligation: 'o', amount: 500, reliability: 1_000_000 },
        { source: 'ada', target: 'cem', obligation: null, amount: null, reliability: 1_000_000 },
      ]);
    });

    test('memberships that last, once however often a member joined', async () => {
      const membership = (subject: string, since: string, until?: string) => ({
        subject_id: subject, group_id: 'circle', since, until,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        memberships: [
          membership('ada', '2022-01-01'),
          membership('ada', '2023-01-01'),
          membership('bob', '2022-01-01', '2024-01-01'),
          membership('shop', '2022-01-01', '2024-07-15'),
        ],
      });
      expect(await bench().rows('member_of', NOW)).toEqual([
        { source: 'ada', target: 'circle' },
        { source: 'shop', target: 'circle' },
      ]);
    });

    test('sightings: first and last by subject and identifier; equal kind and value, equal number', async () => {
      const sighting = (subject: string, [kind, value]: string[], at: string) => ({
        subject_id: subject, kind, value, occurred_at: at,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        sightings: [
          sighting('ada', ['phone', 'x'], '2024-01-01'),
          sighting('ada', ['phone', 'x'], '2024-03-01'),
          sighting('bob', ['phone', 'x'], '2024-02-01'),
          sighting('bob', ['device', 'x'], '2024-02-01'),
        ],
      });
      const rows = await bench().rows('sightings', NOW);
      const seen = rows.map(({ subject, kind, first_at, last_at }) => [subject, kind, first_at, last_at]);
      // Identifiers are numbered as each store likes, so the rows are ordered without them.
      expect(seen.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toEqual([
        ['ada', 1, instant('2024-01-01'), instant('2024-03-01')],
        ['bob', 0, instant('2024-02-01'), instant('2024-02-01')],
        ['bob', 1, instant('2024-02-01'), instant('2024-02-01')],
      ]);
      const numbers = new Map(
        rows.map(({ subject, kind, identifier }) => [`${subject} ${kind}`, identifier]),
      );
      expect(numbers.get('ada 1')).toBe(numbers.get('bob 1'));
      expect(numbers.get('bob 0')).not.toBe(numbers.get('bob 1'));
      expect(Math.max(...[...numbers.values()].map(Number))).toBeLessThan(2);
    });

    test('attributes: the latest value, of equal instants the source last in code point order', async () => {
      const attribute = ([source, at]: string[], value: string, rest: RawRow = {}) => ({
        subject_id: 'ada', source, name: 'income', occurred_at: at, value, ...rest,
      }); // prettier-ignore
      await bench().import({
        ...PEOPLE,
        attributes: [
          attribute(['a', '2024-01-01'], '1'),
          attribute(['é', '2024-02-01'], '3'),
          attribute(['z', '2024-02-01'], '2'),
          attribute(['a', '2024-02-01'], 'm', { name: 'sex', protected: true }),
        ],
      });
      expect(await bench().rows('attributes', NOW)).toEqual([
        { subject: 'ada', name: 'income', value: '3', protected: 0 },
        { subject: 'ada', name: 'sex', value: 'm', protected: 1 },
      ]);
    });

    test('rates: the latest of each currency', async () => {
      await bench().import({
        rates: [
          { currency: 'USD', occurred_at: '2024-01-01', per_reporting_unit: 1.1 },
          { currency: 'USD', occurred_at: '2024-02-01', per_reporting_unit: 1.25 },
          { currency: 'JPY', occurred_at: '2024-01-01', per_reporting_unit: 160 },
        ],
      });
      expect(await bench().rows('rates', NOW)).toEqual([
        { currency: 'JPY', per_reporting_unit: 160_000_000 },
        { currency: 'USD', per_reporting_unit: 1_250_000 },
      ]);
    });

    test('outcomes are kept and read by no table', async () => {
      const receipt = await bench().import({
        ...PEOPLE,
        outcomes: [
          { subject_id: 'ada', name: 'default', as_of: '2023-01-01', observed_at: '2024-01-01', value: '1' },
        ],
      });
      expect(receipt.files.at(-1)).toMatchObject({ kind: 'outcomes', created: 1 });
    });
  });
}
