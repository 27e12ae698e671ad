import { expect, test } from 'vitest';
import { propagatedTrust } from '../../../src/factors/propagated-trust.ts';
import { readingOf } from '../../support/factor-view.ts';

test('average trust reads one half', () => {
  const reading = readingOf(propagatedTrust, { propagatedTrust: 1, liveTies: 6 });
  expect(reading?.value).toBeCloseTo(0.5, 12);
  expect(reading?.evidence).toBe(6);
});

test('beyond all seeds reads 0', () => {
  const reading = readingOf(propagatedTrust, { propagatedTrust: 0, liveTies: 6 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(6);
});

test('no seeds', () => {
  expect(readingOf(propagatedTrust, { liveTies: 6 })).toBeUndefined();
});
