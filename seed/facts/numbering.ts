/** Counts what is given an id, from 0. */
export class Numbering {
  #next = 0;

  get given(): number {
    return this.#next;
  }

  next(): number {
    return this.#next++;
  }
}
