import { expect, test } from 'vitest';
import { dealingsKept } from '../../../src/factors/dealings-kept.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as four dealings of five kept, and a dealing as far as its source is believed', () => {
  const reading = readingOf(dealingsKept, {
    ...{ dealings: 15, dealingsBroken: 3, dealingsWeight: 7.5, dealingsBrokenWeight: 1.5 },
  });
  // (4 + 7.5 - 1.5) / (5 + 7.5)
  expect(reading?.value).toBeCloseTo(0.8, 12);
  expect(reading).toMatchObject({ evidence: 15, against: 3 });
});

test('no dealing', () => {
  expect(
    readingOf(dealingsKept, { dealings: 0, dealingsWeight: 0, dealingsBrokenWeight: 0 }),
  ).toBeUndefined();
});
