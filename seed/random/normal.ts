import type { Random } from './random.ts';

/**
 * A draw from the standard normal distribution, by the polar method: it needs no sine or cosine, whose last
 * bits differ between machines. A varying number of uniforms is used up.
 *
 * Reference: Marsaglia, Bray, "A convenient method for generating normal variables", SIAM Review 6(3), 1964,
 * doi:10.1137/1006063.
 */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}
