import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphStore, RunRecord } from '../../../src/engine/ports.ts';
import { replayRun } from '../../../src/engine/replay.ts';
import { scoreEveryone } from '../../../src/engine/run.ts';
import { tableDifference } from '../../../src/engine/table-difference.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { emptyScoreTable, type FillableScoreTable } from '../../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../../src/stores/duckdb/store.ts';
import { builtInProfile, fiveFactor } from '../../support/built-in.ts';
import { stageFacts, type RawFacts } from '../../support/staging.ts';

const rating = (from_id: string, to_id: string, occurred_at: string) => ({
  from_id,
  to_id,
  occurred_at,
  value: 0.8,
});
const EARLY: RawFacts = {
  users: ['ann', 'bob', 'cid'].map((id) => ({ id, registered_at: '2020-01-01' })),
  ratings: [rating('ann', 'bob', '2023-01-01'), rating('bob', 'ann', '2023-02-01')],
};
/** Known after the run, and before its instant to whoever looks only at when it happened. */
const LATER: RawFacts = {
  ratings: [{ ...rating('ann', 'cid', '2023-06-01'), recorded_at: '2023-06-02' }],
};

describe('replayRun', () => {
  let folder = '';
  let store: GraphStore;
  let run: RunRecord;
  const importFacts = async (facts: RawFacts) => {
    const options = { recorded: 'event', createMissing: false, strict: true, scratch: folder } as const;
    await store.ingest(await stageFacts(folder, facts), options);
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'credence-replay-'));
    store = await openDuckdbStore(':memory:', { threads: 1 });
    await store.migrate();
    await importFacts(EARLY);
    const clock = { now: () => 7 };
    const request = {
      asOf: Date.parse('2024-01-01'),
      basis: 'contract',
      clock,
      hasher: sha256Hasher,
    } as const;
    ({ run } = await scoreEveryone(store, {
      ...request,
      scorecard: fiveFactor(),
      profile: builtInProfile(),
    }));
    await importFacts(LATER);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('gives a run again to the byte, whatever was imported since, and stores nothing', async () => {
    const replay = await replayRun(store, run.id, { hasher: sha256Hasher });
    expect(replay).toMatchObject({ run, isEqual: true, recomputedId: run.id });
    expect(replay.storedHash).toBe(replay.recomputedHash);
    expect(replay).not.toHaveProperty('difference');
    expect(await store.readRun(run.id)).toEqual(run);
  });

  test('names the first subject and column that differ', async () => {
    const scores = await store.readScores(run);
    scores.score[1]! += 1;
    scores.factors[2]!.evidence[1]! += 4;
    scores.confidence[2]! += 1;
    await store.saveRun({ ...run, id: 'altered' }, scores);
    const replay = await replayRun(store, 'altered', { hasher: sha256Hasher });
    expect(replay.isEqual).toBe(false);
    expect(replay.recomputedId).toBe(run.id);
    expect(replay.difference).toMatchObject({ subjectId: 'bob', column: 'score', subjects: 2 });
    expect(replay.difference!.stored).toBe(Number(replay.difference!.recomputed) + 1);
  });

  test('holds what is told of everybody together against what comes out, too', async () => {
    const scores = await store.readScores(run);
    const populationJson = run.populationJson!.replace('1', '2');
    for (const [altered, column] of [
      [{ subjects: run.subjects, scored: run.scored + 1 }, 'scored'],
      [{ populationJson }, 'population'],
    ] as const) {
      await store.saveRun({ ...run, ...altered }, scores);
      const replay = await replayRun(store, run.id, { hasher: sha256Hasher });
      expect(replay).toMatchObject({ isEqual: false, difference: { subjectId: null, column } });
    }
    await store.saveRun(run, scores);
  });

  test('says what it cannot replay', async () => {
    const request = { hasher: sha256Hasher };
    await expect(replayRun(store, 'none', request)).rejects.toThrow(/replay the run none.*credence runs/);
    const unprofiled: RunRecord = { ...run, id: 'old' };
    Reflect.deleteProperty(unprofiled, 'profileJson');
    await store.saveRun(unprofiled, await store.readScores(run));
    await expect(replayRun(store, 'old', request)).rejects.toThrow(/without its profile/);
  });
});

describe('tableDifference', () => {
  const table = (ids: readonly string[], factorIds = ['f', 'g']): FillableScoreTable => ({
    ...emptyScoreTable(ids.length, factorIds),
    ids: [...ids],
  });

  test('is nothing for tables that are equal to the bit', () => {
    const one = table(['a', 'b']);
    const other = table(['a', 'b']);
    one.factors[0]!.value.fill(Number.NaN);
    other.factors[0]!.value.fill(Number.NaN);
    expect(tableDifference(one, other)).toBeUndefined();
    other.network[1] = -0;
    expect(tableDifference(one, other)).toMatchObject({ subjectId: 'b', column: 'network', subjects: 1 });
  });

  test('names the first subject in code point order, and of it the first column', () => {
    const one = table(['a', 'b', 'c']);
    one.factors[1]!.bin[1] = 3;
    one.factors[0]!.value[1] = 0.5;
    one.score[2] = 400;
    expect(tableDifference(one, table(['a', 'b', 'c']))).toEqual({
      ...{ subjectId: 'b', column: 'f.value', stored: 0.5, recomputed: 0, subjects: 2 },
    });
  });

  test('tells of other subjects and other factors', () => {
    expect(tableDifference(table(['a', 'c']), table(['a', 'b', 'c']))).toEqual({
      ...{ subjectId: 'b', column: 'id', stored: 'c', recomputed: 'b', subjects: null },
    });
    expect(tableDifference(table(['a']), table(['a', 'b']))).toMatchObject({ stored: null, recomputed: 'b' });
    expect(tableDifference(table(['a'], ['f']), table(['a']))).toMatchObject({
      ...{ subjectId: null, column: 'factors', stored: 'f', recomputed: 'f, g' },
    });
  });
});
