import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '../../../bench/rank-correlation.ts';

describe('rank correlation', () => {
  it('is 1 where the orders agree, -1 where they are opposite', () => {
    expect(rankCorrelation([1, 5, 9], [10, 11, 400])).toBe(1);
    expect(rankCorrelation([1, 5, 9], [3, 2, 1])).toBe(-1);
  });

  it('gives ties the mean of their ranks', () => {
    // Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: sums of products 4.5, of squares 4.5 and 5.
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });
});
