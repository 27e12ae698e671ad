/**
 * One stream of random numbers: xoshiro128**, 128 bits of state, period 2^128 - 1. Chosen because it needs
 * 32-bit operations only.
 *
 * Reference: Blackman, Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on
 * Mathematical Software 47(4), 2021, doi:10.1145/3460772.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Four 32-bit words, not all of them 0. */
  constructor(state: readonly [number, number, number, number]) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** A whole number in [0, 2^32). */
  next32(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** In [0, 1), with 53 random bits. */
  uniform(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** A whole number in [0, limit); the bias is below limit / 2^53. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** A whole number in [start, end); `start` where that is empty. */
  between(start: number, end: number): number {
    return start + this.below(Math.max(0, Math.ceil(end) - start));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}
