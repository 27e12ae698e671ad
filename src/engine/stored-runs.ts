/** Which of a purpose's stored runs is meant, and how it reads. */
import { NotFoundError } from '../domain/errors.ts';
import type { ProcessingBasis } from '../domain/score.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import type { RunReads, RunRecord } from './ports.ts';

/**
 * A run by its id, or the latest as of this instant or earlier: of this basis, or else of the purpose's latest run's, since
 * scores on two bases answer two questions.
 */
export type RunChoice =
  { readonly id: string } | { readonly asOf: Instant; readonly basis?: ProcessingBasis | undefined };

/** Throws NotFoundError that says where to look which runs there are. */
export async function findRun(store: RunReads, purpose: string, choice: RunChoice): Promise<RunRecord> {
  const runs = await store.listRuns(purpose);
  const found =
    'id' in choice
      ? runs.find(({ id }) => id === choice.id)
      : latestUpTo(runs, { basis: runs[0]?.basis, ...choice });
  if (found !== undefined) return found;
  const wanted = 'id' in choice ? `run ${choice.id}` : `run as of ${formatInstant(choice.asOf)} or earlier`;
  throw new NotFoundError(
    `there is no ${wanted} for the purpose ${purpose}; credence runs and GET /v1/runs list those there are, ` +
      'credence score --as-of makes one',
  );
}

function latestUpTo(
  runs: readonly RunRecord[],
  { asOf, basis }: { asOf: Instant; basis?: ProcessingBasis | undefined },
): RunRecord | undefined {
  return runs.find((run) => run.cut.asOf <= asOf && run.basis === basis);
}

export function unknownToAll(purpose: string, subjectId: string): NotFoundError {
  return new NotFoundError(
    `no run for the purpose ${purpose} knows the subject ${subjectId}; check the id, or make a run: credence score`,
  );
}

/** Reads each scorecard once, however many runs were made with it. */
export function scorecardReader(): (run: RunRecord) => Scorecard {
  const read = new Map<string, Scorecard>();
  return ({ scorecardJson }) => {
    const scorecard = read.get(scorecardJson) ?? readStoredScorecard(scorecardJson);
    read.set(scorecardJson, scorecard);
    return scorecard;
  };
}
