/** Whether the town is like one: read off its facts, and held against the truth that made them. */
import { describe, expect, test } from 'vitest';
import { ENDS_AT } from '../../../seed/generate-world.ts';
import { makeWorld } from '../../../seed/make-world.ts';
import type { PersonRole } from '../../../seed/people/people.ts';
import { cellOf } from '../../../src/domain/fact-columns.ts';
import { FACTS, type FactKind } from '../../../src/domain/facts.ts';
import { MS_PER_DAY } from '../../../src/domain/time.ts';
import { idIn, latestVersions, rowsOf, type GeneratedRow } from './fact-rows.ts';
import { onTimeShares } from './on-time-shares.ts';

const world = makeWorld({ subjects: 2000, seed: 1 });
const { people, merchants } = world.truth;
const ids = Array.from({ length: people.count }, (_, i) => idIn(world, i));
const merchantIds = Array.from({ length: merchants.count }, (_, m) =>
  idIn(world, merchants.firstSubject + m),
);
const latest = (kind: FactKind): GeneratedRow[] => latestVersions(rowsOf(world, kind), FACTS[kind].key);
const withRole = (role: PersonRole): string[] => ids.filter((_, i) => people.role[i] === role);
const reliability = new Map([
  ...ids.map((id, i) => [id, people.reliability[i]!] as const),
  ...merchantIds.map((id, m) => [id, merchants.reliability[m]!] as const),
]);

function tally(values: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return counts;
}

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
    expect(new Set(purchases.map((paid) => paid['currency']))).toEqual(new Set(['CNY', 'USD']));
  });

  test('leaves some transactions pending and corrects others', () => {
    expect(transactions.filter((paid) => Number(paid['status_at'] ?? 0) >= ENDS_AT).length).toBeGreaterThan(
      10,
    );
    expect(new Set(transactions.map((paid) => paid['status']))).toEqual(
      new Set(['completed', 'cancelled', 'disputed', 'charged_back', 'refunded']),
    );
    for (const kind of ['transactions', 'obligations', 'ties'] as const) {
      expect(rowsOf(world, kind).length).toBeGreaterThan(latest(kind).length);
    }
    expect(latest('dues').some((due) => Number(due['due_at']) > ENDS_AT)).toBe(true);
  });

  test('has few defaults: 2 to 10 % of judged debtors at each point', () => {
    const outcomes = rowsOf(world, 'outcomes');
    for (const asOf of new Set(outcomes.map((outcome) => outcome['as_of']))) {
      const values = tally(
        outcomes.filter((outcome) => outcome['as_of'] === asOf).map((outcome) => outcome['value']),
      );
      const judged = (values.get('0') ?? 0) + (values.get('1') ?? 0);
      expect((values.get('1') ?? 0) / judged).toBeGreaterThan(0.02);
      expect((values.get('1') ?? 0) / judged).toBeLessThan(0.1);
    }
  });
});

