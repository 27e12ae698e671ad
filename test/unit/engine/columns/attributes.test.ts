import { expect, test } from 'vitest';
import { buildProjection } from '../../../../src/engine/projection.ts';
import { factTables, people } from '../../../support/fact-tables.ts';

test.each([
  ['1e3', 1000],
  ['1e999', Number.NaN],
  ['-1e999', Number.NaN],
  ['Infinity', Number.NaN],
])('an attribute of %s reads %d by number', async (value, number) => {
  const tables = factTables({
    subjects: people(['ann'], Date.UTC(2020, 0, 1)),
    attributes: [{ subject: 0, name: 'income', value }],
  });
  const { attributes } = await buildProjection(tables, Date.UTC(2025, 5, 15));
  expect(attributes.get('income')).toEqual({ texts: [value], numbers: Float64Array.of(number) });
});
