import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../../src/engine/ports.ts';
import { emptyScoreTable } from '../../../../src/scoring/score-table.ts';
import { openDatabase, type Database } from '../../../../src/stores/duckdb/database.ts';
import { migrate } from '../../../../src/stores/duckdb/migrations.ts';
import { history, readScore, readScores } from '../../../../src/stores/duckdb/run-scores.ts';
import { saveRun } from '../../../../src/stores/duckdb/runs.ts';
import { indexShelves, shelfFor } from '../../../../src/stores/duckdb/score-shelves.ts';
import type { Session } from '../../../../src/stores/duckdb/session.ts';
import { fill, statement } from '../../../../src/stores/duckdb/statements.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase(':memory:');
  await database.with((session) => migrate(session, 'test'));
});
afterEach(() => database.close());

function runOf(id: string, asOf: number): RunRecord {
  return {
    ...{ id, cut: { asOf, batch: 1 }, scorecardId: 'c@1', scorecardHash: 'h', scorecardJson: '{}' },
    ...{ purpose: 'credit', basis: 'contract', reportingCurrency: 'EUR', subjects: 1, scored: 1 },
    finishedAt: 2,
  };
}
const scoresOf = (score: number) => ({
  ...emptyScoreTable(1, ['f']),
  ids: ['ada'],
  score: Uint16Array.of(score),
});

/** Blocks of no run. */
const putBlocks = (session: Session, shelf: number, blocks: number) =>
  session.run(
    'put blocks',
    `INSERT INTO score_blocks_${shelf} SELECT 0, 0, 0, ''::BLOB FROM range(${blocks})`,
  );

describe('shelves', () => {
  test('one takes 16,383 blocks, and the next what it does not take', async () => {
    await database.with(async (session) => {
      await putBlocks(session, 1, 16_000);
      expect(await shelfFor(session, 'test', 383)).toBe(1);
      expect(await shelfFor(session, 'test', 384)).toBe(2);
      expect(await shelfFor(session, 'test', 16_384)).toBe(2);
      await putBlocks(session, 2, 1);
      expect(await shelfFor(session, 'test', 16_383)).toBe(3);
    });
  });

  test('runs are read from all of them, and replaced where they are', async () => {
    await database.with(async (session) => {
      await saveRun(session, runOf('first', 1), scoresOf(600));
      await putBlocks(session, 1, 16_383);
      await saveRun(session, runOf('second', 2), scoresOf(610));
      await saveRun(session, runOf('first', 1), scoresOf(620));
      const found = await history(session, 'ada');
      expect(found.map(({ run, row }) => [run.id, row.score])).toEqual([
        ['first', 620],
        ['second', 610],
      ]);
      expect((await readScore(session, runOf('second', 2), 'ada'))?.score).toBe(610);
      expect((await readScores(session, runOf('first', 1))).score[0]).toBe(620);
      const [row] = await session.rows('count', 'SELECT count(*) AS n FROM score_blocks_1 WHERE run > 0');
      expect(row?.number('n')).toBe(0);
    });
  });

  test('blocks are found by the slots they lie from, neighbours too', async () => {
    await database.with(async (session) => {
      await session.run(
        'put blocks',
        `INSERT INTO score_blocks_1 SELECT run, slot, slot, 'block'::BLOB FROM range(3) r(run), range(1000) s(slot)`,
      );
      const read = (slots: string) =>
        fill(statement('runs/blocks-from'), { shelf: () => 'score_blocks_1', slots: () => slots });
      for (const slots of ['7', '7, 8, 9, 10', '7, 400, 999']) {
        expect(await session.rows('read', read(slots))).toHaveLength(3 * slots.split(',').length);
        const [plan] = await session.rows('explain', `EXPLAIN ANALYZE ${read(slots)}`);
        expect(plan?.text('explain_value')).toMatch(/Index Scan/);
      }
    });
  });

  test('those of an earlier release are read as they are, and in the same way once they have an index', async () => {
    await database.with(async (session) => {
      await saveRun(session, runOf('first', 1), scoresOf(600));
      await session.run('as earlier', 'DROP INDEX score_blocks_1_first_slot');
      await session.run('as earlier', 'CREATE OR REPLACE VIEW score_blocks AS FROM score_blocks_1');
      await indexShelves(session, 'test');
      expect((await readScore(session, runOf('first', 1), 'ada'))?.score).toBe(600);
      expect(await session.rows('indexes', 'SELECT index_name FROM duckdb_indexes()')).toHaveLength(1);
      await saveRun(session, runOf('first', 1), scoresOf(610));
      expect((await history(session, 'ada')).map(({ row }) => row.score)).toEqual([610]);
    });
  });

  test('a run is replaced in a store that was opened again, of which other runs were saved before and since', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duckdb-reopened-'));
    try {
      for (const score of [600, 610, 620]) {
        const onDisk = await openDatabase(join(folder, 'reopened.db'));
        await onDisk.with(async (session) => {
          await migrate(session, 'test');
          await saveRun(session, runOf(`of ${score}`, score), scoresOf(score));
          await saveRun(session, runOf('again', 700), scoresOf(score));
          const found = await history(session, 'ada');
          expect(found.at(-1)?.row.score).toBe(score);
          expect(found.map(({ run }) => run.id)).toEqual(
            ['of 600', 'of 610', 'of 620', 'again'].filter(
              (id) => id === 'again' || Number(id.slice(3)) <= score,
            ),
          );
        });
        await onDisk.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a run that is replaced again and again takes no more room than one that is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duckdb-shelves-'));
    const path = join(folder, 'replaced.db');
    const onDisk = await openDatabase(path);
    try {
      const blocks = `SELECT 1, 0, 0, encode(repeat('x', 30000)) FROM range(100)`;
      await onDisk.with(async (session) => {
        await migrate(session, 'test');
        const run = runOf('first', 1);
        await saveRun(session, run, scoresOf(600));
        for (let time = 0; time < 5; time++) {
          await session.run('put blocks', `INSERT INTO score_blocks_1 ${blocks}`);
          await session.run('as one of it', 'UPDATE runs SET number = 1');
          await saveRun(session, run, scoresOf(600));
          await session.run('write to the file', 'CHECKPOINT');
        }
      });
      // 3 MB a time, of which the file has room for two at most: the table's and that of the one made in its place.
      expect(statSync(path).size).toBeLessThan(10_000_000);
    } finally {
      await onDisk.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
