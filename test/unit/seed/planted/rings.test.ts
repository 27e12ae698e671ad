/** Each kind of ring, and each twin, read off the facts of one world by the members that the truth names. */
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../../seed/make-world.ts';
import type { Pattern } from '../../../../seed/truth.ts';
import { idIn, latestVersions, rowsOf, type GeneratedRow } from '../fact-rows.ts';

const world = makeWorld({ subjects: 12_000, transactions: 120_000, seed: 2 });
const transactions = latestVersions(rowsOf(world, 'transactions'), ['id']);
const ratings = rowsOf(world, 'ratings');
const sightings = rowsOf(world, 'sightings');

const plain = (kind: Pattern['kind']): Pattern =>
  world.truth.patterns.find((pattern) => pattern.kind === kind && !(pattern.subtlety > 0))!;
const idsOf = ({ parts }: Pattern, part?: string): string[] =>
  parts.filter((own) => part === undefined || own.part === part).map(({ subject }) => idIn(world, subject));

/** Transfers from one of the first to one of the second while the ring acts. */
function transfers(
  from: readonly string[],
  to: readonly string[],
  { startsAt, endsAt }: Pattern,
): GeneratedRow[] {
  return transactions.filter(
    (paid) =>
      paid['kind'] === 'transfer' &&
      from.includes(String(paid['payer_id'])) &&
      to.includes(String(paid['payee_id'])) &&
      Number(paid['occurred_at']) >= startsAt &&
      Number(paid['occurred_at']) < endsAt,
  );
}

function praise(from: readonly string[], to: readonly string[]): GeneratedRow[] {
  return ratings.filter(
    (rating) =>
      from.includes(String(rating['from_id'])) &&
      to.includes(String(rating['to_id'])) &&
      Number(rating['value']) > 0.6,
  );
}

