import type { Random } from './random.ts';

/** Whole numbers from `least` to `most`, both included, with a density that falls as size^-exponent; exponent > 1. */
export interface PowerLaw {
  readonly exponent: number;
  readonly least: number;
  readonly most: number;
}

/**
 * How many friends somebody has: mostly few, now and then very many. Inverts the distribution of the continuous
 * power law cut at both ends, and rounds.
 *
 * Reference: Clauset, Shalizi, Newman, "Power-law distributions in empirical data", SIAM Review 51(4), 2009,
 * appendix D, doi:10.1137/070710111.
 */
export function powerLaw(random: Random, { exponent, least, most }: PowerLaw): number {
  const slope = 1 - exponent;
  const atLeast = power(least - 0.5, slope);
  const beyondMost = power(most + 0.5, slope);
  const size = power(atLeast - random.uniform() * (atLeast - beyondMost), 1 / slope);
  return Math.min(most, Math.max(least, Math.floor(size + 0.5)));
}

/** By exp and log, which every V8 takes from the same source; `**` has changed between its versions. */
function power(base: number, exponent: number): number {
  return Math.exp(exponent * Math.log(base));
}
