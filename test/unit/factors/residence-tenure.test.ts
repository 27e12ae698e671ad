import { expect, test } from 'vitest';
import { residenceTenure } from '../../../src/factors/residence-tenure.ts';
import { AS_OF, readingOf } from '../../support/factor-view.ts';

test('years since the residence began', () => {
  const reading = readingOf(residenceTenure, {
    residenceSince: AS_OF - 1.5 * 365.25 * 86_400_000,
    residenceSources: 1,
  });
  expect(reading?.value).toBeCloseTo(1.5, 12);
  expect(reading?.evidence).toBe(1);
});

test('no source says', () => {
  expect(readingOf(residenceTenure, { residenceSources: 1 })).toBeUndefined();
});
