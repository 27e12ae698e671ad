/**
 * The projection of the run that is served, held in memory for those who ask what would be and for runs over what has
 * changed: loaded when it is first needed, kept, and let go once another run is served.
 */
import { CancelledError, CredenceError, InvariantError } from '../domain/errors.ts';
import type { OnProgress, Progress, RunRecord } from './ports.ts';
import type { Resident } from './resident/resident.ts';
import { WriteQueue } from './write-queue.ts';

/** How things stand with it. */
export interface Residence {
  readonly state: 'absent' | 'loading' | 'ready';
  /** The run it stands at, or is being brought to. */
  readonly runId?: string;
  /** Of the loading. */
  readonly progress?: Progress;
}

export interface ResidentUse {
  readonly onProgress?: OnProgress;
  /** Gives up while the work has not begun; the work itself is told by whoever does it. */
  readonly signal?: AbortSignal;
}

export class ResidentHolder {
  readonly #served: () => RunRecord;
  readonly #load: (run: RunRecord, onProgress: OnProgress) => Promise<Resident>;
  readonly #turns = new WriteQueue();
  readonly #watchers = new Set<OnProgress>();
  #resident: Resident | undefined;
  #loading: Residence | undefined;

  /** `served`: the run to stand at, as it is at each use. */
  constructor(served: () => RunRecord, load: (run: RunRecord, onProgress: OnProgress) => Promise<Resident>) {
    this.#served = served;
    this.#load = load;
  }

  residence(): Residence {
    if (this.#loading !== undefined) return this.#loading;
    return this.#resident === undefined
      ? { state: 'absent' }
      : { state: 'ready', runId: this.#resident.run.id };
  }

  /**
   * Does some work on it, loading it first where need be, one after the other in the order they came. Whatever the work
   * does to the run that is served is done before anybody else's turn. Rejects with CancelledError where the signal comes
   * before the work begins, and as loading and the work do.
   */
  use<T>(work: (resident: Resident) => Promise<T>, { onProgress, signal }: ResidentUse = {}): Promise<T> {
    if (onProgress !== undefined) this.#watchers.add(onProgress);
    const waiting = { isOver: false };
    const turn = this.#turns.run(async () => {
      refuseCalledOff(signal);
      const resident = await this.#standing();
      refuseCalledOff(signal);
      waiting.isOver = true;
      return this.#kept(() => work(resident));
    });
    return new Promise<T>((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        if (!waiting.isOver) reject(calledOff());
      });
      turn.then(resolve, reject);
    }).finally(() => {
      if (onProgress !== undefined) this.#watchers.delete(onProgress);
    });
  }

  /** Gives back the memory of one that stands at a run which is no longer served, once nobody uses it. */
  settle(): Promise<void> {
    return this.#turns.run(() => {
      this.#letGoStale();
      return Promise.resolve();
    });
  }

  async #standing(): Promise<Resident> {
    // Another run may be served by the time that one is loaded.
    for (;;) {
      this.#letGoStale();
      if (this.#resident !== undefined) return this.#resident;
      this.#resident = await this.#loaded(this.#served());
    }
  }

  /** After a defect nobody knows what is held. */
  async #kept<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isExpected = error instanceof CredenceError && !(error instanceof InvariantError);
      if (!isExpected) this.#resident = undefined;
      throw error;
    }
  }

  #letGoStale(): void {
    if (this.#resident?.run.id !== this.#served().id) this.#resident = undefined;
  }

  async #loaded(run: RunRecord): Promise<Resident> {
    const loading = { state: 'loading', runId: run.id } as const;
    this.#loading = loading;
    try {
      return await this.#load(run, (progress) => {
        this.#loading = { ...loading, progress };
        for (const watcher of this.#watchers) watcher(progress);
      });
    } finally {
      this.#loading = undefined;
    }
  }
}

function refuseCalledOff(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw calledOff();
}

function calledOff(): CancelledError {
  return new CancelledError(
    'called off while the projection of the run served was awaited; nothing was changed',
  );
}
