import { Random } from './random.ts';
import { splitMix, Word64 } from './split-mix.ts';

/**
 * Independent streams by purpose and index. A feature draws from streams of its own, and each person has one
 * in each, so that adding a feature or a draw leaves every other feature, and every other person, as they were,
 * and parts of the world can be made in any order.
 *
 * A purpose's key is the seed with the purpose's letters absorbed one by one; stream i takes its state from
 * outputs 2i and 2i + 1 of SplitMix64 from that key. Two outputs in a row are never both 0, so no state is.
 */
export class Streams {
  readonly #seed: Word64;
  readonly #keys = new Map<string, Word64>();

  /** @param seed a whole number in [0, 2^53) */
  constructor(seed: number) {
    this.#seed = new Word64(Math.floor(seed / 2 ** 32), seed % 2 ** 32);
  }

  of(purpose: string, index = 0): Random {
    const key = this.#key(purpose);
    const first = splitMix(key, 2 * index);
    const second = splitMix(key, 2 * index + 1);
    return new Random([first.low, first.high, second.low, second.high]);
  }

  #key(purpose: string): Word64 {
    const known = this.#keys.get(purpose);
    if (known !== undefined) return known;
    let key = this.#seed;
    for (const letter of purpose) {
      const output = splitMix(key, 0);
      key = new Word64(output.high, output.low ^ (letter.codePointAt(0) ?? 0));
    }
    key = splitMix(key, 0);
    this.#keys.set(purpose, key);
    return key;
  }
}
