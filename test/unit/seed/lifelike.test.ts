/** Whether the town is like one: read off its facts, and held against the truth that made them. */
import { describe, expect, test } from 'vitest';
import { ENDS_AT } from '../../../seed/generate-world.ts';
import { MS_PER_DAY } from '../../../src/domain/time.ts';
import { rowsOf, type GeneratedRow } from './fact-rows.ts';
import { onTimeShares } from './on-time-shares.ts';
import { ids, latest, merchantIds, people, reliability, tally, withRole, world } from './town.ts';

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  const moment = (f: (a: number, b: number) => number): number =>
    pairs.reduce((sum, [a, b]) => sum + f(a - meanA, b - meanB), 0);
  return moment((a, b) => a * b) / Math.sqrt(moment((a) => a * a) * moment((_, b) => b * b));
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}

const transactions = latest('transactions');
const ties = latest('ties');
const obligationsOf = tally(latest('obligations').map((obligation) => obligation['debtor_id']));

describe('a world of 2,000 people', () => {
  test('is as large as it should be', () => {
    expect(ids).toHaveLength(2000);
    expect([ids[0], ids[1999], merchantIds[0]]).toEqual(['u-0001', 'u-2000', 'm-001']);
    expect(merchantIds).toHaveLength(120);
    expect(Math.abs(rowsOf(world, 'groups').length - 60)).toBeLessThanOrEqual(2);
    expect(transactions).toHaveLength(80_000);
    expect(world.facts.filter(({ rows }) => rows === 0)).toEqual([]);
  });

  test('pays by its reliability: on-time shares follow it, most are high, and none of it is certain', () => {
    const shares = onTimeShares(world);
    const known = ids.flatMap((id, i) => {
      const share = shares.get(id);
      return share === undefined || share.dues < 6
        ? []
        : [[people.reliability[i]!, share.onTime / share.dues] as const];
    });
    expect(known.length).toBeGreaterThan(1000);
    expect(correlation(known)).toBeGreaterThan(0.45);
    expect(correlation(known)).toBeLessThan(0.85);
    expect(
      quantile(
        known.map(([, share]) => share),
        0.5,
      ),
    ).toBeGreaterThan(0.85);
    expect(
      quantile(
        known.map(([, share]) => share),
        0.05,
      ),
    ).toBeLessThan(0.75);
  });

  test('rates as it was treated, mostly well', () => {
    const ratings = rowsOf(world, 'ratings').map(
      (rating) => [reliability.get(String(rating['to_id']))!, Number(rating['value'])] as const,
    );
    expect(correlation(ratings)).toBeGreaterThan(0.4);
    const negative = ratings.filter(([, value]) => value < 0).length / ratings.length;
    expect(negative).toBeGreaterThan(0.03);
    expect(negative).toBeLessThan(0.2);
  });

  test('has a fifth of thin files, who owe and spend little', () => {
    const thin = withRole('thin_file');
    expect(thin.length / ids.length).toBeCloseTo(0.2, 2);
    expect(Math.max(...thin.map((id) => obligationsOf.get(id) ?? 0))).toBe(1);
    const purchases = tally(
      transactions.filter(({ kind }) => kind === 'purchase').map((paid) => paid['payer_id']),
    );
    const mean = (ids: readonly string[]): number =>
      ids.reduce((sum, id) => sum + (purchases.get(id) ?? 0), 0) / ids.length;
    expect(mean(thin)).toBeLessThan(mean(withRole('regular')) / 4);
  });

  test('has newcomers of the last three months', () => {
    const joined = new Map(rowsOf(world, 'users').map((user) => [user['id'], Number(user['registered_at'])]));
    const newcomers = withRole('newcomer');
    expect(newcomers).toHaveLength(100);
    expect(newcomers.every((id) => joined.get(id)! > ENDS_AT - 91 * MS_PER_DAY)).toBe(true);
  });

  test('has migrants who came late and know few of the old communities', () => {
    const migrants = new Set(withRole('migrant'));
    expect(migrants.size).toBe(80);
    const asked = latest('ties').filter((tie) => migrants.has(String(tie['from_id'])));
    const outside = asked.filter((tie) => !migrants.has(String(tie['to_id'])) && tie['kind'] !== 'colleague');
    expect(asked.length).toBeGreaterThan(80);
    expect(outside.length / asked.length).toBeLessThan(0.25);
  });

  test('knows each other unevenly, within communities, in triangles', () => {
    const live = ties.filter((tie) => tie['accepted_at'] !== undefined && tie['until'] === undefined);
    const degrees = tally(live.flatMap((tie) => [tie['from_id'], tie['to_id']]));
    const all = ids.map((id) => degrees.get(id) ?? 0);
    expect(quantile(all, 0.99)).toBeGreaterThan(5 * quantile(all, 0.5));
    expect(ties.some((tie) => tie['accepted_at'] === undefined)).toBe(true);
    expect(ties.some((tie) => tie['until'] !== undefined)).toBe(true);
    const community = new Map(ids.map((id, i) => [id, people.community[i]]));
    const within = live.filter(
      (tie) => community.get(String(tie['from_id'])) === community.get(String(tie['to_id'])),
    );
    expect(within.length / live.length).toBeGreaterThan(0.5);
    expect(transitivity(live)).toBeGreaterThan(5 * (live.length / ((2000 * 1999) / 2)));
  });

  test('shops where others shop, and more in November', () => {
    const purchases = transactions.filter(({ kind }) => kind === 'purchase');
    const sales = [...tally(purchases.map((paid) => paid['payee_id'])).values()].sort((a, b) => b - a);
    expect(sales[0]! / purchases.length).toBeGreaterThan(0.05);
    expect(sales[0]! / sales[19]!).toBeGreaterThan(5);
    const months = tally(
      purchases.map((paid) => new Date(Number(paid['occurred_at'])).toISOString().slice(0, 7)),
    );
    expect(months.get('2025-11')!).toBeGreaterThan(1.2 * months.get('2025-09')!);
    for (const kind of ['purchase', 'transfer', 'income', 'deposit'])
      expect(
        new Set(transactions.filter((paid) => paid['kind'] === kind).map((paid) => paid['currency'])),
      ).toEqual(new Set(['CNY', 'USD']));
  });

  test('is used a little more every year, and no more than that', () => {
    const joined = rowsOf(world, 'users').map((user) => Number(user['registered_at']));
    const aPersonIn = (year: number): number => {
      const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
      const years = joined.map((at) => Math.max(0, until - Math.max(from, at)) / (until - from));
      const bought = transactions.filter(
        ({ kind, occurred_at }) =>
          kind === 'purchase' && Number(occurred_at) >= from && Number(occurred_at) < until,
      );
      return bought.length / years.reduce((sum, part) => sum + part, 0);
    };
    const growth = [aPersonIn(2024) / aPersonIn(2023), aPersonIn(2025) / aPersonIn(2024)];
    // 1 / 0.92 and 1.08.
    for (const factor of growth) expect(Math.abs(factor - 1.08)).toBeLessThan(0.07);
  });

  test('leaves some transactions pending and corrects others', () => {
    expect(transactions.filter((paid) => Number(paid['status_at'] ?? 0) >= ENDS_AT).length).toBeGreaterThan(
      10,
    );
    expect(new Set(transactions.map((paid) => paid['status']))).toEqual(
      new Set(['completed', 'cancelled', 'disputed', 'charged_back', 'refunded']),
    );
    for (const kind of [
      'transactions',
      'obligations',
      'ties',
      'attributes',
      'profiles',
      'payments',
    ] as const) {
      expect(rowsOf(world, kind).length).toBeGreaterThan(latest(kind).length);
    }
    const first = new Map(
      rowsOf(world, 'transactions')
        .toReversed()
        .map((paid) => [paid['id'], paid['amount_minor']]),
    );
    expect(
      transactions.filter(({ id, amount_minor }) => first.get(id) !== amount_minor).length,
    ).toBeGreaterThan(20);
    expect(latest('dues').some((due) => Number(due['due_at']) > ENDS_AT)).toBe(true);
  });

  test('has some defaults: 4 to 15 % of judged debtors at each point', () => {
    const outcomes = rowsOf(world, 'outcomes');
    for (const asOf of new Set(outcomes.map((outcome) => outcome['as_of']))) {
      const values = tally(
        outcomes.filter((outcome) => outcome['as_of'] === asOf).map((outcome) => outcome['value']),
      );
      const judged = (values.get('0') ?? 0) + (values.get('1') ?? 0);
      expect((values.get('1') ?? 0) / judged).toBeGreaterThan(0.04);
      expect((values.get('1') ?? 0) / judged).toBeLessThan(0.15);
    }
  });
});

/** The share of pairs of friends of one person who are friends: closed over all connected triples. */
function transitivity(live: readonly GeneratedRow[]): number {
  const friends = new Map<string, Set<string>>();
  for (const tie of live) {
    const [a, b] = [String(tie['from_id']), String(tie['to_id'])];
    friends.set(a, (friends.get(a) ?? new Set()).add(b));
    friends.set(b, (friends.get(b) ?? new Set()).add(a));
  }
  let closed = 0;
  let triples = 0;
  for (const theirs of friends.values()) {
    const list = [...theirs];
    for (const [k, a] of list.entries()) {
      for (const b of list.slice(k + 1)) {
        triples++;
        if (friends.get(a)!.has(b)) closed++;
      }
    }
  }
  return closed / triples;
}
