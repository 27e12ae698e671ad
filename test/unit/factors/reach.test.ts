import { expect, test } from 'vitest';
import { reach } from '../../../src/factors/reach.ts';
import { readingOf } from '../../support/factor-view.ts';

test('five credible ties read one half', () => {
  const reading = readingOf(reach, { liveTies: 9, reach: 5 });
  expect(reading?.value).toBeCloseTo(0.5, 12);
  expect(reading?.evidence).toBe(5);
});

test('ties to empty accounts add nothing', () => {
  const reading = readingOf(reach, { liveTies: 50, reach: 0 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(0);
});

test('no tie', () => {
  expect(readingOf(reach, { liveTies: 0, reach: 0 })).toBeUndefined();
});
