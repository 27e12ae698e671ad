import type { Random } from './random.ts';
import { WeightedChoice } from './weighted-choice.ts';

/** `ranks` of them; weight (rank + shift)^-exponent with rank from 1. A shift of 0 is Zipf's own law. */
export interface ZipfLaw {
  readonly ranks: number;
  readonly exponent: number;
  readonly shift: number;
}

/** The weight of each rank, the most popular first. */
export function zipfWeights({ ranks, exponent, shift }: ZipfLaw): Float64Array {
  return Float64Array.from({ length: ranks }, (_, i) => Math.exp(-exponent * Math.log(i + 1 + shift)));
}

/**
 * Popularity by rank: the first is visited far more than the tenth, and most hardly at all.
 *
 * Reference: Mandelbrot, "An informational theory of the statistical structure of language", 1953, which
 * adds the shift.
 */
export class Zipf {
  readonly #choice: WeightedChoice;

  constructor(law: ZipfLaw) {
    this.#choice = new WeightedChoice(zipfWeights(law));
  }

  /** A rank from 0, the most popular. */
  draw(random: Random): number {
    return this.#choice.draw(random);
  }
}
