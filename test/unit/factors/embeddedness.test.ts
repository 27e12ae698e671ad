import { expect, test } from 'vitest';
import { embeddedness } from '../../../src/factors/embeddedness.ts';
import { readingOf } from '../../support/factor-view.ts';

test('three triangles read one half, and each further one adds less', () => {
  expect(readingOf(embeddedness, { trustedTriangles: 3, liveTies: 4 })).toMatchObject({
    value: 0.5,
    evidence: 4,
  });
  expect(readingOf(embeddedness, { trustedTriangles: 9, liveTies: 6 })?.value).toBeCloseTo(0.75, 12);
});

test('ties without a triangle read 0, no seed or no tie is not measured', () => {
  expect(readingOf(embeddedness, { trustedTriangles: 0, liveTies: 2 })?.value).toBe(0);
  expect(readingOf(embeddedness, { liveTies: 2 })).toBeUndefined();
});
