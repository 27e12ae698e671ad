/** The words through which the threads of a pool find each other, in one Int32Array that all see. */
import type { Task } from '../graph/run/executor.ts';

/** Grows by one with every step: what helpers wait for. */
const ROUND = 0;
/** The next block that nobody has taken. */
const NEXT_BLOCK = 1;
/** How many helpers are still at the step: what the lead waits for. */
const BUSY = 2;
/** 1 once a block of the step has failed. */
const FAILED = 3;
/** 1 once a thread has died. */
const DEAD = 4;
/** 1 once helpers shall end. */
const ENDED = 5;
const WORDS = 6;

export interface BlockFailure {
  readonly block: number;
  readonly error: unknown;
}

export class Control {
  readonly words: Int32Array<SharedArrayBuffer>;

  constructor(words = new Int32Array(new SharedArrayBuffer(4 * WORDS))) {
    this.words = words;
  }

  /** By the lead, once every helper has been sent the step. */
  startRound(helpers: number): void {
    Atomics.store(this.words, NEXT_BLOCK, 0);
    Atomics.store(this.words, FAILED, 0);
    Atomics.store(this.words, BUSY, helpers);
    this.#nextRound();
  }

  /** By the lead; false where a thread died instead. */
  awaitHelpers(): boolean {
    for (;;) {
      const busy = Atomics.load(this.words, BUSY);
      if (Atomics.load(this.words, DEAD) !== 0) return false;
      if (busy === 0) return true;
      Atomics.wait(this.words, BUSY, busy);
    }
  }

  /** By a helper; false where it shall end. */
  awaitRound(round: number): boolean {
    while (Atomics.load(this.words, ROUND) === round) Atomics.wait(this.words, ROUND, round);
    return Atomics.load(this.words, ENDED) === 0;
  }

  /** By a helper that has no block left. */
  finish(): void {
    Atomics.sub(this.words, BUSY, 1);
    Atomics.notify(this.words, BUSY);
  }

  end(): void {
    Atomics.store(this.words, ENDED, 1);
    this.#nextRound();
  }

  /** Wakes a lead that waits for somebody who will not come. */
  reportDeath(): void {
    Atomics.store(this.words, DEAD, 1);
    // It may be about to wait for just this value.
    Atomics.add(this.words, BUSY, 1);
    Atomics.notify(this.words, BUSY);
  }

  /**
   * Takes block after block until none is left, one has failed or the work is called off. Blocks are taken in
   * ascending order and a block taken is run, so the first to fail is the same whatever the threads do.
   */
  takeBlocks<S>({ step, shared, blocks, monitor }: Task<S>, thread: number): BlockFailure | undefined {
    const { count, bounds } = blocks;
    while (Atomics.load(this.words, FAILED) === 0 && monitor?.isCancelled !== true) {
      const index = Atomics.add(this.words, NEXT_BLOCK, 1);
      if (index >= count) return undefined;
      try {
        step.run(shared, { index, from: bounds[index]!, to: bounds[index + 1]!, thread, monitor });
        monitor?.finishBlock();
      } catch (error) {
        Atomics.store(this.words, FAILED, 1);
        return { block: index, error };
      }
    }
    return undefined;
  }

  #nextRound(): void {
    Atomics.add(this.words, ROUND, 1);
    Atomics.notify(this.words, ROUND);
  }
}
