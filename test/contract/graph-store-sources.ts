import { describe, expect, test } from 'vitest';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';

/** `half` was believed in full before 2024; `new` is not listed; `liar` is not believed at all. */
const SOURCES = [
  { id: 'half', occurred_at: '2020-01-01', reliability: 1 },
  { id: 'half', occurred_at: '2024-01-01', reliability: 0.5 },
  { id: 'half', occurred_at: '2024-07-15', reliability: 0.1 },
  { id: 'liar', occurred_at: '2020-01-01', reliability: 0 },
];

const LOAN = {
  ...{ id: 'loan', debtor_id: 'bob', kind: 'loan', currency: 'EUR', principal_minor: 900 },
  ...{ opened_at: '2023-01-10', source: 'half' },
};

export function describeSources(open: OpenStore): void {
  describe('facts say how far their source is to be believed', () => {
    const bench = useBench(open);

    test('obligations, dues, balances and guarantees each by their own source, by its latest word', async () => {
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        obligations: [LOAN],
        dues: [
          { obligation_id: 'loan', seq: 0, due_at: '2023-02-10', amount_minor: 400, source: 'liar' },
          { obligation_id: 'loan', seq: 1, due_at: '2023-03-10', amount_minor: 500, source: 'new' },
        ],
        balances: [
          { obligation_id: 'loan', occurred_at: '2024-01-01', balance_minor: 500 },
          { obligation_id: 'loan', occurred_at: '2024-02-01', balance_minor: 400, source: 'half' },
        ],
        guarantees: [{ guarantor_id: 'ada', debtor_id: 'bob', since: '2023-01-10', source: 'half' }],
      });
      expect(await bench().rows('obligations', NOW)).toMatchObject([{ id: 'loan', reliability: 500_000 }]);
      expect(await bench().rows('dues', NOW)).toMatchObject([{ amount: 500, reliability: 1_000_000 }]);
      expect(await bench().rows('balances', NOW)).toMatchObject([
        { balance: 500, reliability: 1_000_000 },
        { balance: 400, reliability: 500_000 },
      ]);
      expect(await bench().rows('guarantees', NOW)).toMatchObject([{ source: 'ada', reliability: 500_000 }]);
      expect(await bench().rows('obligations', '2023-12-31')).toMatchObject([{ reliability: 1_000_000 }]);
    });

    test('inquiries are counted, and their reliabilities summed beside', async () => {
      const inquiry = { subject_id: 'bob', purpose: 'credit', occurred_at: '2024-06-01' };
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        inquiries: [
          { ...inquiry, id: 'i1', source: 'half' },
          { ...inquiry, id: 'i2', source: 'liar' },
          { ...inquiry, id: 'i3' },
          { ...inquiry, id: 'i4', source: 'half' },
        ],
      });
      expect(await bench().rows('inquiries', NOW)).toEqual([
        { subject: 'bob', inquiries: 3, reliability_sum: 2_000_000 },
      ]);
    });

    test('sightings by the best of their sources; what nobody believes was not seen', async () => {
      const sighting = (subject: string, at: string, source?: string) => ({
        ...{ subject_id: subject, kind: 'phone', value: 'x', occurred_at: at, source },
      });
      await bench().import({
        ...PEOPLE,
        sources: [...SOURCES, { id: 'poor', occurred_at: '2020-01-01', reliability: 0.2 }],
        sightings: [
          sighting('ada', '2024-01-01', 'poor'),
          sighting('ada', '2024-02-01', 'half'),
          sighting('ada', '2024-03-01', 'liar'),
          sighting('bob', '2024-01-15', 'liar'),
          sighting('cem', '2024-01-15'),
        ],
      });
      const seen = await bench().rows('sightings', NOW);
      expect(
        seen.map(({ subject, first_at, last_at, reliability }) => [subject, first_at, last_at, reliability]),
      ).toEqual([
        ['ada', instant('2024-01-01'), instant('2024-02-01'), 500_000],
        ['cem', instant('2024-01-15'), instant('2024-01-15'), 1_000_000],
      ]);
    });

    test('ties are as strong as their source is believed; what is not believed at all is no tie', async () => {
      const tie = ([from_id, to_id]: readonly [string, string], strength: number, source?: string) => ({
        ...{
          from_id,
          to_id,
          kind: 'friend',
          since: '2023-01-01',
          accepted_at: '2023-02-01',
          strength,
          source,
        },
      });
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        ties: [
          tie(['ada', 'bob'], 0.9, 'half'),
          tie(['bob', 'ada'], 0.4),
          tie(['ada', 'cem'], 0.333333, 'half'),
          tie(['bob', 'cem'], 1, 'liar'),
        ],
      });
      // 0.45 is more than 0.4, and 166,666.5 ppm round up.
      expect(await bench().rows('knows', NOW)).toEqual([
        { source: 'ada', target: 'bob', strength: 450_000 },
        { source: 'ada', target: 'cem', strength: 166_667 },
      ]);
    });

    test('ratings are summed as far as their sources are believed, and those of a liar are not heard', async () => {
      const rating = ([to_id, occurred_at]: readonly [string, string], value: number, source?: string) => ({
        ...{ from_id: 'ada', to_id, occurred_at, value, source },
      });
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        ratings: [
          rating(['bob', '2024-01-01'], 1),
          rating(['bob', '2024-02-01'], -0.333333, 'half'),
          rating(['cem', '2024-03-01'], 1, 'liar'),
        ],
      });
      expect(await bench().rows('rated', NOW)).toEqual([
        { source: 'ada', target: 'bob', ratings: 2, weight: 1_500_000, value_sum: 1_000_000 - 166_667 },
      ]);
      expect(await bench().rows('activity', NOW)).toEqual([{ subject: 'ada', months: 2, acts: 2 }]);
    });

    test('an attribute holds by the latest source that is believed by at least half', async () => {
      const attribute = (name: string, [occurred_at, value]: readonly [string, string], source?: string) => ({
        ...{ subject_id: 'ada', name, occurred_at, value, source: source ?? 'bank' },
      });
      await bench().import({
        ...PEOPLE,
        sources: [...SOURCES, { id: 'poor', occurred_at: '2020-01-01', reliability: 0.499999 }],
        attributes: [
          attribute('rooms', ['2024-01-01', '2']),
          attribute('rooms', ['2024-02-01', '3'], 'half'),
          attribute('rooms', ['2024-03-01', '9'], 'poor'),
          attribute('cars', ['2024-03-01', '7'], 'liar'),
        ],
      });
      expect(await bench().rows('attributes', NOW)).toMatchObject([
        { subject: 'ada', name: 'rooms', value: '3' },
      ]);
    });

    test('purchases are counted by category, and their reliabilities summed beside', async () => {
      const purchase = (source?: string) => transaction('ada', 'shop', { source });
      await bench().import({
        ...PEOPLE,
        merchants: [{ id: 'shop', registered_at: '2019-01-01', category: 'grocery' }],
        sources: SOURCES,
        transactions: [purchase(), purchase('half'), purchase('half'), purchase('liar')],
      });
      expect(await bench().rows('purchases_by_category', NOW)).toMatchObject([
        { subject: 'ada', purchases: 3, reliability_sum: 2_000_000 },
      ]);
    });

    test('a payment pays where its source is believed by at least half, and not at all below', async () => {
      const payment = (id: string, amount_minor: number, source?: string) => ({
        ...{ id, obligation_id: 'loan', occurred_at: '2024-02-01', amount_minor, source },
      });
      await bench().import({
        ...PEOPLE,
        sources: [...SOURCES, { id: 'poor', occurred_at: '2020-01-01', reliability: 0.499999 }],
        obligations: [LOAN],
        payments: [
          payment('p1', 1),
          payment('p2', 20, 'half'),
          payment('p3', 300, 'poor'),
          payment('p4', 4000, 'liar'),
        ],
      });
      const paid = await bench().rows('payments', NOW);
      expect(paid.map(({ amount }) => Number(amount)).sort((a, b) => a - b)).toEqual([1, 20]);
    });

    test('the latest balance of each reliability is told, and none that is not believed', async () => {
      const balance = (occurred_at: string, balance_minor: number, more: object = {}) => ({
        ...{ obligation_id: 'loan', occurred_at, balance_minor, ...more },
      });
      await bench().import({
        ...PEOPLE,
        sources: [
          ...SOURCES,
          { id: 'poor', occurred_at: '2020-01-01', reliability: 0.2 },
          { id: 'as-poor', occurred_at: '2020-01-01', reliability: 0.2 },
        ],
        obligations: [LOAN, { ...LOAN, id: 'lied-of' }, { ...LOAN, id: 'rumoured' }],
        balances: [
          balance('2024-01-01', 800, { limit_minor: 1000 }),
          balance('2024-02-01', 500, { limit_minor: 900, source: 'half' }),
          balance('2024-02-15', 300, { source: 'as-poor' }),
          balance('2024-03-01', 400, { source: 'poor' }),
          balance('2024-04-01', 0, { limit_minor: 5000, source: 'liar' }),
          { ...balance('2024-01-01', 7, { source: 'liar' }), obligation_id: 'lied-of' },
          { ...balance('2024-01-01', 7, { source: 'poor' }), obligation_id: 'rumoured' },
        ],
      });
      const loan = { obligation: 'loan' };
      expect(new Set(await bench().rows('balances', NOW))).toEqual(
        new Set([
          { ...loan, occurred_at: instant('2024-01-01'), balance: 800, limit: 1000, reliability: 1_000_000 },
          { ...loan, occurred_at: instant('2024-02-01'), balance: 500, limit: 900, reliability: 500_000 },
          { ...loan, occurred_at: instant('2024-03-01'), balance: 400, limit: null, reliability: 200_000 },
          {
            ...{ obligation: 'rumoured', occurred_at: instant('2024-01-01'), balance: 7, limit: null },
            reliability: 200_000,
          },
        ]),
      );
    });

    test('flags of a liar neither withhold a score nor start trust', async () => {
      const flag = ([subject_id, kind]: readonly [string, string], occurred_at: string, source?: string) => ({
        ...{ subject_id, kind, occurred_at, source },
      });
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        flags: [
          flag(['ada', 'blocked'], '2024-01-01', 'half'),
          flag(['ada', 'blocked'], '2024-02-01', 'liar'),
          flag(['bob', 'confirmed_fraud'], '2024-01-01', 'liar'),
          flag(['bob', 'trusted_seed'], '2024-01-01', 'liar'),
          flag(['cem', 'trusted_seed'], '2024-01-01'),
          flag(['cem', 'trusted_seed'], '2024-02-01', 'liar'),
        ],
      });
      expect(await bench().rows('restrictions', NOW)).toEqual([
        { subject: 'ada', flagged_at: instant('2024-01-01') },
      ]);
      expect(await bench().rows('seeds', NOW)).toEqual([{ subject: 'cem' }]);
    });

    test('nobody is a member or an owner by the word of a liar alone', async () => {
      const membership = (subject_id: string, since: string, source?: string) => ({
        ...{ subject_id, group_id: 'circle', since, source },
      });
      const shop = { registered_at: '2019-01-01', owner_id: 'cem' };
      await bench().import({
        ...PEOPLE,
        sources: SOURCES,
        merchants: [
          { id: 'shop', ...shop, source: 'liar' },
          { id: 'stall', ...shop, source: 'half' },
        ],
        memberships: [
          membership('ada', '2023-01-01', 'liar'),
          membership('ada', '2023-02-01', 'half'),
          membership('ada', '2023-03-01'),
          membership('bob', '2023-01-01', 'liar'),
        ],
        transactions: [transaction('shop', 'cem'), transaction('stall', 'cem')],
      });
      expect(await bench().rows('member_of', NOW)).toEqual([{ source: 'ada', target: 'circle' }]);
      const subjects = await bench().rows('subjects', NOW);
      expect(subjects.map(({ id, owner }) => [id, owner])).toEqual([
        ['ada', null],
        ['bob', null],
        ['cem', null],
        ['circle', null],
        ['shop', null],
        ['stall', 2],
      ]);
      // What a shop and a stranger pay each other is a dealing; within one holder it is none.
      expect(await bench().rows('dealt', NOW)).toMatchObject([{ source: 'shop', target: 'cem' }]);
    });
  });
}
