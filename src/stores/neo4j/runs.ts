import { randomUUID } from 'node:crypto';
import { NotFoundError, StoreUnavailableError } from '../../domain/errors.ts';
import type { HistoryEntry, RunRecord } from '../../engine/ports.ts';
import { readRunRecord } from '../../engine/run-record.ts';
import { emptyScoreTable, type ScoreRow, type ScoreTable } from '../../scoring/score-table.ts';
import { saveBlocks } from './run-saves.ts';
import { blockCount, blockOf, findInBlock, unpackBlock, type ScoreBlock } from './score-blocks.ts';
import type { Reader, Session } from './session.ts';
import { statement } from './statements.ts';
import { Row } from './values.ts';

/** A run, and by which saving the blocks of its scores are found. */
interface StoredRun {
  readonly record: RunRecord;
  readonly save: string;
  readonly blocks: number;
  readonly factorIds: readonly string[];
}

/** Replaces a run of the same id: it, or its new scores, are seen with the last write and not before. */
export async function saveRun(session: Session, run: RunRecord, scores: ScoreTable): Promise<void> {
  const save = randomUUID();
  await saveBlocks(
    session,
    { save, runId: run.id, scores },
    {
      ...runProperties(run),
      save,
      blocks: blockCount(scores.ids.length),
      factors: scores.factors.map(({ factorId }) => factorId),
    },
  );
}

/** The purpose's run with the latest asOf. */
export async function latestRun(session: Reader, purpose: string): Promise<RunRecord | undefined> {
  const [row] = await session.read('read the latest run', statement('runs/latest'), { purpose });
  return row === undefined ? undefined : toStoredRun(row).record;
}

export async function readRun(session: Session, id: string): Promise<RunRecord | undefined> {
  return (await findRun(session, id))?.record;
}

/** Throws NotFoundError for a run that is not held. */
export async function readScores(session: Session, run: RunRecord): Promise<ScoreTable> {
  return whileItStands(session, run.id, async ({ record, save, factorIds }) => {
    const table = emptyScoreTable(record.subjects, factorIds);
    let rows = 0;
    const query = { text: statement('runs/blocks'), parameters: { save } };
    await session.stream('read the scores of a run', query, (raw) => {
      const block = toBlock(new Row(raw));
      rows += block.ids.length;
      unpackBlock(block, table);
    });
    return rows === record.subjects ? table : undefined;
  });
}

/** Throws NotFoundError for a run that is not held; undefined when it did not know the subject. */
export async function readScore(
  session: Session,
  run: RunRecord,
  subjectId: string,
): Promise<ScoreRow | undefined> {
  const { found } = await whileItStands(session, run.id, async (stored) => {
    if (stored.blocks === 0) return { found: undefined };
    const [block] = await readBlocks(session, [stored], subjectId);
    return block === undefined
      ? undefined
      : { found: findInBlock(block.content, stored.factorIds, subjectId) };
  });
  return found;
}

/** One subject in every run that knew it, the oldest asOf first. */
export async function history(session: Session, subjectId: string): Promise<readonly HistoryEntry[]> {
  const rows = await session.read('read a history', statement('runs/all'));
  const runs = rows.map(toStoredRun).filter(({ blocks }) => blocks > 0);
  const runOf = new Map(runs.map((run) => [run.save, run]));
  const entries: HistoryEntry[] = [];
  for (const { save, content } of await readBlocks(session, runs, subjectId)) {
    const run = runOf.get(save);
    const row = run === undefined ? undefined : findInBlock(content, run.factorIds, subjectId);
    if (run !== undefined && row !== undefined) entries.push({ run: run.record, row });
  }
  return entries.sort((a, b) => a.run.cut.asOf - b.run.cut.asOf || a.run.finishedAt - b.run.finishedAt);
}

/**
 * Reads from a run's blocks; `read` gives undefined where they are not all there, as somebody replaced the run
 * meanwhile: then the new ones are read.
 */
async function whileItStands<T>(
  session: Session,
  id: string,
  read: (run: StoredRun) => Promise<T | undefined>,
): Promise<T> {
  let before: string | undefined;
  for (;;) {
    const run = await findRun(session, id);
    if (run === undefined)
      throw new NotFoundError(`read the scores of run ${id}: the store holds no such run`, {
        context: { run: id },
      });
    if (run.save === before)
      throw new StoreUnavailableError(
        `read the scores of run ${id}: some of its scores are missing, so the database was changed by hand; make ` +
          'the run again: credence score',
      );
    const done = await read(run);
    if (done !== undefined) return done;
    before = run.save;
  }
}

async function readBlocks(
  session: Session,
  runs: readonly StoredRun[],
  subjectId: string,
): Promise<readonly { save: string; content: ScoreBlock }[]> {
  const wanted = runs.map(({ save, blocks }) => ({ save, block: blockOf(subjectId, blocks) }));
  const rows = await session.read('read a score', statement('runs/block'), { wanted });
  return rows.map((row) => ({ save: row.text('save'), content: toBlock(row) }));
}

function toBlock(row: Row): ScoreBlock {
  return { ids: row.texts('ids'), positions: row.bytes('positions'), columns: row.bytes('columns') };
}

async function findRun(session: Session, id: string): Promise<StoredRun | undefined> {
  const [row] = await session.read('read a run', statement('runs/by-id'), { id });
  return row === undefined ? undefined : toStoredRun(row);
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
  };
}

function toStoredRun(found: Row): StoredRun {
  const row = found.map('run');
  return {
    record: readRunRecord(row),
    save: row.text('save'),
    blocks: row.number('blocks'),
    factorIds: row.texts('factors'),
  };
}
