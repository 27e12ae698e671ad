import { expect, test } from 'vitest';
import { dealingsKept } from '../../../src/factors/dealings-kept.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as four dealings of five kept', () => {
  const reading = readingOf(dealingsKept, { dealings: 15, dealingsBroken: 3 });
  expect(reading?.value).toBeCloseTo(16 / 20, 12);
  expect(reading?.evidence).toBe(15);
});

test('no dealing', () => {
  expect(readingOf(dealingsKept, { dealings: 0, dealingsBroken: 0 })).toBeUndefined();
});
