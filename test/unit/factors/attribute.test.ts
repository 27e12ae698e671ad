import { expect, test } from 'vitest';
import { attributeFactor } from '../../../src/factors/attribute.ts';
import { factorView } from '../../support/factor-view.ts';

test('a numeric attribute reads as it is; a subject without it is not measurable', () => {
  const values = Float64Array.of(42, Number.NaN);
  const view = factorView([{}, {}], new Map([['income', { kind: 'number', values }]]));
  const { value, evidence } = attributeFactor('income', 'fulfilment_capacity', 'higher').measure(view);
  expect([...value]).toEqual([42, Number.NaN]);
  expect([...evidence]).toEqual([1, 0]);
});

test('a text attribute reads as its labels', () => {
  const view = factorView([{}, {}], new Map([['job', { kind: 'text', values: [undefined, 'baker'] }]]));
  const { labels, evidence } = attributeFactor('job', 'personal_characteristics', 'higher').measure(view);
  expect(labels).toEqual([undefined, 'baker']);
  expect([...evidence]).toEqual([0, 1]);
});

test('an attribute that nobody has is measurable for nobody', () => {
  const { value } = attributeFactor('none', 'credit_history', 'lower').measure(factorView([{}]));
  expect([...value]).toEqual([Number.NaN]);
});
