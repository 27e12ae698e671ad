import { expect, test } from 'vitest';
import { utilisation } from '../../../src/factors/utilisation.ts';
import { readingOf } from '../../support/factor-view.ts';

test('balances over limits of all lines', () => {
  const reading = readingOf(utilisation, { revolvingBalance: 450, revolvingLimit: 1500, revolvingLines: 2 });
  expect(reading?.value).toBeCloseTo(0.3, 12);
  expect(reading?.evidence).toBe(2);
});

test('past the limit it passes 1', () => {
  const reading = readingOf(utilisation, { revolvingBalance: 1500, revolvingLimit: 1000, revolvingLines: 1 });
  expect(reading?.value).toBeCloseTo(1.5, 12);
  expect(reading?.evidence).toBe(1);
});

test('no line with a known limit', () => {
  expect(
    readingOf(utilisation, { revolvingBalance: 0, revolvingLimit: 0, revolvingLines: 0 }),
  ).toBeUndefined();
});
