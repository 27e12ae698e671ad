import type { GraphStore, RunRecord } from './ports.ts';
import { NotFoundError, StoreUnavailableError } from '../domain/errors.ts';
import type { ReasonRanking } from '../domain/score.ts';
import type { RelationTables } from './fact-tables.ts';
import { loadRunNetwork, type RunNetwork } from './run-network.ts';
import { runFacts } from './run-facts.ts';
import { explainScore } from '../scoring/explain.ts';
import { readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { scoreRow, type ScoreTable } from '../scoring/score-table.ts';

/** The latest run, held in memory as typed columns and explained on demand. */
export interface Scoreboard {
  readonly run: RunRecord;
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
  const scorecard: Scorecard = readStoredScorecard(run.scorecardJson);
  const facts = runFacts(run);
  let network: Promise<RunNetwork> | undefined;
  const rowOf = new Map(scores.ids.map((id, row) => [id, row]));
  return {
    run,
    card(subjectId, ranking) {
      const row = rowOf.get(subjectId);
      if (row === undefined) throw new NotFoundError('no such subject in the latest run');
      return explainScore(
        scoreRow(scores, row),
        scorecard,
        ranking === undefined ? facts : { ...facts, ranking },
      );
    },
    network() {
      network ??= readRelations()
        .then((relations) => loadRunNetwork(run, scores, { relations }))
        .catch((error: unknown) => {
          // What failed for a while may be asked for again.
          network = undefined;
          throw error;
        });
      return network;
    },
  };
}
