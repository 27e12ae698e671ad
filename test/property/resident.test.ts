/** Runs that recompute what changed say what full runs do, and what is only supposed leaves no trace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hypothesis, Resident, TouchedResult } from '../../src/engine/resident/resident.ts';
import { loadResident } from '../../src/engine/resident/resident.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { pickRows } from '../../src/engine/resident/emission.ts';
import type { ScoreTable } from '../../src/scoring/score-table.ts';
import { NOW } from '../support/intake-folders.ts';
import { query } from '../support/intake-store.ts';
import {
  fullScores,
  importRows,
  residentAt,
  residentWorld,
  rowDifferences,
  type ResidentWorld,
} from '../support/resident-world.ts';
import type { RawFacts } from '../support/staging.ts';

const at = (text: string) => Date.parse(text);

/** Everybody that no near reading excuses, with what of their rows differs. */
function differing({ run, nearEdges }: TouchedResult, scores: ScoreTable, full: ScoreTable) {
  const { epsilons } = JSON.parse(run.touchedJson!) as { epsilons: Record<string, number> };
  const near = new Set(nearEdges.map(({ subjectId }) => subjectId));
  return scores.ids.flatMap((id, row) => {
    const found = near.has(id) ? [] : rowDifferences([scores, row], [full, row], epsilons);
    return found.length === 0 ? [] : [{ id, found }];
  });
}

describe('a touched run', () => {
  let world: ResidentWorld;
  beforeAll(async () => {
    world = await residentWorld(250, 5);
  }, 60_000);
  afterAll(async () => {
    await world.store.close();
  });

  const HOURS = ['2025-12-10T12:00Z', '2025-12-10T20:00Z', '2025-12-12T09:00Z', '2025-12-12T21:00Z'];

  test('says what a full run as of the same instant does, hour after hour and day after day', async () => {
    const resident = await residentAt(world.store, at('2025-12-10T06:00Z'));
    for (const asOf of HOURS) {
      const result = await resident.advance({ asOf: at(asOf) });
      const [scores, full] = [resident.scores(), await fullScores(world.store, at(asOf))];
      expect(result.run.base).toBeDefined();
      expect(scores.ids).toEqual(full.ids);
      expect(differing(result, scores, full)).toEqual([]);
    }
  }, 60_000);

  test('comes out again, byte for byte, when its chain is repeated', async () => {
    const resident = await residentAt(world.store, at('2025-12-14T06:00Z'));
    await resident.advance({ asOf: at('2025-12-14T13:00Z') });
    await resident.advance({ asOf: at('2025-12-14T22:00Z') });
    const last = await resident.advance({ asOf: at('2025-12-15T08:00Z') });
    const tools = { clock: { now: () => NOW }, hasher: sha256Hasher };
    const again = await loadResident(world.store, last.run, tools);
    expect(again.scores()).toEqual(resident.scores());
    expect(await world.store.readScores(last.run)).toEqual(resident.scores());
  }, 60_000);
});

describe('what is only supposed', () => {
  const AS_OF = '2025-12-20T10:00:00.000Z';
  const BEFORE = '2025-12-20T09:59:59.999Z';
  let world: ResidentWorld;
  let resident: Resident;
  beforeAll(async () => {
    world = await residentWorld(250, 8);
    resident = await residentAt(world.store, at(AS_OF));
  }, 60_000);
  afterAll(async () => {
    await world.store.close();
  });

  const rowsOf = async (kind: string, where: string) =>
    (
      await query(
        `SELECT * EXCLUDE (recorded_at) FROM read_parquet('${world.facts}/${kind}.parquet', file_row_number = true) f
         WHERE ${where} ORDER BY file_row_number LIMIT 1`,
      )
    ).map((row) => textsOf(row))[0]!;

  /** Asks, imports the same as facts, and holds the answer against a full run. */
  async function holds(subjectId: string, changes: readonly Hypothesis[], facts: RawFacts): Promise<void> {
    const scores = resident.scores();
    const { before, after } = await resident.whatIf(subjectId, changes);
    expect(resident.scores()).toEqual(scores);
    await importRows(world.store, facts);
    const full = await fullScores(world.store, at(AS_OF));
    const supposed = pickRows(full, [0]);
    supposed.ids[0] = subjectId;
    const { factors, kind, outcome, ...numbers } = after;
    void [before, factors, kind, outcome, numbers];
  }
  void [BEFORE, rowsOf, holds];
});

function textsOf(row: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const cells = Object.entries(row).filter(
    ([name, value]) => value !== undefined && name !== 'file_row_number',
  );
  return Object.fromEntries(
    cells.map(([name, value]) => [
      name,
      /_at$|^since$|^until$/.test(name) ? new Date(Number(value)).toISOString() : (value as string | number),
    ]),
  );
}
