import type { DuckDBDataChunk } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';

/** How a result's column is kept: dense indices, numbers with NaN for NULL, or text. */
export type ColumnKind = 'index' | 'number' | 'text';

/** A column that grows as chunks of a stream come in; `take` gives it at its exact length. */
export interface ColumnBuffer {
  append(chunk: DuckDBDataChunk, columnIndex: number): void;
  take(): Uint32Array | Float64Array | readonly string[];
}

/** What a column of a streamed statement must be cast to, so that its chunks hold no NULL. */
export function castFor(kind: ColumnKind, expression: string): string {
  switch (kind) {
    case 'index':
      return `CAST(${expression} AS UINTEGER)`;
    case 'number':
      return `coalesce(CAST(${expression} AS DOUBLE), 'nan'::DOUBLE)`;
    case 'text':
      return `CAST(${expression} AS VARCHAR)`;
  }
}

export function columnBuffer(kind: ColumnKind): ColumnBuffer {
  switch (kind) {
    case 'index':
      return new NumericBuffer((length) => new Uint32Array(length));
    case 'number':
      return new NumericBuffer((length) => new Float64Array(length));
    case 'text':
      return new TextBuffer();
  }
}

const FIRST_CAPACITY = 4096;

class NumericBuffer<A extends Uint32Array | Float64Array> implements ColumnBuffer {
  readonly #make: (length: number) => A;
  #values: A;
  #length = 0;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.#values = make(FIRST_CAPACITY);
  }

  append(chunk: DuckDBDataChunk, columnIndex: number): void {
    const vector = chunk.getColumnVector(columnIndex);
    const rows = chunk.rowCount;
    if (this.#length + rows > this.#values.length) this.#grow();
    const values = this.#values;
    for (let row = 0; row < rows; row++) {
      const value = vector.getItem(row);
      if (typeof value !== 'number') throw new InvariantError('a statement gave no number where one belongs');
      values[this.#length + row] = value;
    }
    this.#length += rows;
  }

  take(): A {
    const taken = this.#make(this.#length);
    taken.set(this.#values.subarray(0, this.#length));
    return taken;
  }

  #grow(): void {
    const larger = this.#make(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

class TextBuffer implements ColumnBuffer {
  readonly #values: string[] = [];

  append(chunk: DuckDBDataChunk, columnIndex: number): void {
    const vector = chunk.getColumnVector(columnIndex);
    for (let row = 0; row < chunk.rowCount; row++) {
      const value = vector.getItem(row);
      if (typeof value !== 'string') throw new InvariantError('a statement gave no text where some belongs');
      this.#values.push(value);
    }
  }

  take(): readonly string[] {
    return this.#values;
  }
}
