import {
  BOOLEAN,
  DOUBLE,
  DuckDBBooleanVector,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBVarCharVector,
  INTEGER,
  quotedIdentifier,
  quotedString,
  VARCHAR,
  type DuckDBType,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { ColumnType } from '../../domain/columns.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { ColumnValues, NameSeries, TypedColumn } from '../../domain/fact-columns.ts';

/** What a column is while it is gathered: the database spells names out when it writes, faster than we could. */
export function gatheredAs({ type, values }: TypedColumn): DuckDBType {
  if (values instanceof Float64Array) return DOUBLE;
  if ('numbers' in values || 'places' in values) return INTEGER;
  return type === 'flag' ? BOOLEAN : VARCHAR;
}

interface Rows {
  readonly start: number;
  readonly count: number;
}

/** Puts rows of a batch into a vector of its gathering type; tells whether any has a value. */
export function fillVector(vector: DuckDBVector, values: ColumnValues, rows: Rows): boolean {
  if (vector instanceof DuckDBDoubleVector && values instanceof Float64Array)
    return fillNumbers(vector, values, rows);
  if (vector instanceof DuckDBIntegerVector && 'numbers' in values)
    return fillCodes(vector, values.numbers, rows);
  if (vector instanceof DuckDBIntegerVector && 'places' in values)
    return fillCodes(vector, values.places, rows);
  if (Array.isArray(values)) {
    if (vector instanceof DuckDBVarCharVector) return fillTexts(vector, values, rows);
    if (vector instanceof DuckDBBooleanVector) return fillFlags(vector, values, rows);
  }
  throw new InvalidInputError('write columns: expected every batch to hold a column in the same form');
}

function fillNumbers(vector: DuckDBDoubleVector, values: Float64Array, { start, count }: Rows): boolean {
  let filled = false;
  for (let row = 0; row < count; row++) {
    const value = values[start + row]!;
    vector.setItem(row, value);
    filled ||= !Number.isNaN(value);
  }
  return filled;
}

function fillCodes(vector: DuckDBIntegerVector, codes: Int32Array, { start, count }: Rows): boolean {
  let filled = false;
  for (let row = 0; row < count; row++) {
    const code = codes[start + row]!;
    vector.setItem(row, code);
    filled ||= code >= 0;
  }
  return filled;
}

function fillTexts(vector: DuckDBVarCharVector, values: readonly unknown[], { start, count }: Rows): boolean {
  let filled = false;
  for (let row = 0; row < count; row++) {
    const value = values[start + row];
    vector.setItem(row, typeof value === 'string' ? value : null);
    filled ||= value !== undefined;
  }
  return filled;
}

function fillFlags(vector: DuckDBBooleanVector, values: readonly unknown[], { start, count }: Rows): boolean {
  let filled = false;
  for (let row = 0; row < count; row++) {
    const value = values[start + row];
    vector.setItem(row, typeof value === 'boolean' ? value : null);
    filled ||= value !== undefined;
  }
  return filled;
}

/** The SQL that gives a gathered column in the type it is written in. */
export function exportOf({ name, type, values }: TypedColumn): string {
  const column = quotedIdentifier(name);
  if (values instanceof Float64Array)
    return `CASE WHEN NOT isnan(${column}) THEN ${number(column, type)} END`;
  if ('places' in values) {
    const labels = values.labels.map((label) => quotedString(label)).join(', ');
    return `CAST([${labels}] AS VARCHAR[])[${column} + 1]`;
  }
  return 'numbers' in values ? seriesName(column, values.series) : column;
}

function number(column: string, type: ColumnType): string {
  if (type === 'instant') return `make_timestamp(CAST(${column} * 1000 AS BIGINT))`;
  return type === 'integer' ? `CAST(${column} AS BIGINT)` : column;
}

function seriesName(column: string, series: readonly NameSeries[]): string {
  const cases = series.toReversed().map(({ first, prefix, width }) => {
    const digits = `CAST(${column} - ${first - 1} AS VARCHAR)`;
    const padded = `lpad(${digits}, greatest(${width}, length(${digits})::INTEGER), '0')`;
    return `WHEN ${column} >= ${first} THEN ${quotedString(prefix)} || ${padded}`;
  });
  return `CASE WHEN ${column} < 0 THEN NULL ${cases.join(' ')} END`;
}