describe('rings', () => {
  test('under 1 % are in one; whoever is in two is in both with the same people', () => {
    const rings = world.truth.patterns.filter(({ isRing }) => isRing);
    const crews = rings.map((ring) => idsOf(ring).filter((id) => id.startsWith('u-')));
    const people = new Set(crews.flat());
    expect(people.size / 12_000).toBeLessThan(0.01);
    for (const id of people)
      expect(
        new Set(crews.filter((crew) => crew.includes(id)).map((crew) => crew.toSorted().join())).size,
      ).toBe(1);
  });

  test('a cycle: each pays the next in each of 14 rounds', () => {
    const ring = plain('transfer_cycle');
    const ids = idsOf(ring);
    const each = ids.map((id, k) => transfers([id], [ids[(k + 1) % ids.length]!], ring).length);
    expect(Math.min(...each)).toBeGreaterThanOrEqual(13);
  });

  test('fan-in and fan-out: every other one deals with the hub', () => {
    const fanIn = plain('fan_in');
    for (const id of idsOf(fanIn, 'source'))
      expect(transfers([id], idsOf(fanIn, 'hub'), fanIn).length).toBeGreaterThan(0);
    const fanOut = plain('fan_out');
    for (const id of idsOf(fanOut, 'sink'))
      expect(transfers(idsOf(fanOut, 'hub'), [id], fanOut).length).toBeGreaterThan(0);
  });

  test.each(['gather_scatter', 'scatter_gather', 'stack'] as const)(
    '%s: money passes layer by layer',
    (kind) => {
      const ring = plain(kind);
      const middle = [...idsOf(ring, 'hub'), ...idsOf(ring, 'intermediary')];
      const [into, out] = [
        transfers(idsOf(ring, 'source'), middle, ring),
        transfers(middle, idsOf(ring, 'sink'), ring),
      ];
      expect(into.length).toBe(idsOf(ring, 'source').length * middle.length);
      expect(out.length).toBe(idsOf(ring, 'sink').length * middle.length);
      const lastIn = Math.max(...into.map((paid) => Number(paid['occurred_at'])));
      expect(Math.min(...out.map((paid) => Number(paid['occurred_at'])))).toBeGreaterThan(lastIn);
    },
  );

  test('a dense block of purchases: most members buy at most of the shops', () => {
    const ring = plain('dense_purchases');
    const [members, shops] = [idsOf(ring, 'member'), idsOf(ring, 'merchant')];
    const pairs = new Set(
      transactions
        .filter(
          (paid) => members.includes(String(paid['payer_id'])) && shops.includes(String(paid['payee_id'])),
        )
        .map((paid) => `${String(paid['payer_id'])} ${String(paid['payee_id'])}`),
    );
    expect(shops.length).toBe(3);
    expect(pairs.size / (members.length * shops.length)).toBeGreaterThan(0.8);
  });

  test('a dense block of reviews: most members praise most of the shops', () => {
    const ring = plain('dense_reviews');
    const [members, shops] = [idsOf(ring, 'member'), idsOf(ring, 'merchant')];
    expect(praise(members, shops).length / (members.length * shops.length)).toBeGreaterThan(0.8);
  });

  test('a clique of praise', () => {
    const members = idsOf(plain('mutual_ratings'));
    expect(praise(members, members).length / (members.length * (members.length - 1))).toBeGreaterThan(0.8);
  });

  test('shared identifiers: all on one device', () => {
    const members = idsOf(plain('shared_identifiers'));
    const devices = sightings.filter(
      ({ kind, subject_id }) => kind === 'device' && members.includes(String(subject_id)),
    );
    const users = usersOf(devices);
    expect(Math.max(...[...users.values()].map(({ size }) => size))).toBe(members.length);
  });

  test('a circle of guarantees: each stands in for another, all the way round', () => {
    const members = idsOf(plain('guarantee_circle'));
    const given = rowsOf(world, 'guarantees').filter(({ guarantor_id }) =>
      members.includes(String(guarantor_id)),
    );
    const within = new Map(
      given
        .filter(({ debtor_id }) => members.includes(String(debtor_id)))
        .map((one) => [String(one['guarantor_id']), String(one['debtor_id'])]),
    );
    const at = members.reduce((guarantor) => within.get(guarantor)!, members[0]!);
    expect(at).toBe(members[0]);
    expect(within.size).toBe(members.length);
  });

  test('sybils: tied among themselves, hardly to others', () => {
    const members = new Set(idsOf(plain('sybil_region')));
    const ties = rowsOf(world, 'ties').filter((tie) => tie['accepted_at'] !== undefined);
    const ends = ties.map(
      (tie) => [tie['from_id'], tie['to_id']].filter((id) => members.has(String(id))).length,
    );
    const [inside, across] = [2, 1].map((count) => ends.filter((end) => end === count).length);
    expect(inside!).toBeGreaterThan(10 * across!);
  });
});

