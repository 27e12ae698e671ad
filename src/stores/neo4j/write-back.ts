import { randomUUID } from 'node:crypto';
import { ConflictError } from '../../domain/errors.ts';
import type { BandedScores, OnProgress, RunRecord } from '../../engine/ports.ts';
import type { Session } from './session.ts';
import { statement } from './statements.ts';

const SUBJECTS_PER_WRITE = 10_000;
const OPERATION = 'write scores back';

/**
 * Puts `score`, `band`, `scored_at` (when the run was made, ms) and `run_id` on the subjects' nodes, and takes those of
 * other runs off. `(:WriteBack)` has the state `writing` until all of it is done, whatever comes between. Throws
 * ConflictError where somebody else began the same meanwhile. Doing it again is harmless.
 */
export async function writeBack(
  session: Session,
  { run, scores, onProgress }: { run: RunRecord; scores: BandedScores; onProgress?: OnProgress | undefined },
): Promise<void> {
  const writer = randomUUID();
  await session.write(OPERATION, statement('runs/write-back-begin'), { run_id: run.id, writer });
  const total = scores.ids.length;
  for (let start = 0; start < total; start += SUBJECTS_PER_WRITE) {
    const end = start + SUBJECTS_PER_WRITE;
    const [done] = await session.write(OPERATION, statement('runs/write-back-scores'), {
      writer,
      run_id: run.id,
      ids: scores.ids.slice(start, end),
      scores: scores.scores.slice(start, end),
      bands: scores.bands.slice(start, end),
      scored_at: run.finishedAt,
    });
    if (done === undefined) throw overtaken();
    onProgress?.({ stage: OPERATION, done: Math.min(end, total), total });
  }
  await clearOthers(session, { writer, run_id: run.id, limit: SUBJECTS_PER_WRITE });
  const finish = { writer, subjects: total };
  const [finished] = await session.write(OPERATION, statement('runs/write-back-finish'), finish);
  if (finished === undefined) throw overtaken();
}

/** In transactions of their own, each of which gives way to who began later. */
async function clearOthers(
  session: Session,
  parameters: { writer: string; run_id: string; limit: number },
): Promise<void> {
  for (let after = ''; ;) {
    const page = { ...parameters, after };
    const [cleared] = await session.write(OPERATION, statement('runs/write-back-clear'), page);
    if (cleared === undefined) throw overtaken();
    if (cleared.number('visited') < parameters.limit) return;
    after = cleared.text('last');
  }
}

function overtaken(): ConflictError {
  return new ConflictError(
    `${OPERATION}: another process began to write scores back meanwhile; when it has ended, do it again if its run is ` +
      'not the one to show',
  );
}
