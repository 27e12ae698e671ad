/** From this share of all on it is sooner gone through everybody than put in order who is marked. */
const MANY = 1 / 16;
const FIRST_CAPACITY = 256;

/** Some subjects by index, each with bits that say what of it is meant. */
export class MarkedSubjects {
  readonly #bits: Uint32Array;
  #marked = new Uint32Array(FIRST_CAPACITY);
  #count = 0;

  /** @param room above every index */
  constructor(room: number) {
    this.#bits = new Uint32Array(room);
  }

  get count(): number {
    return this.#count;
  }

  /** @param bits at least one */
  add(subject: number, bits = 1): void {
    const before = this.#bits[subject]!;
    this.#bits[subject] = before | bits;
    if (before !== 0) return;
    if (this.#count === this.#marked.length) {
      const longer = new Uint32Array(2 * this.#count);
      longer.set(this.#marked);
      this.#marked = longer;
    }
    this.#marked[this.#count++] = subject;
  }

  has(subject: number): boolean {
    return this.#bits[subject]! !== 0;
  }

  /** Those with one of the bits, ascending. */
  subjects(bits = ALL): number[] {
    const found: number[] = [];
    const look = (subject: number): void => {
      if ((this.#bits[subject]! & bits) !== 0) found.push(subject);
    };
    if (this.#count > MANY * this.#bits.length)
      for (let subject = 0; subject < this.#bits.length; subject++) look(subject);
    else for (const subject of this.#marked.slice(0, this.#count).sort()) look(subject);
    return found;
  }
}

const ALL = 0xffff_ffff;
