import type { Random } from './random.ts';

const ROUNDS = 4;

/**
 * A permutation of the whole numbers in [0, size) that looks like chance and holds no table: a Feistel network of
 * four rounds over the next even power of two, walked on until it comes back below `size`.
 *
 * Reference: Black, Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002, doi:10.1007/3-540-45760-7_9.
 */
export class Permutation {
  readonly #size: number;
  readonly #halfBits: number;
  readonly #mask: number;
  readonly #keys: Uint32Array;

  /** @param size a whole number in [1, 2^30] */
  constructor(random: Random, size: number) {
    this.#size = size;
    this.#halfBits = Math.max(1, Math.ceil((32 - Math.clz32(size - 1)) / 2));
    this.#mask = 2 ** this.#halfBits - 1;
    this.#keys = Uint32Array.from({ length: ROUNDS }, () => random.next32());
  }

  /** @param index a whole number in [0, size) */
  at(index: number): number {
    let place = this.#crossed(index);
    while (place >= this.#size) place = this.#crossed(place);
    return place;
  }

  #crossed(index: number): number {
    let left = index >>> this.#halfBits;
    let right = index & this.#mask;
    for (const key of this.#keys) [left, right] = [right, left ^ (mixed(right ^ key) & this.#mask)];
    return ((left << this.#halfBits) | right) >>> 0;
  }
}

/** The finalizer of MurmurHash3, which lets every bit of 32 depend on every other. */
function mixed(word: number): number {
  let hash = word;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
