import { describe, expect, test } from 'vitest';
import { Random } from '../../../../seed/random/random.ts';

describe('Random', () => {
  // From the authors' xoshiro128starstar.c, version 1.1, with the state 1, 2, 3, 4.
  test('gives what the reference gives', () => {
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.next32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('makes a uniform number of the upper 27 and 26 bits of two outputs', () => {
    // 11520 >>> 5 = 360; 0 >>> 6 = 0; 360 * 2^26 / 2^53 = 360 / 2^27.
    expect(new Random([1, 2, 3, 4]).uniform()).toBe(360 / 2 ** 27);
  });

  test('draws every whole number of a range about equally often, and none outside', () => {
    const random = new Random([9, 8, 7, 6]);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < 60_000; k++) {
      const drawn = random.between(10, 16);
      counts[drawn - 10] = (counts[drawn - 10] ?? 0) + 1;
    }
    expect(counts).toHaveLength(6);
    // Five standard deviations of a count of 10,000 out of 60,000.
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000 * (5 / 6)));
  });

  test('gives the start of an empty range', () => {
    expect(new Random([1, 2, 3, 4]).between(7, 7)).toBe(7);
    expect(new Random([1, 2, 3, 4]).between(7, 3)).toBe(7);
  });

  test('takes chances of 0 and 1 at their word', () => {
    const random = new Random([1, 2, 3, 4]);
    const draws = Array.from({ length: 1000 }, () => [random.chance(0), random.chance(1)]);
    expect(draws.every(([never, always]) => never === false && always === true)).toBe(true);
  });
});
