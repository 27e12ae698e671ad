/**
 * Runs made while something else goes on: started, watched and called off. One at a time, as each takes the memory and
 * the processors that there are; a second is refused rather than kept waiting, since what it would see by then is not
 * what it was asked to see.
 */
import { CancelledError, ConflictError, CredenceError, type ErrorCode } from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, OnProgress, Progress, RunRecord } from './ports.ts';

/** `full`: over everyone. `touched`: over whom the facts that came since the run served can have changed. */
export const RUN_KINDS = ['full', 'touched'] as const;
type RunKind = (typeof RUN_KINDS)[number];

export interface RunWish {
  readonly kind: RunKind;
  readonly purpose: string;
  /** Absent: the instant at which it is started. */
  readonly asOf?: Instant | undefined;
}

export interface RunMade {
  readonly run: RunRecord;
  /**
   * Of a touched run: how many subjects were looked at anew, how many of them changed or were added, and how many
   * readings lie so near the edge of a bin that a full run might put them on its other side.
   */
  readonly touched?: { readonly subjects: number; readonly changed: number; readonly nearEdges: number };
}

/** Makes a run, saves it and has it served. Rejects with CancelledError where it was called off; then nothing is kept. */
export type MakeRun = (
  wish: RunWish & { readonly asOf: Instant },
  watch: { readonly onProgress: OnProgress; readonly signal: AbortSignal },
) => Promise<RunMade>;

export const JOB_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
type JobState = (typeof JOB_STATES)[number];

/** A run that was asked for, as it stands. */
export interface RunJob extends RunWish {
  readonly id: string;
  readonly asOf: Instant;
  readonly state: JobState;
  /** Whether somebody called it off; it may be done all the same. */
  readonly isCalledOff: boolean;
  readonly startedAt: Instant;
  /** Absent while it runs. */
  readonly endedAt?: Instant;
  /** The stage it is in, or was in when it ended. */
  readonly progress?: Progress;
  /** Present once it is done. */
  readonly made?: RunMade;
  /** Present once it has failed. */
  readonly failure?: { readonly code: ErrorCode; readonly message: string };
}

/** Ended jobs that are remembered; the runs themselves are in the store. By judgement. */
const REMEMBERED = 100;

export interface RunJobTools {
  readonly clock: Clock;
  /** Gives an id that nobody had before. */
  readonly newId: () => string;
  /** Hears of every job that fails; being called off is no failure. */
  readonly onFailure: (job: RunJob, error: unknown) => void;
}

interface JobEntry {
  job: RunJob;
  readonly wish: string;
  readonly calling: AbortController;
  readonly ended: Promise<void>;
}

export class RunJobs {
  readonly #make: MakeRun;
  readonly #clock: Clock;
  readonly #newId: () => string;
  readonly #onFailure: (job: RunJob, error: unknown) => void;
  /** Oldest first. */
  readonly #entries = new Map<string, JobEntry>();
  readonly #jobOfToken = new Map<string, string>();
  #isClosed = false;

  constructor(make: MakeRun, { clock, newId, onFailure }: RunJobTools) {
    this.#make = make;
    this.#clock = clock;
    this.#newId = newId;
    this.#onFailure = onFailure;
  }

  /**
   * Starts a run and gives its job at once. With a token that came before it gives the job started then, whatever has
   * become of it, and looks at nothing else. Throws ConflictError where the token came with another wish, and while
   * another run is made; and whatever `check` throws of a wish that cannot be granted.
   */
  start(wish: RunWish, { token, check }: { token?: string; check?: (wish: RunWish) => void } = {}): RunJob {
    const words = JSON.stringify([wish.kind, wish.purpose, wish.asOf ?? null]);
    const known = this.#entries.get(this.#jobOfToken.get(token ?? '') ?? '');
    if (known !== undefined) return repeated(known, words);
    check?.(wish);
    this.#refuseSecond();
    const startedAt = this.#clock.now();
    const job: RunJob = {
      ...{ kind: wish.kind, purpose: wish.purpose, asOf: wish.asOf ?? startedAt, startedAt },
      ...{ id: this.#newId(), state: 'running', isCalledOff: false },
    };
    const calling = new AbortController();
    const ended = this.#run(job, calling.signal);
    this.#entries.set(job.id, { job, wish: words, calling, ended });
    if (token !== undefined) this.#jobOfToken.set(token, job.id);
    this.#forgetOldest();
    return job;
  }

  find(id: string): RunJob | undefined {
    return this.#entries.get(id)?.job;
  }

  /** Of a purpose, the one started last first. */
  list(purpose: string): readonly RunJob[] {
    return [...this.#entries.values()]
      .map(({ job }) => job)
      .filter((job) => job.purpose === purpose)
      .reverse();
  }

  /** Calls a job off, which ends soon. Undefined where there is none of this id; throws ConflictError where it has ended. */
  cancel(id: string): RunJob | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    if (entry.job.state !== 'running')
      throw new ConflictError(
        `call a run off: expected one that is being made; this one is ${entry.job.state}`,
        {
          context: { state: entry.job.state },
        },
      );
    this.#change(id, { isCalledOff: true });
    entry.calling.abort();
    return entry.job;
  }

  /** Calls off what runs, takes no more, and resolves once it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const entries = [...this.#entries.values()];
    for (const { calling } of entries) calling.abort();
    await Promise.all(entries.map(({ ended }) => ended));
  }

  #refuseSecond(): void {
    if (this.#isClosed) throw new CancelledError('start a run: the service is stopping');
    const running = [...this.#entries.values()].find(({ job }) => job.state === 'running');
    if (running === undefined) return;
    throw new ConflictError(
      `start a run: one is being made, ${running.job.id}, and only one is at a time; wait for its end, or cancel it`,
      { context: { run: running.job.id } },
    );
  }

  /** Never rejects. */
  async #run(job: RunJob, signal: AbortSignal): Promise<void> {
    const { id } = job;
    // The caller has the job before anything can have become of it.
    await Promise.resolve();
    try {
      const onProgress: OnProgress = (progress) => {
        this.#change(id, { progress });
      };
      const made = await this.#make(job, { onProgress, signal });
      this.#end(id, { state: 'done', made });
    } catch (error) {
      if (signal.aborted && error instanceof CancelledError) this.#end(id, { state: 'cancelled' });
      else this.#fail(id, error);
    }
  }

  #fail(id: string, error: unknown): void {
    const { code, message } =
      error instanceof CredenceError
        ? error
        : ({ code: 'invariant', message: 'an unexpected failure' } as const);
    this.#end(id, { state: 'failed', failure: { code, message } });
    this.#onFailure(this.#entries.get(id)!.job, error);
  }

  #end(id: string, outcome: Pick<RunJob, 'state' | 'made' | 'failure'>): void {
    this.#change(id, { ...outcome, endedAt: this.#clock.now() });
  }

  #change(id: string, change: Partial<RunJob>): void {
    const entry = this.#entries.get(id)!;
    entry.job = { ...entry.job, ...change };
  }

  #forgetOldest(): void {
    const oldest = [...this.#entries.values()]
      .filter(({ job }) => job.state !== 'running')
      .slice(0, -REMEMBERED);
    for (const { job } of oldest) this.#entries.delete(job.id);
    for (const [token, id] of this.#jobOfToken) if (!this.#entries.has(id)) this.#jobOfToken.delete(token);
  }
}

function repeated({ job, wish }: JobEntry, words: string): RunJob {
  if (wish === words) return job;
  throw new ConflictError(
    'start a run: this Idempotency-Key came before with another wish; repeat that one, or send a new key',
    { context: { run: job.id } },
  );
}
