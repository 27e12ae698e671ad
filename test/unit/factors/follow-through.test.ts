import { expect, test } from 'vitest';
import { followThrough } from '../../../src/factors/follow-through.ts';
import { readingOf } from '../../support/factor-view.ts';

test('is what the kernel found, with the dealings behind it and those that were broken', () => {
  const reading = readingOf(followThrough, { followThrough: 0.9, dealings: 14, dealingsBroken: 2 });
  expect(reading).toEqual({ value: 0.9, evidence: 14, against: 2 });
});

test('no dealing', () => {
  expect(readingOf(followThrough, { dealings: 0, dealingsBroken: 0 })).toBeUndefined();
});
