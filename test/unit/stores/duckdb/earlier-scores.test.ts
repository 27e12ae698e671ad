import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../../src/engine/ports.ts';
import { emptyScoreTable, type ScoreTable } from '../../../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../../../src/stores/duckdb/store.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-scores-'));
  path = join(folder, 'earlier.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const RUN: RunRecord = {
  ...{ id: 'r', cut: { asOf: 1, batch: 1 }, scorecardId: 'c@1', scorecardHash: 'h', scorecardJson: '{}' },
  ...{ purpose: 'credit', basis: 'contract', reportingCurrency: 'EUR', subjects: 2, scored: 1 },
  finishedAt: 2,
};
const OTHER: RunRecord = { ...RUN, id: 'o', cut: { asOf: 3, batch: 1 }, subjects: 1, profileJson: '{"p":1}' };
const LATER: RunRecord = { ...RUN, id: 'later', base: 'r', touchedJson: '{}' };

const PLAIN: ScoreTable = {
  ...emptyScoreTable(2, []),
  ids: ['a', 'b'],
  kinds: Uint8Array.of(0, 1),
  outcome: Uint8Array.of(0, 1),
  score: Uint16Array.of(640, 0),
  confidence: Uint16Array.of(300, 0),
  factors: [
    {
      factorId: 'f',
      value: Float64Array.of(0.5, NaN),
      evidence: Uint32Array.of(4, 0),
      against: new Uint32Array(2),
      bin: Uint8Array.of(1, 255),
    },
  ],
};
const WITH_NETWORK: ScoreTable = {
  ...PLAIN,
  record: Uint32Array.of(24, 0),
  share: Float64Array.of(0.0625, 0),
  network: Float64Array.of(-7.5, 0),
  tieCompany: Float64Array.of(0.1, 0),
  ownershipCompany: Float64Array.of(0.2, 0),
  membershipCompany: Float64Array.of(0.3, 0),
  tieContributors: Uint32Array.of(3, 0),
  ownershipContributors: Uint32Array.of(1, 0),
  membershipContributors: Uint32Array.of(12, 0),
  factors: [{ ...PLAIN.factors[0]!, against: Uint32Array.of(2, 0) }],
};
/** Of nobody measured by anything. */
const BARE: ScoreTable = { ...emptyScoreTable(1, []), ids: ['a'], score: Uint16Array.of(700) };

/** The runs and scores of a store as releases kept them whose schema was of version 6, in its own words. */
const AS_EARLIER = [
  'DROP VIEW score_blocks',
  'DROP TABLE score_blocks_1',
  `ALTER TABLE runs DROP COLUMN factors`,
  `ALTER TABLE runs DROP COLUMN own_rows`,
  `ALTER TABLE runs DROP COLUMN shelf`,
  'ALTER TABLE runs ADD COLUMN layout INTEGER',
  'UPDATE runs SET layout = 1',
  'CREATE TABLE layouts (layout INTEGER NOT NULL, factors VARCHAR NOT NULL)',
  `INSERT INTO layouts VALUES (1, '["f"]')`,
  `CREATE TABLE scored_subjects
    (run INTEGER NOT NULL, slot UINTEGER NOT NULL, position UINTEGER NOT NULL, subject_id VARCHAR NOT NULL)`,
  `INSERT INTO scored_subjects VALUES (1, 0, 1, 'b'), (1, 0, 0, 'a')`,
  `CREATE TABLE scores_1 (run INTEGER NOT NULL, position UINTEGER NOT NULL, kind UTINYINT NOT NULL,
    outcome UTINYINT NOT NULL, score USMALLINT NOT NULL, confidence USMALLINT NOT NULL, record UINTEGER NOT NULL,
    share DOUBLE NOT NULL, network DOUBLE NOT NULL, tie_company DOUBLE NOT NULL, ownership_company DOUBLE NOT NULL,
    membership_company DOUBLE NOT NULL, tie_contributors UINTEGER NOT NULL, ownership_contributors UINTEGER NOT NULL,
    membership_contributors UINTEGER NOT NULL, value_0 DOUBLE, evidence_0 UINTEGER NOT NULL,
    against_0 UINTEGER NOT NULL, bin_0 UTINYINT NOT NULL)`,
  `INSERT INTO scores_1 VALUES
    (1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0, 0, 255),
    (1, 0, 0, 0, 640, 300, 24, 0.0625, -7.5, 0.1, 0.2, 0.3, 3, 1, 12, 0.5, 4, 2, 1)`,
  'DELETE FROM schema_version WHERE version > 6',
];
/** A second run, of other factors. */
const WITH_OTHER = [
  `UPDATE runs SET layout = 2 WHERE id = 'o'`,
  `INSERT INTO layouts VALUES (2, '[]')`,
  `INSERT INTO scored_subjects VALUES (2, 0, 0, 'a')`,
];
const OTHER_SCORES = `CREATE TABLE scores_2 AS SELECT 2::INTEGER AS run, 0::UINTEGER AS position, 0::UTINYINT AS kind,
  0::UTINYINT AS outcome, 700::USMALLINT AS score, 0::USMALLINT AS confidence`;

