import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Permutation } from '../../../../seed/random/permutation.ts';
import { Streams } from '../../../../seed/random/streams.ts';

describe('Permutation', () => {
  test.prop([fc.integer({ min: 1, max: 3000 }), fc.nat()], { numRuns: 30, seed: 7 })(
    'Invariant: gives every number below the size once',
    (size, seed) => {
      const order = new Permutation(new Streams(seed).of('order'), size);
      const seen = Array.from({ length: size }, (_, index) => order.at(index));
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
    },
  );

  test('leaves the last where any other might be', () => {
    const size = 100_000;
    const order = new Permutation(new Streams(1).of('order'), size);
    const last = Array.from({ length: 1000 }, (_, k) => order.at(size - 1 - k) / size);
    // The mean of a thousand uniform draws: 0.5, give or take 0.009.
    expect(Math.abs(last.reduce((sum, share) => sum + share, 0) / 1000 - 0.5)).toBeLessThan(0.04);
  });
});
