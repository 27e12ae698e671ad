import type { GraphStore, RunRecord } from './ports.ts';
import { NotFoundError, StoreUnavailableError } from '../domain/errors.ts';
import type { ReasonRanking } from '../domain/score.ts';
import type { RelationTables } from './fact-tables.ts';
import { loadRunNetwork, type RunNetwork } from './run-network.ts';
import { runFacts } from './run-facts.ts';
import { ScoreRows } from './score-rows.ts';
import { explainScore } from '../scoring/explain.ts';
import { readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import type { ScoreTable } from '../scoring/score-table.ts';

/** The latest run, held in memory as typed columns and explained on demand. */
export interface Scoreboard {
  readonly run: RunRecord;
  readonly rows: ScoreRows;
  /**
   * Reasons are ranked as the profile says where nothing else is asked for. Throws NotFoundError for a subject that the
   * run did not know, NotAllowedError for a ranking that its profile excludes.
   */
  card(subjectId: string, ranking?: ReasonRanking): ScoreCard;
  /** Who moved whose scores, read from the store when it is first asked for. Rejects as `loadRunNetwork` does. */
  network(): Promise<RunNetwork>;
}

/** Throws NotFoundError where there is no such run. */
export async function loadScoreboard(
  store: GraphStore,
  { purpose, runId }: { readonly purpose: string; readonly runId?: string },
): Promise<Scoreboard> {
  const run = await (runId === undefined ? store.latestRun(purpose) : store.readRun(runId));
  if (run === undefined) {
    const wanted = runId === undefined ? `scores for the purpose ${purpose} yet` : `run ${runId}`;
    throw new NotFoundError(`${store.name} holds no ${wanted}; make a run first: credence score`);
  }
  return makeScoreboard(run, await store.readScores(run), () => store.projectRelations(run.cut));
}

function noStoreAtHand(): Promise<never> {
  return Promise.reject(
    new StoreUnavailableError(
      'who is tied to whom is in the store that holds the run; load the board from it',
    ),
  );
}

export function makeScoreboard(
  run: RunRecord,
  scores: ScoreTable,
  readRelations: () => Promise<RelationTables> = noStoreAtHand,
): Scoreboard {
  return boardOf(run, ScoreRows.of(scores), async () =>
    loadRunNetwork(run, scores, { relations: await readRelations() }),
  );
}

/** The board of a run that stands on another's and changed some of its rows; whatever it did not change is not copied. */
export function changeScoreboard(
  { rows }: Scoreboard,
  { run, changed }: { readonly run: RunRecord; readonly changed: ScoreTable },
  store: Pick<GraphStore, 'readScores' | 'projectRelations'>,
): Scoreboard {
  return boardOf(run, rows.with(changed), async () =>
    loadRunNetwork(run, await store.readScores(run), { relations: await store.projectRelations(run.cut) }),
  );
}

function boardOf(run: RunRecord, rows: ScoreRows, loadNetwork: () => Promise<RunNetwork>): Scoreboard {
  const scorecard: Scorecard = readStoredScorecard(run.scorecardJson);
  const facts = runFacts(run);
  let network: Promise<RunNetwork> | undefined;
  return {
    run,
    rows,
    card(subjectId, ranking) {
      const row = rows.get(subjectId);
      if (row === undefined) throw new NotFoundError('no such subject in the latest run');
      return explainScore(row, scorecard, ranking === undefined ? facts : { ...facts, ranking });
    },
    network() {
      network ??= loadNetwork().catch((error: unknown) => {
        // What failed for a while may be asked for again.
        network = undefined;
        throw error;
      });
      return network;
    },
  };
}