describe('what is planted', () => {
  const sightings = rowsOf(world, 'sightings');
  const users = (value: string): Set<string> =>
    new Set(sightings.filter((seen) => seen['value'] === value).map((seen) => String(seen['subject_id'])));

  test('twelve sybils on one device, tied to each other and hardly to anybody else', () => {
    const sybils = withRole('sybil');
    expect(sybils).toHaveLength(12);
    const device = sightings.find((seen) => seen['kind'] === 'device' && seen['subject_id'] === sybils[0]);
    expect(users(String(device?.['value']))).toEqual(new Set(sybils));
    const of = new Set(sybils);
    const live = ties.filter((tie) => tie['accepted_at'] !== undefined);
    const ends = live.map((tie) => [tie['from_id'], tie['to_id']].filter((id) => of.has(String(id))).length);
    expect(ends.filter((count) => count === 2).length).toBeGreaterThan(40);
    expect(ends.filter((count) => count === 1).length).toBeLessThanOrEqual(2);
  });

  test('a ring that sends money round: every member to one other and from one other, week after week', () => {
    const ring = new Set(withRole('ring_member'));
    expect(ring.size).toBe(7);
    const rounds = transactions.filter(
      (paid) =>
        paid['kind'] === 'transfer' &&
        ring.has(String(paid['payer_id'])) &&
        ring.has(String(paid['payee_id'])),
    );
    const pairs = [...tally(rounds.map((paid) => `${String(paid['payer_id'])}>${String(paid['payee_id'])}`))];
    const steady = pairs.filter(([, times]) => times >= 14).map(([pair]) => pair.split('>'));
    expect(steady).toHaveLength(7);
    expect(new Set(steady.map(([payer]) => payer)).size).toBe(7);
    expect(new Set(steady.map(([, payee]) => payee)).size).toBe(7);
  });

  test('a café whose address hundreds share, and homes that families share', () => {
    expect(users('203.0.113.7').size).toBeGreaterThan(200);
    const homes = tally(sightings.filter(({ kind }) => kind === 'address').map((seen) => seen['value']));
    expect(Math.max(...homes.values())).toBeGreaterThanOrEqual(4);
  });

  test('no identifier tells by its text whose it is: those of rings look like everybody’s', () => {
    const shapes = (of: readonly string[]): Set<string> => {
      const wanted = new Set(of);
      const own = sightings.filter((seen) => wanted.has(String(seen['subject_id'])));
      return new Set(
        own.map((seen) => `${String(seen['kind'])} ${String(seen['value']).replace(/[0-9a-f]+/g, '0')}`),
      );
    };
    const everybody = shapes(withRole('regular'));
    for (const role of ['sybil', 'ring_member'] as const)
      expect([...shapes(withRole(role))].filter((shape) => !everybody.has(shape))).toEqual([]);
    const has = (id: string): Set<unknown> =>
      new Set(sightings.filter((seen) => seen['subject_id'] === id).map(({ kind }) => kind));
    for (const id of withRole('sybil'))
      expect([...has(id)]).toEqual(expect.arrayContaining(['phone', 'email', 'address', 'device', 'ip']));
  });

  test('people in no ring share devices, cards, phones and mail too', () => {
    const apart = new Set(ids.filter((_, i) => !['sybil', 'ring_member'].includes(people.role[i]!)));
    for (const kind of ['device', 'card', 'phone', 'email']) {
      const users = new Map<unknown, Set<unknown>>();
      for (const seen of sightings.filter(
        (one) => one['kind'] === kind && apart.has(String(one['subject_id'])),
      ))
        users.set(seen['value'], (users.get(seen['value']) ?? new Set()).add(seen['subject_id']));
      expect([...users.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(2);
    }
  });

  test('a handful of verdicts, and seeds of trust who live all over, neither of them by the truth alone', () => {
    const flags = latest('flags');
    const judged = new Set(
      flags.filter(({ kind }) => kind !== 'trusted_seed').map((flag) => flag['subject_id']),
    );
    expect(judged.size).toBe(5);
    const seeds = flags
      .filter(({ kind }) => kind === 'trusted_seed')
      .map((flag) => String(flag['subject_id']));
    expect(seeds).toHaveLength(20);
    expect(new Set(seeds.map((id) => people.community[ids.indexOf(id)])).size).toBeGreaterThanOrEqual(15);
    expect(
      new Set(flags.map(({ occurred_at }) => Math.floor(Number(occurred_at) / MS_PER_DAY))).size,
    ).toBeGreaterThan(15);
    const most = [...people.reliability].sort((a, b) => b - a)[99]!;
    expect(seeds.filter((id) => reliability.get(id)! < most).length).toBeGreaterThan(5);
    const least = [...people.reliability].sort((a, b) => a - b)[19]!;
    const worst = [...judged].filter((id) => reliability.get(String(id))! <= least);
    expect(worst.length).toBeLessThan(5);
  });

  test('none of the truth is in the facts', () => {
    const cells = world.facts.flatMap(({ columns, rows }) =>
      Object.values(columns).flatMap((column) =>
        Array.from({ length: rows }, (_, row) => cellOf(column, row)),
      ),
    );
    const said = new Set(cells);
    for (const word of ['sybil', 'ring_member', 'thin_file', 'newcomer', 'migrant', 'regular'])
      expect(said.has(word)).toBe(false);
    expect([...people.reliability].filter((value) => said.has(value))).toEqual([]);
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