describe('what tells nothing of rings, because everybody does likewise', () => {
  const { people } = world.truth;
  const crewed = new Set(
    Array.from({ length: people.count }, (_, i) => i)
      .filter((i) => people.role[i] === 'ring_member' || people.role[i] === 'sybil')
      .map((i) => idIn(world, i)),
  );
  const isApart = (one: unknown, other: unknown): boolean =>
    !crewed.has(String(one)) && !crewed.has(String(other));
  const sent = transactions.filter(({ kind }) => kind === 'transfer');
  const [inside, apart] = [true, false].map((isRing) =>
    sent.filter(({ payer_id, payee_id }) => isApart(payer_id, payee_id) !== isRing),
  ) as [GeneratedRow[], GeneratedRow[]];
  const share = (rows: readonly GeneratedRow[], is: (row: GeneratedRow) => boolean): number =>
    rows.filter(is).length / rows.length;

  test('sums to the fen, and large round ones', () => {
    const toTheFen = (row: GeneratedRow): boolean => Number(row['amount_minor']) % 100 !== 0;
    expect(share(apart, toTheFen)).toBeGreaterThan(share(inside, toTheFen) * 0.7);
    expect(apart.filter((row) => Number(row['amount_minor']) >= 4_000_000).length).toBeGreaterThan(10);
  });

  test('the hours of the day', () => {
    const atNight = (row: GeneratedRow): boolean =>
      new Date(Number(row['occurred_at']) + 8 * 3_600_000).getUTCHours() < 6;
    expect(Math.abs(share(apart, atNight) - share(inside, atNight))).toBeLessThan(0.04);
  });

  test('dealings that go wrong', () => {
    const wentWrong = (row: GeneratedRow): boolean => row['status'] !== 'completed';
    expect(share(inside, wentWrong)).toBeGreaterThan(share(apart, wentWrong) * 0.5);
  });

  test('praise without a dealing', () => {
    const dealt = new Set(
      transactions.flatMap(({ payer_id, payee_id }) => [
        `${String(payer_id)} ${String(payee_id)}`,
        `${String(payee_id)} ${String(payer_id)}`,
      ]),
    );
    const others = ratings.filter(({ from_id, to_id }) => isApart(from_id, to_id));
    const praise = others.filter(({ value }) => value === 1);
    const undealt = praise.filter(({ from_id, to_id }) => !dealt.has(`${String(from_id)} ${String(to_id)}`));
    expect(undealt.length).toBeGreaterThan(100);
  });

  test('how reliable they are and when they joined', () => {
    const place = (values: readonly number[], role: 'ring_member' | 'regular'): number[] =>
      values.filter((_, i) => people.role[i] === role).sort((a, b) => a - b);
    const joined = rowsOf(world, 'users').map((user) => Number(user['registered_at']));
    for (const values of [[...people.reliability], joined]) {
      const [ring, regular] = [place(values, 'ring_member'), place(values, 'regular')];
      const above = ring.map((value) => regular.filter((other) => other < value).length / regular.length);
      const auc = above.reduce((sum, part) => sum + part, 0) / above.length;
      expect(Math.abs(auc - 0.5)).toBeLessThan(0.25);
    }
  });
});

describe('what looks like a ring and is none', () => {
  test('a savings club: in a month all pay one, and over the months each is paid', () => {
    const club = plain('savings_club');
    const paid = transfers(idsOf(club), idsOf(club), club);
    const takers = new Set(paid.map(({ payee_id }) => payee_id));
    expect(takers.size).toBeGreaterThanOrEqual(3);
    expect(paid.length).toBeGreaterThan(2 * takers.size);
  });

  test('escrow: what comes in from buyers goes out to sellers, less a fee', () => {
    const deal = plain('escrow');
    const sum = (rows: readonly GeneratedRow[]): number =>
      rows.reduce((total, paid) => total + Number(paid['amount_minor']), 0);
    const [come, gone] = [
      sum(transfers(idsOf(deal, 'source'), idsOf(deal, 'agent'), deal)),
      sum(transfers(idsOf(deal, 'agent'), idsOf(deal, 'sink'), deal)),
    ];
    expect(gone / come).toBeGreaterThan(0.95);
    expect(gone / come).toBeLessThan(1);
  });

  test('a rent pool: tenants pay one of them, who pays the landlord more than any of them paid', () => {
    const pool = plain('rent_pool');
    const shares = transfers(idsOf(pool, 'tenant'), idsOf(pool, 'hub'), pool);
    const rents = transfers(idsOf(pool, 'hub'), idsOf(pool, 'sink'), pool);
    expect(shares.length).toBe(rents.length * idsOf(pool, 'tenant').length);
    expect(Math.min(...rents.map((rent) => Number(rent['amount_minor'])))).toBeGreaterThan(
      Math.max(...shares.map((share) => Number(share['amount_minor']))),
    );
  });

  test('payroll and families are told of', () => {
    expect(idsOf(plain('payroll'), 'employee').length).toBeGreaterThan(10);
    expect(idsOf(plain('family')).length).toBeGreaterThanOrEqual(2);
  });
});

function usersOf(seen: readonly GeneratedRow[]): Map<unknown, Set<unknown>> {
  const users = new Map<unknown, Set<unknown>>();
  for (const { value, subject_id } of seen) users.set(value, (users.get(value) ?? new Set()).add(subject_id));
  return users;
}
