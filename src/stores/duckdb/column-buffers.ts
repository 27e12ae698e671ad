import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import type { GrowingNumbers } from '../../domain/growing-numbers.ts';
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

/** Appends one column of a chunk. */
export function appendChunk(column: GrowingColumn, chunk: DuckDBDataChunk, columnIndex: number): void {
  const vector = chunk.getColumnVector(columnIndex);
  if (Array.isArray(column)) appendTexts(column, vector);
  else appendNumbers(column, vector);
}

function appendNumbers(
  numbers: GrowingNumbers<Uint32Array> | GrowingNumbers<Float64Array>,
  vector: DuckDBVector,
): void {
  const rows = vector.itemCount;
  for (let row = 0; row < rows; row++) {
    const value = vector.getItem(row);
    if (typeof value !== 'number') throw new InvariantError('a statement gave no number where one belongs');
    numbers.append(value);
  }
}

function appendTexts(texts: string[], vector: DuckDBVector): void {
  const rows = vector.itemCount;
  for (let row = 0; row < rows; row++) {
    const value = vector.getItem(row);
    if (typeof value !== 'string') throw new InvariantError('a statement gave no text where some belongs');
    texts.push(value);
  }
}
