import { NotFoundError } from '../domain/errors.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import type { KernelRunner } from './kernels.ts';
import type { GraphStore, Hasher, OnProgress, RunRecord } from './ports.ts';
import { makeRun, scoreBytes } from './run.ts';
import { requestOf } from './run-request.ts';
import { tableDifference, type TableDifference } from './table-difference.ts';

export interface ReplayRequest {
  readonly hasher: Hasher;
  readonly kernels?: KernelRunner | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface Replay {
  readonly run: RunRecord;
  /** Every byte of its scores came out again, and so did its id, which says what it was asked. */
  readonly isEqual: boolean;
  /** SHA-256 of the scores, hexadecimal, as they are held. */
  readonly storedHash: string;
  readonly recomputedHash: string;
  readonly recomputedId: string;
  /** Present where the scores differ. */
  readonly difference?: TableDifference;
}

/**
 * Recomputes a run from its cut, with the scorecard, profile, basis and currency that it is kept with, and holds it
 * against what is stored; stores nothing. Throws NotFoundError where there is no such run, and InvalidInputError for one
 * that was kept without its profile.
 */
export async function replayRun(store: GraphStore, runId: string, request: ReplayRequest): Promise<Replay> {
  const run = await store.readRun(runId);
  if (run === undefined)
    throw new NotFoundError(
      `replay the run ${runId}: ${store.name} holds none of that id; credence runs lists them`,
    );
  // The projection is let go before what is stored is read.
  const { run: again, scores } = await makeRun(store, { ...requestOf(run), ...request });
  request.onProgress?.({ stage: 'read what is stored', done: 0, total: run.subjects });
  return compare(run, await store.readScores(run), { made: { run: again, scores }, hasher: request.hasher });
}

function compare(
  run: RunRecord,
  stored: ScoreTable,
  { made, hasher }: { made: { run: RunRecord; scores: ScoreTable }; hasher: Hasher },
): Replay {
  const storedHash = hasher.sha256(...scoreBytes(stored));
  const recomputedHash = hasher.sha256(...scoreBytes(made.scores));
  const difference = storedHash === recomputedHash ? undefined : tableDifference(stored, made.scores);
  return {
    run,
    isEqual: storedHash === recomputedHash && made.run.id === run.id,
    ...{ storedHash, recomputedHash, recomputedId: made.run.id },
    ...(difference === undefined ? {} : { difference }),
  };
}
