/**
 * The scores of runs, read from their blocks. A run that stands on another has blocks of the rows alone that it changed:
 * what it says of the rest is in those of the runs below it, the last of which has everybody.
 */
import { NotFoundError, StoreUnavailableError } from '../../domain/errors.ts';
import type { HistoryEntry, RunRecord } from '../../engine/ports.ts';
import { patchScores } from '../../scoring/patch-scores.ts';
import { blockUnpacker, findInBlock, type ScoreBlock } from '../../scoring/score-blocks.ts';
import { emptyScoreTable, type ScoreRow, type ScoreTable } from '../../scoring/score-table.ts';
import { packEarlier } from './earlier-blocks.ts';
import { runOf } from './runs.ts';
import { blockOf } from './score-shares.ts';
import type { Reader, Session } from './session.ts';
import { statement } from './statements.ts';
import { Row } from './values.ts';

/** Where the rows are that one run wrote. */
interface Part {
  readonly save: string;
  readonly blocks: number;
  readonly factorIds: readonly string[];
}
interface SizedPart extends Part {
  readonly rows: number;
}

/** Throws NotFoundError for a run that is not held. */
export async function readScores(session: Session, run: RunRecord): Promise<ScoreTable> {
  return whileItStands(session, run.id, async (parts) => {
    const tables = new Map(
      parts.map(({ save, rows, factorIds }) => [save, emptyScoreTable(rows, factorIds)]),
    );
    const unpackers = new Map([...tables].map(([save, table]) => [save, blockUnpacker(table)]));
    const left = new Map(parts.map(({ save, rows }) => [save, rows]));
    const query = { text: statement('runs/blocks'), parameters: { saves: [...tables.keys()] } };
    await session.stream('read the scores of a run', query, (raw) => {
      const row = new Row(raw);
      const save = row.text('save');
      const block = toBlock(row, tables.get(save)!.factors.length);
      left.set(save, left.get(save)! - block.ids.length);
      unpackers.get(save)!(block);
    });
    if ([...left.values()].some((rows) => rows !== 0)) return undefined;
    const [everybody, ...later] = [...tables.values()].reverse();
    return later.length === 0 ? everybody : patchScores(everybody!, later);
  });
}

/** Throws NotFoundError for a run that is not held; undefined when it did not know the subject. */
export async function readScore(
  session: Reader,
  run: RunRecord,
  subjectId: string,
): Promise<ScoreRow | undefined> {
  const { found } = await whileItStands(session, run.id, async (parts) => {
    const { rows, areAllThere } = await findRows(session, parts, subjectId);
    // The run's own part comes first, and then those that it stands on.
    const row = parts.map(({ save }) => rows.get(save)).find((found) => found !== undefined);
    return areAllThere ? { found: row } : undefined;
  });
  return found;
}

/** One subject in every run that has a row of it, the oldest asOf first. */
export async function history(session: Reader, subjectId: string): Promise<readonly HistoryEntry[]> {
  const operation = 'read a history';
  const places = await session.read(operation, statement('runs/places'));
  const idOf = new Map(places.map((row) => [row.text('save'), row.text('id')]));
  const { rows } = await findRows(session, places.map(partOf), subjectId);
  const rowOf = new Map([...rows].map(([save, row]) => [idOf.get(save)!, row]));
  const runs = await session.read(operation, statement('runs/by-ids'), { ids: [...rowOf.keys()] });
  return runs
    .map(runOf)
    .map((run) => ({ run, row: rowOf.get(run.id)! }))
    .sort((a, b) => a.run.cut.asOf - b.run.cut.asOf || a.run.finishedAt - b.run.finishedAt);
}

/**
 * Reads from the blocks of a run and of those it stands on; `read` gives undefined where they are not all there, as
 * somebody replaced one of the runs meanwhile: then the new ones are read.
 */
async function whileItStands<T>(
  session: Reader,
  id: string,
  read: (parts: readonly SizedPart[]) => Promise<T | undefined>,
): Promise<T> {
  let before: string | undefined;
  for (;;) {
    const [chain] = await session.read('read a run', statement('runs/chain'), { id });
    if (chain === undefined)
      throw new NotFoundError(`read the scores of run ${id}: the store holds no such run`, {
        context: { run: id },
      });
    const parts = chain.maps('parts').map((part) => ({ ...partOf(part), rows: part.number('rows') }));
    const saves = parts.map(({ save }) => save).join();
    if (saves === before)
      throw new StoreUnavailableError(
        `read the scores of run ${id}: some of its scores are missing, so the database was changed by hand; make ` +
          'the run again: credence score',
      );
    const done = await read(parts);
    if (done !== undefined) return done;
    before = saves;
  }
}

/** The subject's row of each part that has one, by saving, and whether every block is there in which it may be. */
async function findRows(
  session: Reader,
  parts: readonly Part[],
  subjectId: string,
): Promise<{ rows: ReadonlyMap<string, ScoreRow>; areAllThere: boolean }> {
  const filled = parts.filter(({ blocks }) => blocks > 0);
  const wanted = filled.map(({ save, blocks }) => ({ save, block: blockOf(subjectId, blocks) }));
  const parameters = { wanted, subject_id: subjectId };
  const blocks = await session.read('read a score', statement('runs/block'), parameters);
  const factorIdsOf = new Map(filled.map(({ save, factorIds }) => [save, factorIds]));
  const rows = new Map<string, ScoreRow>();
  for (const block of blocks) {
    if (!block.has('ids')) continue;
    const save = block.text('save');
    const factorIds = factorIdsOf.get(save)!;
    const row = findInBlock(toBlock(block, factorIds.length), factorIds, subjectId);
    if (row !== undefined) rows.set(save, row);
  }
  return { rows, areAllThere: blocks.length === filled.length };
}

function partOf(row: Row): Part {
  return { save: row.text('save'), blocks: row.number('blocks'), factorIds: row.texts('factors') };
}

function toBlock(row: Row, factors: number): ScoreBlock {
  const ids = row.texts('ids');
  if (row.has('numbers')) return { ids, numbers: row.bytes('numbers') };
  return packEarlier({ ids, positions: row.bytes('positions'), columns: row.bytes('columns') }, factors);
}
