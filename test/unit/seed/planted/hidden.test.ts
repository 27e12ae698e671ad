/** What the town of 2,000 people hides, and what it must not give away. */
import { describe, expect, test } from 'vitest';
import { cellOf } from '../../../../src/domain/fact-columns.ts';
import { MS_PER_DAY } from '../../../../src/domain/time.ts';
import { idIn, rowsOf } from '../fact-rows.ts';
import { ids, latest, people, reliability, tally, withRole, world } from '../town.ts';

const transactions = latest('transactions');
const ties = latest('ties');

describe('what is planted', () => {
  const sightings = rowsOf(world, 'sightings');
  const users = (value: string): Set<string> =>
    new Set(sightings.filter((seen) => seen['value'] === value).map((seen) => String(seen['subject_id'])));

  test('six sybils on one device, tied to each other and hardly to anybody else', () => {
    const sybils = withRole('sybil');
    expect(sybils).toHaveLength(6);
    const devices = sightings.filter((seen) => seen['kind'] === 'device' && seen['subject_id'] === sybils[0]);
    expect(devices.map(({ value }) => users(String(value)))).toContainEqual(new Set(sybils));
    const of = new Set(sybils);
    const live = ties.filter((tie) => tie['accepted_at'] !== undefined);
    const ends = live.map((tie) => [tie['from_id'], tie['to_id']].filter((id) => of.has(String(id))).length);
    // All of their 15 pairs but those few that were turned down.
    expect(ends.filter((count) => count === 2).length).toBeGreaterThanOrEqual(10);
    expect(ends.filter((count) => count === 1).length).toBeLessThanOrEqual(2);
  });

  test('a ring that sends money round: every member to one other and from one other, week after week', () => {
    const { parts, startsAt, endsAt } = world.truth.patterns.find(
      ({ kind, subtlety }) => kind === 'transfer_cycle' && subtlety === 0,
    )!;
    const ring = new Set(parts.map(({ subject }) => idIn(world, subject)));
    expect(ring.size).toBe(6);
    const rounds = transactions.filter(
      (paid) =>
        paid['kind'] === 'transfer' &&
        Number(paid['occurred_at']) >= startsAt &&
        Number(paid['occurred_at']) < endsAt &&
        ring.has(String(paid['payer_id'])) &&
        ring.has(String(paid['payee_id'])),
    );
    const pairs = [...tally(rounds.map((paid) => `${String(paid['payer_id'])}>${String(paid['payee_id'])}`))];
    const steady = pairs.filter(([, times]) => times >= 13).map(([pair]) => pair.split('>'));
    expect(steady).toHaveLength(6);
    expect(new Set(steady.map(([payer]) => payer)).size).toBe(6);
    expect(new Set(steady.map(([, payee]) => payee)).size).toBe(6);
  });

  test('a café whose address hundreds share, most of them time and again, and homes that families share', () => {
    const guests = sightings.filter(({ value }) => value === '203.0.113.7');
    expect(users('203.0.113.7').size).toBeGreaterThan(200);
    expect(guests.length).toBeGreaterThan(3 * users('203.0.113.7').size);
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
