import { FACT_TABLES, type FactTable, type FactTableName } from '../fact-tables.ts';
import { growTable, takeTable } from '../growing-table.ts';
import { referenceOf } from './references.ts';

/** New numbers of subjects and obligations by their old ones. */
export interface Renumbering {
  readonly subjects: (row: number) => number;
  readonly obligations: (row: number) => number;
}

/** A table of these rows of another, in this order, which name subjects and obligations by new numbers. */
export function gatherRows<N extends FactTableName>(
  name: N,
  { from, rows }: { readonly from: FactTable<N>; readonly rows: ArrayLike<number> },
  numbers: Renumbering,
): FactTable<N> {
  const cells: Readonly<Record<string, ArrayLike<number> | readonly string[]>> = from;
  const columns = Object.entries(FACT_TABLES[name]).map(([column, type]) => {
    const given = cells[column]!;
    if (type === 'text') return [column, Array.from(rows, (row) => given[row] as string)];
    const reference = referenceOf(name, column);
    const made = type === 'number' ? new Float64Array(rows.length) : new Uint32Array(rows.length);
    for (let place = 0; place < rows.length; place++) {
      const value = given[rows[place]!] as number;
      made[place] = reference === undefined || Number.isNaN(value) ? value : numbers[reference](value);
    }
    return [column, made];
  });
  return Object.fromEntries(columns) as FactTable<N>;
}

export function noRows<N extends FactTableName>(name: N): FactTable<N> {
  return takeTable(growTable(name, 0));
}
