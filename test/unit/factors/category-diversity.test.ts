import { expect, test } from 'vitest';
import { categoryDiversity } from '../../../src/factors/category-diversity.ts';
import { readingOf } from '../../support/factor-view.ts';

test('entropy as measured', () => {
  const reading = readingOf(categoryDiversity, { categoryEntropy: 0.4, purchasesCategorised: 25 });
  expect(reading?.value).toBeCloseTo(0.4, 12);
  expect(reading?.evidence).toBe(25);
});

test('one category reads 0', () => {
  const reading = readingOf(categoryDiversity, { categoryEntropy: 0, purchasesCategorised: 2 });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(2);
});

test('no categorised purchase', () => {
  expect(readingOf(categoryDiversity, { purchasesCategorised: 0 })).toBeUndefined();
});
