import { NotFoundError } from '../domain/errors.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import type { KernelRunner } from './kernels.ts';
import type { GraphStore, Hasher, OnProgress, RunRecord } from './ports.ts';
import { loadResident } from './resident/resident.ts';
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
  /** Every byte of its scores came out again, its id, which says what it was asked, and all that is kept with it. */
  readonly isEqual: boolean;
  /** SHA-256 of the scores, hexadecimal, as they are held. */
  readonly storedHash: string;
  readonly recomputedHash: string;
  readonly recomputedId: string;
  /** Present where the scores differ, or what is told of them all. */
  readonly difference?: TableDifference;
}

/**
 * Recomputes a run from its cut, with the scorecard, profile, basis and currency that it is kept with, and holds it
 * against what is stored; stores nothing. A touched run is made by repeating its chain from the full run at its root.
 * Throws NotFoundError where there is no such run or one of its chain is not held, InvalidInputError for one that was
 * kept without its profile, and ConflictError where an earlier run of its chain came out otherwise.
 */
export async function replayRun(store: GraphStore, runId: string, request: ReplayRequest): Promise<Replay> {
  const run = await store.readRun(runId);
  if (run === undefined)
    throw new NotFoundError(
      `replay the run ${runId}: ${store.name} holds none of that id; credence runs lists them`,
    );
  const made = await (run.base === undefined ? makeAgain : repeatChain)(store, run, request);
  request.onProgress?.({ stage: 'read what is stored', done: 0, total: run.subjects });
  return compare(run, await store.readScores(run), { made, hasher: request.hasher });
}

interface Made {
  readonly run: RunRecord;
  readonly scores: ScoreTable;
}

/** The projection is let go before what is stored is read. */
async function makeAgain(store: GraphStore, run: RunRecord, request: ReplayRequest): Promise<Made> {
  const { run: again, scores } = await makeRun(store, { ...requestOf(run), ...request });
  return { run: again, scores };
}

async function repeatChain(store: GraphStore, run: RunRecord, request: ReplayRequest): Promise<Made> {
  const clock = { now: () => run.finishedAt };
  const resident = await loadResident(store, run, { ...request, clock });
  return { run: resident.run, scores: resident.scores() };
}

function compare(
  run: RunRecord,
  stored: ScoreTable,
  { made, hasher }: { made: Made; hasher: Hasher },
): Replay {
  const storedHash = hasher.sha256(...scoreBytes(stored));
  const recomputedHash = hasher.sha256(...scoreBytes(made.scores));
  const difference =
    storedHash === recomputedHash
      ? recordDifference(run, made.run, hasher)
      : tableDifference(stored, made.scores);
  return {
    run,
    isEqual: difference === undefined && made.run.id === run.id,
    ...{ storedHash, recomputedHash, recomputedId: made.run.id },
    ...(difference === undefined ? {} : { difference }),
  };
}

/** What is served of everybody together, and counted: none of it is in the scores. Older runs were kept without some. */
function recordDifference(run: RunRecord, again: RunRecord, hasher: Hasher): TableDifference | undefined {
  const kept = {
    subjects: [run.subjects, again.subjects],
    scored: [run.scored, again.scored],
    population: [run.populationJson, again.populationJson],
    'near edges and counts of what was touched': [run.touchedJson, again.touchedJson],
  } as const;
  const told = (value: number | string | undefined) =>
    typeof value === 'string' ? `SHA-256 ${hasher.sha256(value)}` : (value ?? null);
  for (const [column, [stored, recomputed]] of Object.entries(kept))
    if (stored !== undefined && stored !== recomputed)
      return { subjectId: null, column, stored: told(stored), recomputed: told(recomputed), subjects: null };
  return undefined;
}
