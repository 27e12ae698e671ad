/** Which of a purpose's stored runs is meant, and how it reads. */
import { NotFoundError } from '../domain/errors.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import type { RunReads, RunRecord } from './ports.ts';

/** A run by its id, or the latest as of this instant or earlier. */
export type RunChoice = { readonly id: string } | { readonly asOf: Instant };

/** Throws NotFoundError that says which runs there are. */
export async function findRun(store: RunReads, purpose: string, choice: RunChoice): Promise<RunRecord> {
  const runs = await store.listRuns(purpose);
  const found =
    'id' in choice
      ? runs.find(({ id }) => id === choice.id)
      : runs.find(({ cut }) => cut.asOf <= choice.asOf);
  if (found !== undefined) return found;
  const wanted = 'id' in choice ? `run ${choice.id}` : `run as of ${formatInstant(choice.asOf)} or earlier`;
  throw new NotFoundError(
    `${store.name} holds no ${wanted} for the purpose ${purpose}: ${heldRuns(runs)}; make one: credence score --as-of`,
  );
}

/** Which runs there are, for messages: the latest five instants. */
export function heldRuns(runs: readonly RunRecord[]): string {
  const instants = [...new Set(runs.map(({ cut }) => formatInstant(cut.asOf)))];
  if (instants.length === 0) return 'there are none';
  return `there are runs as of ${instants.slice(0, 5).join(', ')}${instants.length > 5 ? ' and earlier' : ''}`;
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
