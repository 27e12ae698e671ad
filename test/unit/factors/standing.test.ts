import { expect, test } from 'vitest';
import { standing } from '../../../src/factors/standing.ts';
import { readingOf } from '../../support/factor-view.ts';

test('average counterparties read one half', () => {
  const reading = readingOf(standing, { standing: 1, counterparties: 4 });
  expect(reading?.value).toBeCloseTo(0.5, 12);
  expect(reading?.evidence).toBe(4);
});

test('three times the average reads three quarters', () => {
  const reading = readingOf(standing, { standing: 3, counterparties: 1 });
  expect(reading?.value).toBeCloseTo(0.75, 12);
  expect(reading?.evidence).toBe(1);
});

test('nobody dealt with', () => {
  expect(readingOf(standing, { counterparties: 0 })).toBeUndefined();
});
