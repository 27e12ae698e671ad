import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord } from '../../../../src/engine/ports.ts';
import { emptyScoreTable, type ScoreTable } from '../../../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../../../src/stores/duckdb/store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-scores-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const RUN: RunRecord = {
  ...{ id: 'r', cut: { asOf: 1, batch: 1 }, scorecardId: 'c@1', scorecardHash: 'h', scorecardJson: '{}' },
  ...{
    purpose: 'credit',
    basis: 'contract',
    reportingCurrency: 'EUR',
    subjects: 2,
    scored: 1,
    finishedAt: 2,
  },
};
const SCORES: ScoreTable = {
  ...emptyScoreTable(2, []),
  ids: ['a', 'b'],
  kinds: Uint8Array.of(0, 1),
  outcome: Uint8Array.of(0, 1),
  score: Uint16Array.of(640, 0),
  confidence: Uint16Array.of(300, 0),
  factors: [
    {
      factorId: 'f',
      value: Float64Array.of(0.5, Number.NaN),
      evidence: Uint32Array.of(4, 0),
      against: new Uint32Array(2),
      bin: Uint8Array.of(1, 255),
    },
  ],
};
/** What tables of scores did not have at schema version 3. */
const LATER = [
  ...['record', 'share', 'network', 'tie_company', 'ownership_company', 'membership_company'],
  ...['tie_contributors', 'ownership_contributors', 'membership_contributors', 'against_0'],
];

test('scores of a store without a network are carried over, and later ones lie beside them', async () => {
  const path = join(folder, 'earlier.db');
  const store = await openDuckdbStore(path);
  await store.migrate();
  await store.saveRun(RUN, SCORES);
  await store.close();
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const column of LATER) await connection.run(`ALTER TABLE scores_1 DROP COLUMN ${column}`);
  await connection.run('DELETE FROM schema_version WHERE version > 3');
  connection.closeSync();
  instance.closeSync();

  const reopened = await openDuckdbStore(path);
  await reopened.migrate();
  expect(await reopened.readScores(RUN)).toEqual(SCORES);
  const later = { ...RUN, id: 'later' };
  const moved = { ...SCORES, network: Float64Array.of(-7.5, 0) };
  await reopened.saveRun(later, moved);
  expect(await reopened.readScores(later)).toEqual(moved);
  expect((await reopened.readScore(RUN, 'a'))?.network).toBe(0);
  await reopened.close();
});

test('runs of a store in which none stood on another are kept, and others may stand on them', async () => {
  const path = join(folder, 'earlier.db');
  const store = await openDuckdbStore(path);
  await store.migrate();
  await store.saveRun(RUN, SCORES);
  await store.close();
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const column of ['base', 'touched_json'])
    await connection.run(`ALTER TABLE runs DROP COLUMN ${column}`);
  await connection.run('DELETE FROM schema_version WHERE version > 5');
  connection.closeSync();
  instance.closeSync();

  const reopened = await openDuckdbStore(path);
  await reopened.migrate();
  expect(await reopened.readRun('r')).toEqual(RUN);
  const later = { ...RUN, id: 'later', base: 'r', touchedJson: '{}' };
  await reopened.saveRun(later, { ...emptyScoreTable(0, ['f']), ids: [] });
  expect(await reopened.readScores(later)).toEqual(SCORES);
  await reopened.close();
});
