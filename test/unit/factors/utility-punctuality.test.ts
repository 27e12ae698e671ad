import { expect, test } from 'vitest';
import { utilityPunctuality } from '../../../src/factors/utility-punctuality.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as four bills of five on time', () => {
  const reading = readingOf(utilityPunctuality, {
    utilityDuesMatured: 20,
    utilityOnTimeWeight: 12,
    utilityMaturedWeight: 15,
  });
  expect(reading?.value).toBeCloseTo(16 / 20, 12);
  expect(reading?.evidence).toBe(20);
});

test('dues of other kinds do not make it measurable', () => {
  expect(readingOf(utilityPunctuality, { duesMatured: 9, utilityDuesMatured: 0 })).toBeUndefined();
});
