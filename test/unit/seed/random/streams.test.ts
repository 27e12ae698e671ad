import { describe, expect, test } from 'vitest';
import { Streams } from '../../../../seed/random/streams.ts';

const draws = (seed: number, purpose: string, index?: number): number[] => {
  const random = new Streams(seed).of(purpose, index);
  return Array.from({ length: 4 }, () => random.next32());
};

describe('Streams', () => {
  test('gives the same stream for the same seed, purpose and index, whatever else was drawn', () => {
    const streams = new Streams(7);
    streams.of('something else', 3).next32();
    streams.of('purchases', 4).next32();
    const random = streams.of('purchases', 5);
    expect(Array.from({ length: 4 }, () => random.next32())).toEqual(draws(7, 'purchases', 5));
  });

  test('gives other streams for another seed, purpose or index', () => {
    const all = [
      draws(7, 'purchases', 5),
      draws(8, 'purchases', 5),
      draws(7 + 2 ** 32, 'purchases', 5),
      draws(7, 'purchase', 5),
      draws(7, 'sesahcrup', 5),
      draws(7, 'purchases', 6),
      draws(7, 'purchases'),
    ];
    expect(new Set(all.flat()).size).toBe(all.flat().length);
  });

  test('gives neighbouring indices streams that do not resemble each other', () => {
    const streams = new Streams(1);
    const first = Array.from({ length: 20_000 }, (_, i) => streams.of('resemblance', i).uniform() - 0.5);
    const lagged = first.slice(1).reduce((sum, value, i) => sum + value * first[i]!, 0) / (first.length - 1);
    // The correlation of independent draws has a standard deviation of 1 / sqrt(n).
    expect(Math.abs(lagged * 12)).toBeLessThan(5 / Math.sqrt(first.length));
  });
});
