/** Keeping up with a store that other processes write to while this one serves from it. */
import { StoreUnavailableError } from './domain/errors.ts';
import { makeAuthenticator, type Authenticate } from './engine/access.ts';
import type { GraphStore, PromptReads, RunRecord } from './engine/ports.ts';
import { loadScoreboard, type Scoreboard } from './engine/scoreboard.ts';
import type { ServedScores } from './engine/served-runs.ts';
import { systemSecrets } from './host/secrets.ts';
import { sha256Hasher } from './host/sha256.ts';

const READ_KEYS_EVERY_MS = 1000;
/** Longer than this without word from the store, nobody can know whether a key was revoked. */
const KEYS_GOOD_FOR_MS = 30_000;
const LOOK_FOR_RUNS_EVERY_MS = 5000;
/** How long an answer over HTTP may wait for the store; by judgement. */
const WAIT_FOR_STORE_MS = 5000;

/** The store's reads for somebody who waits, from now on. */
export function promptly(store: GraphStore): PromptReads {
  return store.within?.(WAIT_FOR_STORE_MS) ?? store;
}

export interface FollowedKeys {
  readonly authenticate: Authenticate;
  /** Throws StoreUnavailableError where the store was silent for so long that no key can be trusted. */
  readonly check: () => void;
}

/** Knows the store's keys; where other processes may make and revoke some meanwhile, as they were a second ago. */
export async function followKeys(store: GraphStore, stopping: AbortSignal): Promise<FollowedKeys> {
  let authenticate: Authenticate;
  let readAt: number;
  const read = async (): Promise<void> => {
    // Not the clock's time, which may be set back.
    const asked = performance.now();
    const keys = await promptly(store).listKeys();
    authenticate = makeAuthenticator(keys, sha256Hasher, systemSecrets.isEqual);
    readAt = asked;
  };
  await read();
  if (store.isShared === true)
    // What fails is told to those who ask, once it has lasted.
    repeat(read, { everyMs: READ_KEYS_EVERY_MS, stopping, onFailure: () => undefined });
  const check = (): void => {
    if (store.isShared !== true || performance.now() - readAt <= KEYS_GOOD_FOR_MS) return;
    throw new StoreUnavailableError('the store does not answer, so no key can be trusted; try again');
  };
  return {
    check,
    authenticate: (key) => {
      check();
      return authenticate(key);
    },
  };
}

/** Which run to serve: the one named, or else the purpose's latest. */
export interface FollowedRun {
  readonly purpose: string;
  readonly runId?: string | undefined;
}

interface Following {
  readonly stopping: AbortSignal;
  readonly tell: (line: string) => void;
  /** Called once another run is served. */
  readonly onServed?: () => void;
}

/**
 * The scores to serve. Where none is named, a later run made here takes their place; where other processes may make some
 * meanwhile, so do those of the latest as it was some seconds ago. A later run is loaded whole before it takes the place
 * of the one before. One that cannot be served is told once, and left.
 */
export async function followRuns(
  store: GraphStore,
  { purpose, runId }: FollowedRun,
  { stopping, tell, onServed }: Following,
): Promise<ServedScores> {
  let board = await loadScoreboard(store, { purpose, ...(runId === undefined ? {} : { runId }) });
  const isPinned = runId !== undefined;
  const take = (next: Scoreboard): void => {
    if (isPinned || !isLater(next.run, board.run)) return;
    board = next;
    onServed?.();
  };
  const scores: ServedScores = { board: () => board, take, isPinned };
  if (store.isShared !== true || isPinned) return scores;
  let told = '';
  const look = async (): Promise<void> => {
    const latest = await promptly(store).latestRun(purpose);
    if (latest !== undefined && isLater(latest, board.run))
      take(await loadScoreboard(store, { purpose, runId: latest.id }));
  };
  repeat(look, {
    everyMs: LOOK_FOR_RUNS_EVERY_MS,
    stopping,
    onFailure: (error) => {
      // What passes is no news, as the next look comes soon.
      if (error instanceof StoreUnavailableError) return;
      const line = `a later run cannot be served: ${error instanceof Error ? error.message : String(error)}`;
      if (line !== told) tell(`${line}; the run ${board.run.id} still is`);
      told = line;
    },
  });
  return scores;
}

/** Whether a run is the one to serve rather than the one that is: the same order as the store's `latestRun`. */
function isLater(run: RunRecord, served: RunRecord): boolean {
  if (run.id === served.id) return false;
  return run.cut.asOf === served.cut.asOf
    ? run.finishedAt >= served.finishedAt
    : run.cut.asOf > served.cut.asOf;
}

interface Repetition {
  readonly everyMs: number;
  readonly stopping: AbortSignal;
  readonly onFailure: (error: unknown) => void;
}

/** Does it again and again, each time a while after the last has ended, so that none overtakes another. */
function repeat(look: () => Promise<void>, { everyMs, stopping, onFailure }: Repetition): void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    if (stopping.aborted) return;
    timer = setTimeout(() => {
      void look()
        .catch((error: unknown) => {
          if (!stopping.aborted) onFailure(error);
        })
        .finally(wait);
    }, everyMs);
  };
  stopping.addEventListener('abort', () => {
    clearTimeout(timer);
  });
  wait();
}
