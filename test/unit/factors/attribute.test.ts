import { expect, test } from 'vitest';
import { attributeFactor } from '../../../src/factors/attribute.ts';
import { factorView } from '../../support/factor-view.ts';

const income = { texts: ['42', 'n/a', undefined], numbers: Float64Array.of(42, Number.NaN, Number.NaN) };
const view = factorView([{}, {}, {}], new Map([['income', income]]));
const reading = { group: 'fulfilment_capacity', direction: 'higher' } as const;

test('read by number, a value that is none is not measurable and leaves the others as they are', () => {
  const { value, evidence, labels } = attributeFactor('income', { ...reading, by: 'number' }).measure(view);
  expect([...value]).toEqual([42, Number.NaN, Number.NaN]);
  expect([...evidence]).toEqual([1, 0, 0]);
  expect(labels).toBeUndefined();
});

test('read by text, values are labels as they came', () => {
  const { labels, evidence } = attributeFactor('income', { ...reading, by: 'text' }).measure(view);
  expect(labels).toEqual(['42', 'n/a', undefined]);
  expect([...evidence]).toEqual([1, 1, 0]);
});

test.each(['number', 'text'] as const)(
  'an attribute that nobody has, read by %s, is measurable for nobody',
  (by) => {
    const { evidence } = attributeFactor('none', { ...reading, by }).measure(view);
    expect([...evidence]).toEqual([0, 0, 0]);
  },
);
