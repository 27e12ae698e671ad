import { InvariantError } from '../../src/domain/errors.ts';
import type { NameSeries } from '../../src/domain/fact-columns.ts';
import { Permutation } from '../random/permutation.ts';
import type { Random } from '../random/random.ts';

/** Gives numbers for ids, each once, in an order that says nothing of when or for what they were asked. */
export class Numbering {
  readonly #order: Permutation;
  readonly #most: number;
  #given = 0;

  /** @param most how many there can be; the numbers lie in [0, most) */
  constructor(random: Random, most: number) {
    this.#order = new Permutation(random, most);
    this.#most = most;
  }

  get given(): number {
    return this.#given;
  }

  /** Throws InvariantError once all are given. */
  next(): number {
    if (this.#given >= this.#most)
      throw new InvariantError(`the world has numbers for ${this.#most} and needs more; make the ids wider`);
    return this.#order.at(this.#given++);
  }
}

/** How many names of the full width there are. */
export function roomIn([series]: readonly [NameSeries]): number {
  return 10 ** series.width - 1;
}
