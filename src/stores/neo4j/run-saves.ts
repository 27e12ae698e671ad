/**
 * A run is written in many transactions. Its blocks go under the name of the saving, which nobody knows until the last
 * write puts it on the run; what a saving that died left behind is cleared away by a later one.
 */
import { ConflictError } from '../../domain/errors.ts';
import { blockPacker } from '../../scoring/score-blocks.ts';
import { requireEqualLengths, type ScoreTable } from '../../scoring/score-table.ts';
import { shareOut } from './score-shares.ts';
import type { Session } from './session.ts';
import { statement } from './statements.ts';
import type { Parameters } from './values.ts';

export interface Saving {
  /** Unique to this saving. */
  readonly save: string;
  readonly runId: string;
  readonly scores: ScoreTable;
}

/** About how many bytes of scores go into one transaction. */
const BYTES_PER_WRITE = 1_000_000;
const BLOCKS_PER_CLEARING = 800;
/** A saving that lives writes every second or so; one of another run that was still for so long is dead. */
const IDLE_MS = 10 * 60_000;
const OPERATION = 'save a run';

/** Writes all blocks, then the run with its properties. Throws ConflictError where another saving of it came between. */
export async function saveBlocks(
  session: Session,
  { save, runId, scores }: Saving,
  run: Parameters,
): Promise<void> {
  requireEqualLengths(scores);
  await clearAbandoned(session, runId);
  await session.write(OPERATION, statement('runs/begin'), { save, run_id: runId });
  await writeBlocks(session, save, scores);
  const [done] = await session.write(OPERATION, statement('runs/finish'), { save, run });
  // None where this saving was cleared away, and where the commit went through and its answer was lost.
  if (done === undefined) await requireSaved(session, runId, save);
  await clearAbandoned(session, runId);
}

async function writeBlocks(session: Session, save: string, scores: ScoreTable): Promise<void> {
  let waiting: { block: number; ids: readonly string[]; numbers: Int8Array }[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const [row] = await session.write(OPERATION, statement('runs/write-blocks'), { save, blocks: waiting });
    if (row?.number('written') !== waiting.length) throw clearedAway();
    waiting = [];
    bytes = 0;
  };
  const pack = blockPacker(scores);
  for (const [block, rows] of shareOut(scores.ids).entries()) {
    const { ids, numbers } = pack(rows);
    waiting.push({ block, ids, numbers: new Int8Array(numbers.buffer) });
    bytes += numbers.length;
    if (bytes >= BYTES_PER_WRITE) await flush();
  }
  if (waiting.length > 0) await flush();
}

async function clearAbandoned(session: Session, runId: string): Promise<void> {
  const operation = 'clear away an old saving of a run';
  const parameters = { run_id: runId, idle_ms: IDLE_MS };
  for (const abandoned of await session.read(operation, statement('runs/abandoned'), parameters)) {
    const clearing = { save: abandoned.text('save'), limit: BLOCKS_PER_CLEARING };
    for (;;) {
      const [row] = await session.write(operation, statement('runs/clear'), clearing);
      if ((row?.number('cleared') ?? 0) < BLOCKS_PER_CLEARING) break;
    }
  }
}

async function requireSaved(session: Session, id: string, save: string): Promise<void> {
  const [row] = await session.read(OPERATION, statement('runs/by-id'), { id });
  if (row?.map('run').text('save') !== save) throw clearedAway();
}

function clearedAway(): ConflictError {
  return new ConflictError(
    'save a run: another process saved the same run meanwhile; make the run again if its scores are not there',
  );
}
