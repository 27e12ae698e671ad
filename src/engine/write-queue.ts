/** Lets one piece of work at a time through, in the order they came; one that fails does not hold up the next. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves once everything that was waiting is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
