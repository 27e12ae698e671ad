import { describe, expect, test } from 'vitest';
import { cellOf, lengthOf, nameOf } from '../../../src/domain/fact-columns.ts';

const series = [
  { first: 0, prefix: 'u-', width: 2 },
  { first: 3, prefix: 'm-', width: 1 },
];

describe('columns', () => {
  test('numbers have the name of the series they fall into, counted from 1, and outgrow its width', () => {
    expect([0, 2, 3, 12].map((number) => nameOf(series, number))).toEqual(['u-01', 'u-03', 'm-1', 'm-10']);
  });

  test.each([
    ['numbers of names', { numbers: Int32Array.of(3, -1), series }, 'm-1'],
    ['places of labels', { places: Int32Array.of(1, -1), labels: ['a', 'b'] }, 'b'],
    ['numbers', Float64Array.of(0.5, Number.NaN), 0.5],
    ['text and flags', [false, undefined], false],
  ])('a cell of %s, and one that is absent', (_, values, cell) => {
    expect([cellOf(values, 0), cellOf(values, 1)]).toEqual([cell, undefined]);
    expect(lengthOf(values)).toBe(2);
  });
});
