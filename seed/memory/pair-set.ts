const FIRST_SLOTS = 1024;
const EMPTY = -1;

/**
 * Which pairs of numbers have come up. A set of V8's own takes six times the memory and holds 2^24 entries at most.
 * Open addressing with linear probing, half full at most.
 */
export class PairSet {
  readonly #limit: number;
  #slots = new Float64Array(FIRST_SLOTS).fill(EMPTY);
  #size = 0;

  /** @param limit numbers are below it; its square is at most 2^53 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds an ordered pair; false where it was there already. */
  add(first: number, second: number): boolean {
    const key = first * this.#limit + second;
    const slot = this.#find(key);
    if (this.#slots[slot] === key) return false;
    this.#slots[slot] = key;
    this.#size++;
    if (2 * this.#size > this.#slots.length) this.#grow();
    return true;
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  #find(key: number): number {
    const mask = this.#slots.length - 1;
    const high = Math.floor(key / 2 ** 32);
    let hash = Math.imul((key >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (this.#slots[slot] !== EMPTY && this.#slots[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(2 * old.length).fill(EMPTY);
    for (const key of old) if (key !== EMPTY) this.#slots[this.#find(key)] = key;
  }
}
