import { randomUUID } from 'node:crypto';
import { NotFoundError } from '../../domain/errors.ts';
import type { RunRecord } from '../../engine/ports.ts';
import { readRunRecord } from '../../engine/run-record.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { saveBlocks } from './run-saves.ts';
import { blockCount } from './score-shares.ts';
import type { Reader, Session } from './session.ts';
import { statement } from './statements.ts';
import type { Row } from './values.ts';

/**
 * Replaces a run of the same id: it, or its new scores, are seen with the last write and not before. Throws NotFoundError
 * where it has a base that is not held.
 */
export async function saveRun(session: Session, run: RunRecord, scores: ScoreTable): Promise<void> {
  if (run.base !== undefined && (await readRun(session, run.base)) === undefined)
    throw new NotFoundError(
      `save run ${run.id}: the store does not hold run ${run.base}, which it stands on; save that one first`,
      { context: { run: run.id, base: run.base } },
    );
  const save = randomUUID();
  await saveBlocks(
    session,
    { save, runId: run.id, scores },
    {
      ...runProperties(run),
      save,
      blocks: blockCount(scores.ids.length),
      rows: scores.ids.length,
      factors: scores.factors.map(({ factorId }) => factorId),
    },
  );
}

/** The purpose's run with the latest asOf. */
export async function latestRun(session: Reader, purpose: string): Promise<RunRecord | undefined> {
  const [row] = await session.read('read the latest run', statement('runs/latest'), { purpose });
  return row === undefined ? undefined : runOf(row);
}

export async function readRun(session: Reader, id: string): Promise<RunRecord | undefined> {
  const [row] = await session.read('read a run', statement('runs/by-id'), { id });
  return row === undefined ? undefined : runOf(row);
}

/** Those of a purpose, or all; the latest asOf first. */
export async function listRuns(session: Reader, purpose?: string): Promise<readonly RunRecord[]> {
  const parameters = { purpose: purpose ?? null };
  return (await session.read('list the runs', statement('runs/all'), parameters)).map(runOf);
}

/** The run in a row's column of that name. */
export function runOf(row: Row): RunRecord {
  return readRunRecord(row.map('run'));
}

function runProperties(run: RunRecord) {
  return {
    id: run.id,
    as_of: run.cut.asOf,
    batch: run.cut.batch,
    scorecard_id: run.scorecardId,
    scorecard_hash: run.scorecardHash,
    scorecard_json: run.scorecardJson,
    purpose: run.purpose,
    basis: run.basis,
    reporting_currency: run.reportingCurrency,
    subjects: run.subjects,
    scored: run.scored,
    finished_at: run.finishedAt,
    ...(run.profileJson === undefined ? {} : { profile_json: run.profileJson }),
    ...(run.populationJson === undefined ? {} : { population_json: run.populationJson }),
    ...(run.base === undefined ? {} : { base: run.base }),
    ...(run.touchedJson === undefined ? {} : { touched_json: run.touchedJson }),
  };
}
