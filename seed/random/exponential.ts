import type { Random } from './random.ts';

/** A waiting time of the given mean, 0 included. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}
