/** Ties that come and go, and seeds that are named and taken back: a touched run says of them what a full run does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/intake-store.ts';
import {
  differing,
  fullScores,
  importRows,
  residentAt,
  residentWorld,
  type ResidentWorld,
} from '../support/resident-world.ts';
import type { RawRow } from '../support/staging.ts';

const MORNING = Date.parse('2025-12-20T06:00Z');
const HOUR = 3_600_000;
const EARLIER = '2025-12-10T00:00:00Z';

let world: ResidentWorld;
let users: readonly string[];
beforeAll(async () => {
  world = await residentWorld(320, 11);
  const rows = await query(`SELECT id FROM read_parquet('${world.facts}/users.parquet') ORDER BY id`);
  users = rows.map(({ id }) => String(id));
}, 60_000);
afterAll(async () => {
  await world.store.close();
});

/** So many of the users, far from each other. */
function drawn(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) => users[(from + n * 37) % users.length]!);
}

function seed(subjectId: string, more: RawRow = {}): RawRow {
  return {
    ...{ subject_id: subjectId, kind: 'trusted_seed', occurred_at: EARLIER, recorded_at: EARLIER },
    ...more,
  };
}

function tie([from, to]: readonly string[], at: string): RawRow {
  const told = { since: at, accepted_at: at, recorded_at: at };
  return { ...told, from_id: from!, to_id: to!, kind: 'friend', strength: 0.5 };
}

/** Ties that are told once, and of which nothing more comes to be known later. */
function lastingTies(): ReturnType<typeof query> {
  return query(
    `SELECT from_id, to_id, any_value(kind) AS kind, any_value(since) AS since
     FROM read_parquet('${world.facts}/ties.parquet') GROUP BY from_id, to_id
     HAVING max(recorded_at) < '${EARLIER}' AND max(until) IS NULL AND count(accepted_at) = 1 AND count(*) = 1
     ORDER BY ALL`,
  );
}

test('hour after hour', async () => {
  const { store } = world;
  const seeds = drawn(5, 14);
  await importRows(store, { flags: seeds.map((id) => seed(id)) });
  const resident = await residentAt(store, MORNING);
  const lasting = await lastingTies();
  for (let round = 0; round < 3; round++) {
    const asOf = MORNING + (round + 1) * HOUR;
    const at = new Date(asOf - HOUR / 2).toISOString();
    const { from_id, to_id, kind, since } = lasting[(101 * round) % lasting.length]!;
    const pair = [String(from_id), String(to_id)] as const;
    const ended = { ...tie(pair, new Date(Number(since)).toISOString()), kind: String(kind), until: at };
    const stood = resident.scores();
    await resident.whatIf(pair[0], [{ kind: 'end_tie', otherId: pair[1] }]);
    expect(resident.scores()).toEqual(stood);
    const met = drawn(11 + 59 * round, 6);
    await importRows(store, {
      ties: [{ ...ended, recorded_at: at }, ...[0, 2, 4].map((place) => tie(met.slice(place), at))],
      flags: round % 2 === 0 ? [seed(seeds[round]!, { until: at, recorded_at: at })] : [],
    });
    const result = await resident.advance({ asOf });
    expect(result.run.base).toBeDefined();
    expect(differing(result, resident.scores(), await fullScores(store, asOf))).toEqual([]);
  }
}, 60_000);
