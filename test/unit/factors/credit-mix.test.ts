import { expect, test } from 'vitest';
import { creditMix } from '../../../src/factors/credit-mix.ts';
import { readingOf } from '../../support/factor-view.ts';

test('how many kinds there were', () => {
  const reading = readingOf(creditMix, { obligationKinds: 3, obligationsEver: 7 });
  expect(reading).toMatchObject({ value: 3, evidence: 7 });
});

test('no obligation, nothing measured', () => {
  expect(readingOf(creditMix, { obligationKinds: 0, obligationsEver: 0 })).toBeUndefined();
});
