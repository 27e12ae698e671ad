import { expect, test } from 'vitest';
import { phoneTenure } from '../../../src/factors/phone-tenure.ts';
import { AS_OF, readingOf } from '../../support/factor-view.ts';

test('years since the number began', () => {
  const reading = readingOf(phoneTenure, {
    phoneSince: AS_OF - 0.5 * 365.25 * 86_400_000,
    phoneSources: 3,
  });
  expect(reading?.value).toBeCloseTo(0.5, 12);
  expect(reading?.evidence).toBe(3);
});

test('no source says', () => {
  expect(readingOf(phoneTenure, { phoneSources: 1 })).toBeUndefined();
});
