import { NotFoundError } from '../../domain/errors.ts';
import type { RunRecord } from '../../engine/ports.ts';
import { readRunRecord } from '../../engine/run-record.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { clearFromShelf } from './score-shelves.ts';
import { writeScores } from './score-writer.ts';
import {
  instantParameter,
  integerParameter,
  textParameter,
  type Parameters,
  type Row,
  type Session,
} from './session.ts';
import { statement } from './statements.ts';

/** Replaces a run of the same id, all or nothing. Throws NotFoundError where it has a base that is not held. */
export async function saveRun(session: Session, run: RunRecord, scores: ScoreTable): Promise<void> {
  const operation = 'save a run';
  await session.transaction(operation, async () => {
    await requireBase(session, run);
    await deleteRun(session, run.id);
    const [row] = await session.rows(operation, statement('runs/next-number'));
    const number = row?.number('number') ?? 1;
    const shelf = await writeScores(session, number, scores);
    await session.run(operation, statement('runs/insert'), {
      ...runParameters(run),
      number: integerParameter(number),
      factors: textParameter(JSON.stringify(scores.factors.map(({ factorId }) => factorId))),
      own_rows: integerParameter(scores.ids.length),
      shelf: integerParameter(shelf),
    });
    return { commit: true };
  });
}

async function deleteRun(session: Session, id: string): Promise<void> {
  const stored = await findRun(session, id);
  if (stored === undefined) return;
  const operation = 'replace a run';
  await clearFromShelf(session, operation, { run: stored.number('number'), shelf: stored.number('shelf') });
  await session.run(operation, statement('runs/delete'), { id: textParameter(id) });
}

/** The purpose's run with the latest asOf. */
export async function latestRun(session: Session, purpose: string): Promise<RunRecord | undefined> {
  const parameters = { purpose: textParameter(purpose) };
  const [row] = await session.rows('read the latest run', statement('runs/latest'), parameters);
  return row === undefined ? undefined : readRunRecord(row);
}

export async function readRun(session: Session, id: string): Promise<RunRecord | undefined> {
  const row = await findRun(session, id);
  return row === undefined ? undefined : readRunRecord(row);
}

/** Those of a purpose, or all; the latest asOf first. */
export async function listRuns(session: Session, purpose?: string): Promise<readonly RunRecord[]> {
  const parameters = { purpose: textParameter(purpose ?? null) };
  const rows = await session.rows('list the runs', statement('runs/all'), parameters);
  return rows.map(readRunRecord);
}

async function findRun(session: Session, id: string): Promise<Row | undefined> {
  const [row] = await session.rows('read a run', statement('runs/by-id'), { id: textParameter(id) });
  return row;
}

async function requireBase(session: Session, { id, base }: RunRecord): Promise<void> {
  if (base === undefined || (await findRun(session, base)) !== undefined) return;
  throw new NotFoundError(
    `save run ${id}: the store does not hold run ${base}, which it stands on; save that one first`,
    { context: { run: id, base } },
  );
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
    base: textParameter(run.base ?? ''),
    touched_json: textParameter(run.touchedJson ?? ''),
  };
}
