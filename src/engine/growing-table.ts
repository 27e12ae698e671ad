import { GrowingNumbers } from '../domain/growing-numbers.ts';
import { FACT_TABLES, type FactTable, type FactTableName } from './fact-tables.ts';

/** A column of a fact table while a store reads it; a text column is a plain list. */
interface GrowingColumns {
  index: GrowingNumbers<Uint32Array>;
  count: GrowingNumbers<Uint32Array>;
  number: GrowingNumbers<Float64Array>;
  text: string[];
}
export type GrowingColumn = GrowingColumns[keyof GrowingColumns];

/** A fact table that grows row by row: every row is appended to each of its columns. */
export type GrowingTable<N extends FactTableName> = {
  readonly [C in keyof (typeof FACT_TABLES)[N]]: GrowingColumns[(typeof FACT_TABLES)[N][C] &
    keyof GrowingColumns];
};

type RowOf<N extends FactTableName> = {
  readonly [C in keyof (typeof FACT_TABLES)[N]]: (typeof FACT_TABLES)[N][C] extends 'text' ? string : number;
};

const FIRST_CAPACITY = 1024;
const LEAST_CAPACITY = 2;

/** A table without rows, with room for `rows` of them: where that is exact, nothing is left behind in growing. */
export function growTable<N extends FactTableName>(name: N, rows = FIRST_CAPACITY): GrowingTable<N> {
  const capacity = Math.max(rows, LEAST_CAPACITY);
  const columns = Object.entries(FACT_TABLES[name]).map(([column, kind]) => [
    column,
    growColumn(kind, capacity),
  ]);
  return Object.fromEntries(columns) as GrowingTable<N>;
}

function growColumn(kind: keyof GrowingColumns, capacity: number): GrowingColumn {
  switch (kind) {
    case 'index':
    case 'count':
      return new GrowingNumbers(new Uint32Array(capacity));
    case 'number':
      return new GrowingNumbers(new Float64Array(capacity));
    case 'text':
      return [];
  }
}

/** Writes a row over one that is there, or as a new one where `row` is the number of rows. */
export function putRow<N extends FactTableName>(table: GrowingTable<N>, row: number, values: RowOf<N>): void {
  const columns: Readonly<Record<string, GrowingColumn>> = table;
  const cells: Readonly<Record<string, string | number>> = values;
  for (const name in columns) put(columns[name]!, row, cells[name]!);
}

function put(column: GrowingColumn, row: number, value: string | number): void {
  if (Array.isArray(column)) column[row] = String(value);
  else if (row === column.length) column.append(Number(value));
  else column.set(row, Number(value));
}

/** The table at its exact length; nothing can be appended any more. */
export function takeTable<N extends FactTableName>(table: GrowingTable<N>): FactTable<N> {
  const columns = Object.entries<GrowingColumn>(table).map(([column, values]) => [
    column,
    values instanceof GrowingNumbers ? values.take() : values,
  ]);
  return Object.fromEntries(columns) as FactTable<N>;
}
