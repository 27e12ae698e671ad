/**
 * The scores of runs. A run that stands on another has rows of those alone whom it changed: what it says of the rest is in
 * the runs below it, the last of which has everybody.
 */
import { NotFoundError } from '../../domain/errors.ts';
import type { HistoryEntry, RunRecord } from '../../engine/ports.ts';
import { patchScores } from '../../scoring/patch-scores.ts';
import type { ScoreRow, ScoreTable } from '../../scoring/score-table.ts';
import { toStoredRun } from './runs.ts';
import { layoutFragments, readLayout } from './score-layout.ts';
import { readScoreTables, toScoreRow } from './score-reader.ts';
import { slotOf } from './score-slots.ts';
import {
  integerParameter,
  integersParameter,
  textParameter,
  type Parameters,
  type Session,
} from './session.ts';
import { fill, statement } from './statements.ts';

/** Where the rows are that one run wrote. */
interface Part {
  readonly run: number;
  readonly layout: number;
}

/** Throws NotFoundError for a run that is not held. */
export async function readScores(session: Session, run: RunRecord): Promise<ScoreTable> {
  const parts = await partsOf(session, run.id);
  const tables = new Map<number, ScoreTable>();
  for (const number of new Set(parts.map(({ layout }) => layout))) {
    const layout = await readLayout(session, number);
    const runs = parts.filter((part) => part.layout === number).map((part) => part.run);
    for (const [wrote, table] of await readScoreTables(session, { layout, runs })) tables.set(wrote, table);
  }
  const [everybody, ...later] = parts.map((part) => tables.get(part.run)!).reverse();
  return patchScores(everybody!, later);
}

/** Throws NotFoundError for a run that is not held; undefined when it did not know the subject. */
export async function readScore(
  session: Session,
  run: RunRecord,
  subjectId: string,
): Promise<ScoreRow | undefined> {
  const operation = 'read a score';
  const parts = await partsOf(session, run.id);
  const found = await session.rows(operation, statement('runs/places'), {
    runs: integersParameter(parts.map((part) => part.run)),
    ...subjectParameters(subjectId),
  });
  const positions = new Map(found.map((row) => [row.number('run'), row.number('position')]));
  const part = parts.find((each) => positions.has(each.run));
  if (part === undefined) return undefined;
  const layout = await readLayout(session, part.layout);
  const [row] = await session.rows(operation, fill(statement('runs/score'), layoutFragments(layout)), {
    run: integerParameter(part.run),
    position: integerParameter(positions.get(part.run)!),
  });
  return row === undefined ? undefined : toScoreRow(row, layout, subjectId);
}

/** One subject in every run that has a row of it, the oldest asOf first. */
export async function history(session: Session, subjectId: string): Promise<readonly HistoryEntry[]> {
  const operation = 'read a history';
  const entries: HistoryEntry[] = [];
  const found = await session.rows(operation, statement('runs/positions'), subjectParameters(subjectId));
  for (const place of found) {
    const layout = await readLayout(session, place.number('layout'));
    const rows = await session.rows(operation, fill(statement('runs/history'), layoutFragments(layout)), {
      runs: integersParameter(place.numbers('runs')),
      positions: integersParameter(place.numbers('positions')),
    });
    for (const row of rows)
      entries.push({ run: toStoredRun(row).record, row: toScoreRow(row, layout, subjectId) });
  }
  return entries.sort((a, b) => a.run.cut.asOf - b.run.cut.asOf || a.run.finishedAt - b.run.finishedAt);
}

/** The run's own part first, and then those of the runs that it stands on. */
async function partsOf(session: Session, id: string): Promise<readonly Part[]> {
  const rows = await session.rows('read a run', statement('runs/bases'));
  const rowOf = new Map(rows.map((row) => [row.text('id'), row]));
  const parts: Part[] = [];
  for (let row = rowOf.get(id); row !== undefined;) {
    parts.push({ run: row.number('number'), layout: row.number('layout') });
    row = row.has('base') ? rowOf.get(row.text('base')) : undefined;
  }
  if (parts.length === 0)
    throw new NotFoundError(`read the scores of run ${id}: the store holds no such run`, {
      context: { run: id },
    });
  return parts;
}

function subjectParameters(subjectId: string): Parameters {
  return { slot: integerParameter(slotOf(subjectId)), subject_id: textParameter(subjectId) };
}
