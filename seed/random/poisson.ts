import type { Random } from './random.ts';

/** Beyond this the product of uniforms takes too long and loses precision. */
const LARGEST_STEP = 30;

/**
 * How many events of a mean number happened: multiplies uniforms until they fall below e^-mean. A large mean
 * is drawn in parts, since a sum of Poisson draws is one of the summed mean.
 *
 * Reference: Knuth, The Art of Computer Programming, volume 2, section 3.4.1.
 */
export function poisson(random: Random, mean: number): number {
  let events = 0;
  let rest = mean;
  while (rest > LARGEST_STEP) {
    events += poissonStep(random, LARGEST_STEP);
    rest -= LARGEST_STEP;
  }
  return events + poissonStep(random, rest);
}

function poissonStep(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  const limit = Math.exp(-mean);
  let events = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) events++;
  return events;
}
