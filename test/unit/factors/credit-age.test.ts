import { expect, test } from 'vitest';
import { creditAge } from '../../../src/factors/credit-age.ts';
import { AS_OF, readingOf } from '../../support/factor-view.ts';

test('years since the first obligation', () => {
  const reading = readingOf(creditAge, {
    obligationsEver: 2,
    oldestObligationAt: AS_OF - 3 * 365.25 * 86_400_000,
  });
  expect(reading?.value).toBeCloseTo(3, 12);
  expect(reading?.evidence).toBe(2);
});

test('never had one', () => {
  expect(readingOf(creditAge, { obligationsEver: 0 })).toBeUndefined();
});
