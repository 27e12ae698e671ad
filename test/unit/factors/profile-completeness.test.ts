import { expect, test } from 'vitest';
import { profileCompleteness } from '../../../src/factors/profile-completeness.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the share as the best source has it', () => {
  const reading = readingOf(profileCompleteness, { profileCompleteness: 0.35, profileSources: 1 });
  expect(reading?.value).toBeCloseTo(0.35, 12);
  expect(reading?.evidence).toBe(1);
});

test('no source says', () => {
  expect(readingOf(profileCompleteness, { profileSources: 0 })).toBeUndefined();
});
