import { InvariantError } from '../../src/domain/errors.ts';
import type { Random } from './random.ts';

/** Draws an index with a chance in proportion to its weight, in log n steps. */
export class WeightedChoice {
  readonly #cumulative: Float64Array;

  /** @param weights not negative, their sum above 0 */
  constructor(weights: ArrayLike<number>) {
    this.#cumulative = new Float64Array(weights.length);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i]!;
      this.#cumulative[i] = sum;
    }
    if (!(sum > 0)) throw new InvariantError(`a weighted choice needs a sum of weights above 0, got ${sum}`);
  }

  draw(random: Random): number {
    const cumulative = this.#cumulative;
    let high = cumulative.length - 1;
    const target = random.uniform() * cumulative[high]!;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
