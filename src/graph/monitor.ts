/**
 * How a long computation is watched and called off from another thread: a few words that both see.
 */
import { allocate } from './shared-arrays.ts';

const CANCELLED = 0;
const DONE = 1;
const TOTAL = 2;

export interface MonitoredProgress {
  readonly done: number;
  /** 0 where the end is not known. */
  readonly total: number;
}

export class Monitor {
  /** What another thread needs to watch the same computation. */
  readonly words: Int32Array;

  constructor(words: Int32Array = allocate(Int32Array, 3)) {
    this.words = words;
  }

  /** Asks the computation to stop; it does at its next look, by throwing CancelledError. */
  cancel(): void {
    Atomics.store(this.words, CANCELLED, 1);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.words, CANCELLED) !== 0;
  }

  /** Both are whole numbers below 2^31, in a unit of the kernel's own. */
  report(done: number, total: number): void {
    Atomics.store(this.words, DONE, done);
    Atomics.store(this.words, TOTAL, total);
  }

  get progress(): MonitoredProgress {
    return { done: Atomics.load(this.words, DONE), total: Atomics.load(this.words, TOTAL) };
  }
}
