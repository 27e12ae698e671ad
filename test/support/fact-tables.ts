import { MILLION } from '../../src/domain/fixed-point.ts';
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';

type Cell = number | string;
type Rows = readonly Readonly<Record<string, Cell>>[];

/**
 * Tables with these rows; a reliability left out is full, a count 0, any other number NULL, a text empty, and tables left
 * out are empty.
 */
export function factTables(rows: Partial<Record<FactTableName, Rows>>): FactTables {
  const tables = Object.entries(FACT_TABLES).map(([name, columns]) => {
    const own = rows[name as FactTableName] ?? [];
    return [
      name,
      Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, cells(own, column, type)])),
    ];
  });
  return Object.fromEntries(tables) as FactTables;
}

function cells(rows: Rows, column: string, type: 'index' | 'count' | 'number' | 'text') {
  if (type === 'text') return rows.map((row) => String(row[column] ?? ''));
  const absent = column === 'reliability' ? MILLION : type === 'number' ? Number.NaN : 0;
  if (type === 'number') return Float64Array.from(rows, (row) => Number(row[column] ?? absent));
  return Uint32Array.from(rows, (row) => Number(row[column] ?? absent));
}

/** Subjects named by their ids, all users registered three years before AS_OF unless they say otherwise. */
export function people(ids: readonly string[], registeredAt: number): Rows {
  return ids.map((id) => ({ id, kind: 0, registered_at: registeredAt }));
}
