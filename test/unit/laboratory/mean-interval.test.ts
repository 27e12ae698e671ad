import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../src/laboratory/measures/mean-interval.ts';

describe('the interval of a mean', () => {
  it('is that of Student for a small sample', () => {
    // Mean 2, standard deviation 1, standard error 1 / sqrt 3, t with 2 degrees of freedom 4.303.
    const { mean, low, high } = meanInterval([1, 2, 3]);
    expect(mean).toBe(2);
    expect(high - mean).toBeCloseTo(4.303 / Math.sqrt(3), 9);
    expect(mean - low).toBeCloseTo(4.303 / Math.sqrt(3), 9);
  });
});
