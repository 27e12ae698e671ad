import { normal } from './normal.ts';
import type { Random } from './random.ts';

/** `median` in the unit of the draw; `sigma` is the standard deviation of its natural logarithm. */
export interface LogNormal {
  readonly median: number;
  readonly sigma: number;
}

/** Sums of money and delays: many small, a few very large. */
export function logNormal(random: Random, { median, sigma }: LogNormal): number {
  return median * Math.exp(sigma * normal(random));
}
