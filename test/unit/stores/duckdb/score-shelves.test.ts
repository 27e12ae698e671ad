import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../../src/engine/ports.ts';
import { emptyScoreTable } from '../../../../src/scoring/score-table.ts';
import { openDatabase, type Database } from '../../../../src/stores/duckdb/database.ts';
import { migrate } from '../../../../src/stores/duckdb/migrations.ts';
import { history, readScore, readScores } from '../../../../src/stores/duckdb/run-scores.ts';
import { saveRun } from '../../../../src/stores/duckdb/runs.ts';
import { shelfFor } from '../../../../src/stores/duckdb/score-shelves.ts';
import type { Session } from '../../../../src/stores/duckdb/session.ts';

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
const fill = (session: Session, shelf: number, blocks: number) =>
  session.run('fill', `INSERT INTO score_blocks_${shelf} SELECT 0, 0, 0, ''::BLOB FROM range(${blocks})`);

describe('shelves', () => {
  test('one takes 16,383 blocks, and the next what it does not take', async () => {
    await database.with(async (session) => {
      await fill(session, 1, 16_000);
      expect(await shelfFor(session, 'test', 383)).toBe(1);
      expect(await shelfFor(session, 'test', 384)).toBe(2);
      expect(await shelfFor(session, 'test', 16_384)).toBe(2);
      await fill(session, 2, 1);
      expect(await shelfFor(session, 'test', 16_383)).toBe(3);
    });
  });

  test('runs are read from all of them, and replaced where they are', async () => {
    await database.with(async (session) => {
      await saveRun(session, runOf('first', 1), scoresOf(600));
      await fill(session, 1, 16_383);
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
});
