import { ConflictError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import type { KernelRunner } from '../kernels.ts';
import type { Clock, GraphStore, Hasher, OnProgress, RunRecord } from '../ports.ts';
import { enter } from '../run.ts';
import { requestOf } from '../run-request.ts';
import { WriteQueue } from '../write-queue.ts';
import type { Hypothesis } from './hypothesis.ts';
import { scoresOf, standAt, stepTo, type FullReason, type Standing, type TouchedResult } from './standing.ts';
import { supposeOn, type Supposed } from './supposition.ts';

export type { FullReason, Hypothesis, TouchedResult };

interface AdvanceRequest {
  readonly asOf: Instant;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A run's projection held in memory and brought up to date by what new facts can have changed. Calls wait for each other. */
export interface Resident {
  /** Where it stands. */
  readonly run: RunRecord;
  /**
   * Brings it to a later cut and saves the run made of that: a touched one, or a full one (without `base`) in another
   * month, where anybody may have changed, where a subject went out of sight, or where the facts are in another
   * currency. Throws InvalidInputError for an earlier instant, CancelledError; then nothing is changed or saved.
   */
  advance(request: AdvanceRequest): Promise<TouchedResult>;
  /**
   * What a subject's score would be; nothing is stored or changed. Throws NotFoundError for a subject
   * that the run did not know, InvalidInputError for what cannot be supposed.
   */
  whatIf(subjectId: string, changes: readonly Hypothesis[]): Promise<Supposed>;
  /** Scores as they stand, everybody in code point order: copied at each call. */
  scores(): ScoreTable;
}

export interface ResidentRequest {
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly kernels?: KernelRunner | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * A stored run's projection, built at the full run at the root of its chain and brought along the chain. Throws
 * NotFoundError where a run of the chain is not held, ConflictError where one of them does not come out again, and
 * CancelledError where the signal comes before all is built.
 */
export async function loadResident(
  store: GraphStore,
  run: RunRecord,
  { signal, ...request }: ResidentRequest & Pick<AdvanceRequest, 'signal'>,
): Promise<Resident> {
  const chain = await chainOf(store, run);
  const root = chain[0]!;
  const standing = await standAt(store, { ...requestOf(root), ...request, signal });
  const resident = new ResidentRun(store, { ...standing, run: madeAgain(standing.run, root) }, request);
  for (const later of chain.slice(1)) await resident.repeat(later, signal);
  return resident;
}

/** From the full run on. */
async function chainOf(store: GraphStore, run: RunRecord): Promise<readonly RunRecord[]> {
  const chain = [run];
  for (let { base } = run; base !== undefined; { base } = chain[0]!) {
    const before = await store.readRun(base);
    if (before === undefined)
      throw new NotFoundError(
        `the run ${run.id} stands on the run ${base}, which ${store.name} does not hold; make a full run: credence score`,
      );
    chain.unshift(before);
  }
  return chain;
}

class ResidentRun implements Resident {
  readonly #store: GraphStore;
  readonly #request: ResidentRequest;
  readonly #queue = new WriteQueue();
  #standing: Standing;

  constructor(store: GraphStore, standing: Standing, request: ResidentRequest) {
    this.#store = store;
    this.#standing = standing;
    this.#request = request;
  }

  get run(): RunRecord {
    return this.#standing.run;
  }

  scores(): ScoreTable {
    return scoresOf(this.#standing);
  }

  advance({ asOf, ...watching }: AdvanceRequest): Promise<TouchedResult> {
    return this.#queue.run(async () => {
      const { cut } = this.run;
      if (asOf < cut.asOf)
        throw new InvalidInputError(
          `a touched run as of ${formatInstant(asOf)} was asked for on one as of ${formatInstant(cut.asOf)}; give the same ` +
            'instant or a later one, or make a full run: credence score --as-of',
        );
      const to = { asOf, batch: Math.max(cut.batch, await this.#store.latestBatch(asOf)) };
      if (asOf === cut.asOf && to.batch === cut.batch) return nothingNew(this.#standing);
      const step = await stepTo(this.#store, this.#standing, { to, ...this.#request, ...watching });
      try {
        enter({ stage: 'save scores', done: 0, total: step.result.changed.ids.length }, watching);
        await this.#store.saveRun(step.result.run, step.result.changed);
      } catch (error) {
        step.rollBack();
        throw error;
      }
      this.#standing = step.standing;
      return step.result;
    });
  }

  /** Goes to where a later run of the chain stands, as it went when that was made. */
  async repeat(run: RunRecord, signal: AbortSignal | undefined): Promise<void> {
    const step = await stepTo(this.#store, this.#standing, { to: run.cut, ...this.#request, signal });
    this.#standing = { ...step.standing, run: madeAgain(step.result.run, run) };
  }

  whatIf(subjectId: string, changes: readonly Hypothesis[]): Promise<Supposed> {
    return this.#queue.run(() => supposeOn(this.#standing, { subjectId, changes }, this.#request.kernels));
  }
}

function nothingNew({ run, state }: Standing): TouchedResult {
  return { run, changed: state.scores.pick([]), touched: 0, nearEdges: [] };
}

/** The run as it came out, finished when the stored one was. */
function madeAgain(made: RunRecord, { id, finishedAt }: RunRecord): RunRecord {
  if (made.id === id) return { ...made, finishedAt };
  throw new ConflictError(
    `the run ${id} came out as ${made.id} when it was made again from its facts: another version of the program made it, or ` +
      'facts were altered; make a full run: credence score',
  );
}