/** Makes a store of the runs alone, and then with its scores as they were. */
async function makeEarlier(runs: readonly RunRecord[], statements: readonly string[]): Promise<void> {
  const store = await openDuckdbStore(path);
  await store.migrate();
  for (const run of runs) await store.saveRun(run, emptyScoreTable(0, ['f']));
  await store.close();
  await runSql([...AS_EARLIER, ...statements]);
}

async function runSql(statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe('scores of an earlier release', () => {
  test('are carried over, and others may stand on them', async () => {
    await makeEarlier([RUN], []);
    const store = await openDuckdbStore(path);
    await store.migrate();
    expect(await store.readRun('r')).toEqual(RUN);
    expect(await store.readScores(RUN)).toEqual(WITH_NETWORK);
    expect((await store.history('a')).map(({ row }) => row.network)).toEqual([-7.5]);
    const moved = { ...PLAIN, ids: ['b', 'c'] };
    await store.saveRun(LATER, moved);
    expect((await store.readScores(LATER)).ids).toEqual(['a', 'b', 'c']);
    expect((await store.readScore(LATER, 'b'))?.score).toBe(640);
    await store.close();
  });

  test('made before there was a network are carried over, with zeros for it', async () => {
    const names = ['record', 'share', 'network', 'tie_company', 'ownership_company', 'membership_company'];
    names.push('tie_contributors', 'ownership_contributors', 'membership_contributors', 'against_0');
    await makeEarlier(
      [RUN],
      [
        ...names.map((name) => `ALTER TABLE scores_1 DROP COLUMN ${name}`),
        ...['base', 'touched_json', 'profile_json', 'population_json'].map(
          (name) => `ALTER TABLE runs DROP COLUMN ${name}`,
        ),
        'DELETE FROM schema_version WHERE version > 3',
      ],
    );
    const store = await openDuckdbStore(path);
    await store.migrate();
    expect(await store.readRun('r')).toEqual(RUN);
    expect(await store.readScores(RUN)).toEqual(PLAIN);
    await store.saveRun(LATER, { ...emptyScoreTable(0, ['f']), ids: [] });
    expect(await store.readScores(LATER)).toEqual(PLAIN);
    await store.close();
  });

  test('stay as they are where carrying them over fails, and are carried over the next time', async () => {
    await makeEarlier([RUN, OTHER], WITH_OTHER);
    const store = await openDuckdbStore(path);
    await expect(store.migrate()).rejects.toThrow('Catalog Error');
    await store.close();
    await runSql([OTHER_SCORES]);

    const again = await openDuckdbStore(path);
    await again.migrate();
    expect(await again.listRuns()).toEqual([OTHER, RUN]);
    expect(await again.readScores(RUN)).toEqual(WITH_NETWORK);
    expect(await again.readScores(OTHER)).toEqual(BARE);
    expect((await again.history('a')).map(({ run, row }) => [run.id, row.score])).toEqual([
      ['r', 640],
      ['o', 700],
    ]);
    await again.close();
  });
});
