import { expect, test } from 'vitest';
import { identityLevel } from '../../../src/factors/identity-level.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the level as the best source has it', () => {
  const reading = readingOf(identityLevel, { identityLevel: 2, identityLevelSources: 2 });
  expect(reading?.value).toBeCloseTo(2, 12);
  expect(reading?.evidence).toBe(2);
});

test('level 0 is a reading', () => {
  const reading = readingOf(identityLevel, { identityLevel: 0, identityLevelSources: 1 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(1);
});

test('no source says', () => {
  expect(readingOf(identityLevel, { identityLevelSources: 1 })).toBeUndefined();
});
