import { expect, test } from 'vitest';
import { identifierSharing } from '../../../src/factors/identifier-sharing.ts';
import { readingOf } from '../../support/factor-view.ts';

test('one phone under two names reads 1', () => {
  const reading = readingOf(identifierSharing, {
    ...{ identifiersSeen: 2, identifiersShared: 1, identifierSharing: 1 },
  });
  expect(reading?.value).toBeCloseTo(1, 12);
  expect(reading).toMatchObject({ evidence: 2, against: 1 });
});

test('own identifiers only read 0', () => {
  const reading = readingOf(identifierSharing, { identifiersSeen: 3, identifierSharing: 0 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(3);
});

test('never seen with any', () => {
  expect(readingOf(identifierSharing, { identifiersSeen: 0 })).toBeUndefined();
});
