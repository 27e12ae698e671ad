/**
 * The scores of runs. A run that stands on another has rows of those alone whom it changed: what it says of the rest is in
 * the runs below it, the last of which has everybody.
 */
import { NotFoundError } from '../../domain/errors.ts';
import type { HistoryEntry, RunRecord } from '../../engine/ports.ts';
import { readRunRecord } from '../../engine/run-record.ts';
import { patchScores } from '../../scoring/patch-scores.ts';
import { findInBlock } from '../../scoring/score-blocks.ts';
import type { ScoreRow, ScoreTable } from '../../scoring/score-table.ts';
import { blocksWith } from './block-reader.ts';
import { readTexts } from './json-texts.ts';
import { readScoreTables, type Part } from './score-reader.ts';
import { integersParameter, type Session } from './session.ts';
import { statement } from './statements.ts';

/** Throws NotFoundError for a run that is not held. */
export async function readScores(session: Session, run: RunRecord): Promise<ScoreTable> {
  const tables = await session.snapshot('read scores', async () =>
    readScoreTables(session, await partsOf(session, run.id)),
  );
  const [everybody, ...later] = tables.toReversed();
  return patchScores(everybody!, later);
}

/** Throws NotFoundError for a run that is not held; undefined when it did not know the subject. */
export async function readScore(
  session: Session,
  run: RunRecord,
  subjectId: string,
): Promise<ScoreRow | undefined> {
  const operation = 'read a score';
  const { parts, blocks } = await session.snapshot(operation, async () => {
    const parts = await partsOf(session, run.id);
    const runs = parts.map((each) => each.run);
    return { parts, blocks: await blocksWith(session, operation, { subjectId, runs }) };
  });
  const part = parts.find((each) => blocks.has(each.run));
  return part === undefined ? undefined : findInBlock(blocks.get(part.run)!, part.factorIds, subjectId);
}

/** One subject in every run that has a row of it, the oldest asOf first. */
export async function history(session: Session, subjectId: string): Promise<readonly HistoryEntry[]> {
  const operation = 'read a history';
  const { blocks, runs } = await session.snapshot(operation, async () => {
    const blocks = await blocksWith(session, operation, { subjectId });
    const numbers = integersParameter([...blocks.keys()]);
    const runs = await session.rows(operation, statement('runs/by-numbers'), { runs: numbers });
    return { blocks, runs };
  });
  return runs
    .map((run) => ({
      run: readRunRecord(run),
      row: findInBlock(blocks.get(run.number('number'))!, readTexts(run.text('factors')), subjectId)!,
    }))
    .sort((a, b) => a.run.cut.asOf - b.run.cut.asOf || a.run.finishedAt - b.run.finishedAt);
}

/** The run's own part first, and then those of the runs that it stands on. */
async function partsOf(session: Session, id: string): Promise<readonly Part[]> {
  const rows = await session.rows('read a run', statement('runs/bases'));
  const rowOf = new Map(rows.map((row) => [row.text('id'), row]));
  const parts: Part[] = [];
  for (let row = rowOf.get(id); row !== undefined;) {
    const factorIds = readTexts(row.text('factors'));
    parts.push({ run: row.number('number'), factorIds, rows: row.number('own_rows') });
    row = row.has('base') ? rowOf.get(row.text('base')) : undefined;
  }
  if (parts.length === 0)
    throw new NotFoundError(`read the scores of run ${id}: the store holds no such run`, {
      context: { run: id },
    });
  return parts;
}
