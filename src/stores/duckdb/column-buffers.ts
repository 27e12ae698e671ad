import { DuckDBDoubleVector, DuckDBUIntegerVector, type DuckDBVector } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import type { GrowingColumn } from '../../engine/growing-table.ts';

/** How a result's column is kept: dense indices, counts, numbers with NaN for NULL, or text. */
export type ColumnKind = 'index' | 'count' | 'number' | 'text';

/**
 * What a column of a streamed statement must be cast to, so that its chunks hold no NULL. A text column may also be an
 * ENUM, which spares making each text anew.
 */
export function castFor(kind: ColumnKind, expression: string): string {
  switch (kind) {
    case 'index':
    case 'count':
      return `CAST(${expression} AS UINTEGER)`;
    case 'number':
      return `coalesce(CAST(${expression} AS DOUBLE), 'nan'::DOUBLE)`;
    case 'text':
      return expression;
  }
}

/** Different texts of one column that are looked for among those to come: few texts come often, many seldom twice. By judgement. */
const MOST_REPEATED = 4096;

/**
 * Appends a result's column, one vector after the other. A text that comes again is kept once: a million of the same would
 * each be looked at whenever memory is collected.
 */
export function columnAppender(column: GrowingColumn): (vector: DuckDBVector) => void {
  if (!Array.isArray(column))
    return (vector) => {
      fillNumbers(column.extend(vector.itemCount), vector);
    };
  const known = new Map<string, string>();
  return (vector) => {
    appendTexts(column, vector, known);
  };
}

/** Each kind of vector has a loop of its own, which is compiled for it. */
function fillNumbers(into: Uint32Array | Float64Array, vector: DuckDBVector): void {
  if (vector instanceof DuckDBDoubleVector) fillDoubles(into, vector);
  else if (vector instanceof DuckDBUIntegerVector) fillWhole(into, vector);
  else throw noNumber();
}

function fillDoubles(into: Uint32Array | Float64Array, vector: DuckDBDoubleVector): void {
  for (let row = 0; row < into.length; row++) {
    const value = vector.getItem(row);
    if (value === null) throw noNumber();
    into[row] = value;
  }
}

function fillWhole(into: Uint32Array | Float64Array, vector: DuckDBUIntegerVector): void {
  for (let row = 0; row < into.length; row++) {
    const value = vector.getItem(row);
    if (value === null) throw noNumber();
    into[row] = value;
  }
}

function noNumber(): InvariantError {
  return new InvariantError('a statement gave no number where one belongs');
}

function appendTexts(texts: string[], vector: DuckDBVector, known: Map<string, string>): void {
  const rows = vector.itemCount;
  for (let row = 0; row < rows; row++) {
    const value = vector.getItem(row);
    if (typeof value !== 'string') throw new InvariantError('a statement gave no text where some belongs');
    texts.push(known.size < MOST_REPEATED ? firstOf(known, value) : value);
  }
}

function firstOf(known: Map<string, string>, text: string): string {
  const first = known.get(text);
  if (first === undefined) known.set(text, text);
  return first ?? text;
}
