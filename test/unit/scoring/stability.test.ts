import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stabilityOf } from '../../../src/scoring/stability.ts';

const SCALE = [350, 950] as const;
const tens = Array.from({ length: 10 }, (_, index) => 400 + 10 * index);

describe('the population stability index', () => {
  test('is summed over the deciles of the base', () => {
    // Ten bins of one each. The other has 2 in the first, none in the last, 1 in the rest.
    const other = [400, 395, ...tens.slice(1, 9)];
    const found = stabilityOf(tens, other, SCALE)!;
    expect(found.bins.map(({ from, to }) => [from, to]).slice(0, 2)).toEqual([
      [350, 400],
      [401, 410],
    ]);
    expect(found.bins.at(-1)).toMatchObject({ from: 481, to: 950, base: 1, other: 0 });
    // (0.2 - 0.1) ln 2 = 0.0693, and half a subject in the last: (0.05 - 0.1) ln 0.5 = 0.0347.
    expect(found.bins[0]!.part).toBeCloseTo(0.1 * Math.LN2, 12);
    expect(found.bins.at(-1)!.part).toBeCloseTo(0.05 * Math.LN2, 12);
    expect(found.index).toBeCloseTo(0.15 * Math.LN2, 12);
    expect(found.shift).toBe('small');
  });

  test('parts no equal scores', () => {
    const found = stabilityOf([500, 500, 500, 600], [500, 600, 600, 600], SCALE)!;
    expect(found.bins.map(({ from, to, base, other }) => [from, to, base, other])).toEqual([
      [350, 500, 3, 1],
      [501, 950, 1, 3],
    ]);
    // 2 x 0.5 x ln 3.
    expect(found.index).toBeCloseTo(Math.log(3), 12);
    expect(found.shift).toBe('significant');
    expect(stabilityOf([500, 500], [700], SCALE)!.bins).toHaveLength(1);
  });

  test('is told of nobody', () => {
    expect(stabilityOf([], [500], SCALE)).toBeNull();
    expect(stabilityOf([500], [], SCALE)).toBeNull();
  });

  test('is 0 of a population against itself, and never below 0', () => {
    const scores = fc.array(fc.integer({ min: 350, max: 950 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(scores, scores, (one, other) => {
        expect(stabilityOf(one, [...one].reverse(), SCALE)).toMatchObject({ index: 0, shift: 'none' });
        const { index, bins } = stabilityOf(one, other, SCALE)!;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(bins.reduce((sum, bin) => sum + bin.base, 0)).toBe(one.length);
        expect(bins.reduce((sum, bin) => sum + bin.other, 0)).toBe(other.length);
        expect(bins.every((bin) => bin.base > 0)).toBe(true);
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});
