import { NotFoundError } from '../../domain/errors.ts';
import type { HistoryEntry, RunRecord } from '../../engine/ports.ts';
import { readRunRecord } from '../../engine/run-record.ts';
import type { ScoreRow, ScoreTable } from '../../scoring/score-table.ts';
import { readTexts } from './json-texts.ts';
import { layoutFor, layoutFragments, readLayout, type ScoreLayout } from './score-layout.ts';
import { readScoreTable, toScoreRow } from './score-reader.ts';
import { slotOf } from './score-slots.ts';
import { writeScores } from './score-writer.ts';
import {
  instantParameter,
  integerParameter,
  integersParameter,
  textParameter,
  type Parameters,
  type Row,
  type Session,
} from './session.ts';
import { fill, statement } from './statements.ts';

/** Where the rows of a run are. */
interface StoredRun {
  readonly record: RunRecord;
  readonly number: number;
  readonly layout: ScoreLayout;
}

/** Replaces a run of the same id, all or nothing. */
export async function saveRun(session: Session, run: RunRecord, scores: ScoreTable): Promise<void> {
  const operation = 'save a run';
  await session.transaction(operation, async () => {
    await deleteRun(session, run.id);
    const layout = await layoutFor(
      session,
      scores.factors.map(({ factorId }) => factorId),
    );
    const [row] = await session.rows(operation, statement('runs/next-number'));
    const number = row?.number('number') ?? 1;
    await writeScores(session, { layout, run: number }, scores);
    await session.run(operation, statement('runs/insert'), {
      ...runParameters(run),
      number: integerParameter(number),
      layout: integerParameter(layout.number),
    });
    return { commit: true };
  });
}

async function deleteRun(session: Session, id: string): Promise<void> {
  const stored = await findRun(session, id);
  if (stored === undefined) return;
  const operation = 'replace a run';
  const parameters = { run: integerParameter(stored.number), id: textParameter(id) };
  const deleteScores = fill(statement('runs/delete-scores'), layoutFragments(stored.layout));
  await session.run(operation, deleteScores, parameters);
  await session.run(operation, statement('runs/delete-subjects'), parameters);
  await session.run(operation, statement('runs/delete'), parameters);
}

/** The purpose's run with the latest asOf. */
export async function latestRun(session: Session, purpose: string): Promise<RunRecord | undefined> {
  const parameters = { purpose: textParameter(purpose) };
  const [row] = await session.rows('read the latest run', statement('runs/latest'), parameters);
  return row === undefined ? undefined : toStoredRun(row).record;
}

export async function readRun(session: Session, id: string): Promise<RunRecord | undefined> {
  return (await findRun(session, id))?.record;
}

/** Throws NotFoundError for a run that is not held. */
export async function readScores(session: Session, run: RunRecord): Promise<ScoreTable> {
  const { number, layout } = await requireRun(session, run.id);
  return readScoreTable(session, { layout, run: number });
}

/** Throws NotFoundError for a run that is not held; undefined when it did not know the subject. */
export async function readScore(
  session: Session,
  run: RunRecord,
  subjectId: string,
): Promise<ScoreRow | undefined> {
  const operation = 'read a score';
  const { number, layout } = await requireRun(session, run.id);
  const parameters = { run: integerParameter(number), ...subjectParameters(subjectId) };
  const [found] = await session.rows(operation, statement('runs/position'), parameters);
  if (found === undefined) return undefined;
  const [row] = await session.rows(operation, fill(statement('runs/score'), layoutFragments(layout)), {
    ...parameters,
    position: integerParameter(found.number('position')),
  });
  return row === undefined ? undefined : toScoreRow(row, layout, subjectId);
}

/** One subject in every run that knew it, the oldest asOf first. */
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

function subjectParameters(subjectId: string): Parameters {
  return { slot: integerParameter(slotOf(subjectId)), subject_id: textParameter(subjectId) };
}

async function findRun(session: Session, id: string): Promise<StoredRun | undefined> {
  const [row] = await session.rows('read a run', statement('runs/by-id'), { id: textParameter(id) });
  return row === undefined ? undefined : toStoredRun(row);
}

async function requireRun(session: Session, id: string): Promise<StoredRun> {
  const run = await findRun(session, id);
  if (run === undefined)
    throw new NotFoundError(`read the scores of run ${id}: the store holds no such run`, {
      context: { run: id },
    });
  return run;
}

function runParameters(run: RunRecord): Parameters {
  return {
    id: textParameter(run.id),
    as_of: instantParameter(run.cut.asOf),
    batch: integerParameter(run.cut.batch),
    scorecard_id: textParameter(run.scorecardId),
    scorecard_hash: textParameter(run.scorecardHash),
    scorecard_json: textParameter(run.scorecardJson),
    purpose: textParameter(run.purpose),
    basis: textParameter(run.basis),
    reporting_currency: textParameter(run.reportingCurrency),
    subjects: integerParameter(run.subjects),
    scored: integerParameter(run.scored),
    finished_at: instantParameter(run.finishedAt),
    profile_json: textParameter(run.profileJson ?? ''),
    population_json: textParameter(run.populationJson ?? ''),
  };
}

function toStoredRun(row: Row): StoredRun {
  const layout = { number: row.number('layout'), factorIds: readTexts(row.text('factors')) };
  return { record: readRunRecord(row), number: row.number('number'), layout };
}
