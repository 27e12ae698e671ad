/** Moments and quantiles known in closed form, each held to within five standard errors or so of the sample. */
import { describe, expect, test } from 'vitest';
import { exponential } from '../../../../seed/random/exponential.ts';
import { logNormal } from '../../../../seed/random/log-normal.ts';
import { normal } from '../../../../seed/random/normal.ts';
import { poisson } from '../../../../seed/random/poisson.ts';
import { powerLaw } from '../../../../seed/random/power-law.ts';
import type { Random } from '../../../../seed/random/random.ts';
import { Streams } from '../../../../seed/random/streams.ts';
import { WeightedChoice } from '../../../../seed/random/weighted-choice.ts';
import { Zipf, zipfWeights } from '../../../../seed/random/zipf.ts';

const SAMPLE = 40_000;

function sample(draw: (random: Random) => number): Float64Array {
  const random = new Streams(20251231).of('distributions');
  return Float64Array.from({ length: SAMPLE }, () => draw(random));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: Float64Array): number => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};
const shareBelow = (values: Float64Array, limit: number): number =>
  values.filter((value) => value < limit).length / values.length;

describe('distributions', () => {
  test('normal: mean 0, variance 1, 97.5 % below 1.96', () => {
    const values = sample(normal);
    expect(Math.abs(mean(values))).toBeLessThan(0.025);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.04);
    expect(Math.abs(shareBelow(values, 1.959964) - 0.975)).toBeLessThan(0.004);
  });

  test('log-normal: half below the median, 84.1 % below the median times e to the sigma', () => {
    const values = sample((random) => logNormal(random, { median: 250, sigma: 0.8 }));
    expect(Math.abs(shareBelow(values, 250) - 0.5)).toBeLessThan(0.0125);
    expect(Math.abs(shareBelow(values, 250 * Math.exp(0.8)) - 0.8413)).toBeLessThan(0.0095);
  });

  test('exponential: the mean, and 63.2 % below it', () => {
    const values = sample((random) => exponential(random, 20));
    expect(Math.abs(mean(values) - 20)).toBeLessThan(0.5);
    expect(Math.abs(shareBelow(values, 20) - (1 - Math.exp(-1)))).toBeLessThan(0.0125);
  });

  test.each([0.3, 4, 75])('Poisson of mean %d: mean and variance are equal', (rate) => {
    const values = sample((random) => poisson(random, rate));
    expect(Math.abs(mean(values) - rate)).toBeLessThan(5 * Math.sqrt(rate / SAMPLE));
    expect(Math.abs(variance(values) / rate - 1)).toBeLessThan(0.08);
    expect(Math.abs(values.filter((value) => value === 0).length / SAMPLE - Math.exp(-rate))).toBeLessThan(
      0.0125,
    );
  });

  test('Poisson of mean 0 or less: nothing happens', () => {
    expect(sample((random) => poisson(random, 0)).every((value) => value === 0)).toBe(true);
    expect(sample((random) => poisson(random, -1)).every((value) => value === 0)).toBe(true);
  });

  test('power law: stays within its bounds and its tail falls as size^(1 - exponent)', () => {
    const values = sample((random) => powerLaw(random, { exponent: 2.5, least: 1, most: 1000 }));
    expect(Math.min(...values)).toBe(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(1000);
    // P(size >= 4) = ((4 - 1/2) / (1 - 1/2))^-1.5, but for the little that the upper bound cuts off.
    expect(Math.abs(1 - shareBelow(values, 4) - 7 ** -1.5)).toBeLessThan(0.006);
  });

  test('Zipf: ranks in proportion to 1, 1/2, 1/3, 1/4', () => {
    expect([...zipfWeights({ ranks: 4, exponent: 1, shift: 0 })].map((weight) => weight.toFixed(6))).toEqual([
      '1.000000',
      '0.500000',
      '0.333333',
      '0.250000',
    ]);
    const zipf = new Zipf({ ranks: 4, exponent: 1, shift: 0 });
    const values = sample((random) => zipf.draw(random));
    [12, 6, 4, 3].forEach((weight, rank) => {
      const share = values.filter((value) => value === rank).length / SAMPLE;
      expect(Math.abs(share - weight / 25)).toBeLessThan(0.0125);
    });
  });

  test('weighted choice: never draws what weighs nothing, and refuses weights that add up to nothing', () => {
    const choice = new WeightedChoice([0, 1, 0, 3, 0]);
    const values = sample((random) => choice.draw(random));
    expect([...new Set(values)].sort()).toEqual([1, 3]);
    expect(Math.abs(mean(values) - 2.5)).toBeLessThan(0.025);
    expect(() => new WeightedChoice([0, 0])).toThrow('a sum of weights above 0');
  });
});
