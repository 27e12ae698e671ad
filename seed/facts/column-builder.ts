import type { Column } from '../../src/domain/columns.ts';
import { InvariantError } from '../../src/domain/errors.ts';
import { MILLION, toPartsPerMillion } from '../../src/domain/fixed-point.ts';
import { GrowingNumbers } from './growing-numbers.ts';

export type Cell = string | number | boolean | undefined;

/** One column of a kind while it is written: numbers in a typed array with NaN for absent, the rest as they are. */
export interface ColumnBuilder {
  readonly name: string;
  /** Whether any row had a value. */
  readonly filled: boolean;
  append(cell: Cell): void;
  finish(): Float64Array | readonly (string | boolean | undefined)[];
}

export function columnBuilder(name: string, column: Column): ColumnBuilder {
  const isNumber = column.type === 'instant' || column.type === 'integer' || column.type === 'ratio';
  return isNumber ? new NumberColumnBuilder(name, column.type === 'ratio') : new PlainColumnBuilder(name);
}

class NumberColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly #isRatio: boolean;
  readonly #numbers = new GrowingNumbers();
  filled = false;

  constructor(name: string, isRatio: boolean) {
    this.name = name;
    this.#isRatio = isRatio;
  }

  append(cell: Cell): void {
    if (cell === undefined) {
      this.#numbers.append(Number.NaN);
      return;
    }
    const value = Number(cell);
    if (!this.#isRatio && !Number.isSafeInteger(value)) {
      throw new InvariantError(`the world generates whole numbers for ${this.name}, got ${value}`);
    }
    this.filled = true;
    this.#numbers.append(this.#isRatio ? toPartsPerMillion(value) / MILLION : value);
  }

  finish(): Float64Array {
    return this.#numbers.finish();
  }
}

class PlainColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly #cells: (string | boolean | undefined)[] = [];
  filled = false;

  constructor(name: string) {
    this.name = name;
  }

  append(cell: Cell): void {
    this.filled ||= cell !== undefined;
    this.#cells.push(typeof cell === 'number' ? String(cell) : cell);
  }

  finish(): readonly (string | boolean | undefined)[] {
    return this.#cells;
  }
}
