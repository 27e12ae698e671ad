/**
 * How a long computation is watched and called off from another thread: a few words that both see.
 */
import { allocate } from './shared-arrays.ts';

const CANCELLED = 0;
const DONE = 1;
const TOTAL = 2;
const BLOCKS = 3;
const WORDS = 4;

export interface MonitoredProgress {
  readonly done: number;
  /** 0 where the end is not known. */
  readonly total: number;
}

export class Monitor {
  /** What another thread needs to watch the same computation. */
  readonly words: Int32Array;

  constructor(words: Int32Array = allocate(Int32Array, WORDS)) {
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

  /** By whichever thread has done a block of a step. */
  finishBlock(): void {
    Atomics.add(this.words, BLOCKS, 1);
  }

  /** What the kernel reports; of one that reports nothing, how many blocks its steps have done so far. */
  get progress(): MonitoredProgress {
    const total = Atomics.load(this.words, TOTAL);
    const done = Atomics.load(this.words, DONE);
    return { done: done === 0 && total === 0 ? Atomics.load(this.words, BLOCKS) : done, total };
  }
}
