import type { Column } from '../../src/domain/columns.ts';
import { InvariantError } from '../../src/domain/errors.ts';
import type { ColumnValues, NameSeries } from '../../src/domain/fact-columns.ts';
import { MILLION, toPartsPerMillion } from '../../src/domain/fixed-point.ts';

export type Cell = string | number | boolean | undefined;

/** The rows of a batch: enough to be worth the handing over, few enough to hold one for each kind. */
export const BATCH_ROWS = 8192;

/** One column of a kind while a batch of it is written. */
export interface ColumnBuilder {
  readonly name: string;
  set(row: number, cell: Cell): void;
  /** The first `rows` cells; the next batch starts empty. */
  take(rows: number): ColumnValues;
}

/** Every currency of the world. */
const CURRENCIES = ['CNY', 'USD'] as const;

/** @param series given for columns that hold the numbers of names */
export function columnBuilder(name: string, column: Column, series?: readonly NameSeries[]): ColumnBuilder {
  if (series !== undefined) return new NumberedColumnBuilder(name, series);
  if (column.type === 'choice') return new LabelledColumnBuilder(name, column.values);
  if (column.type === 'currency') return new LabelledColumnBuilder(name, CURRENCIES);
  const isNumber = column.type === 'instant' || column.type === 'integer' || column.type === 'ratio';
  return isNumber ? new NumberColumnBuilder(name, column.type === 'ratio') : new PlainColumnBuilder(name);
}

class NumberColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly #isRatio: boolean;
  #values = new Float64Array(BATCH_ROWS);

  constructor(name: string, isRatio: boolean) {
    this.name = name;
    this.#isRatio = isRatio;
  }

  set(row: number, cell: Cell): void {
    this.#values[row] = cell === undefined ? Number.NaN : this.#checked(Number(cell));
  }

  take(rows: number): ColumnValues {
    const taken = this.#values.subarray(0, rows);
    this.#values = new Float64Array(BATCH_ROWS);
    return taken;
  }

  #checked(value: number): number {
    if (this.#isRatio) return toPartsPerMillion(value) / MILLION;
    if (Number.isSafeInteger(value)) return value;
    throw new InvariantError(`the world generates whole numbers for ${this.name}, got ${value}`);
  }
}

class NumberedColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly #series: readonly NameSeries[];
  #numbers = new Int32Array(BATCH_ROWS);

  constructor(name: string, series: readonly NameSeries[]) {
    this.name = name;
    this.#series = series;
  }

  set(row: number, cell: Cell): void {
    this.#numbers[row] = cell === undefined ? -1 : Number(cell);
  }

  take(rows: number): ColumnValues {
    const numbers = this.#numbers.subarray(0, rows);
    this.#numbers = new Int32Array(BATCH_ROWS);
    return { numbers, series: this.#series };
  }
}

class LabelledColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly #labels: readonly string[];
  readonly #placeOf: ReadonlyMap<Cell, number>;
  #places = new Int32Array(BATCH_ROWS);

  constructor(name: string, labels: readonly string[]) {
    this.name = name;
    this.#labels = labels;
    this.#placeOf = new Map<Cell, number>([
      [undefined, -1],
      ...labels.map((label, place) => [label, place] as const),
    ]);
  }

  set(row: number, cell: Cell): void {
    const place = this.#placeOf.get(cell);
    if (place === undefined) throw new InvariantError(`the world knows no ${this.name} ${String(cell)}`);
    this.#places[row] = place;
  }

  take(rows: number): ColumnValues {
    const places = this.#places.subarray(0, rows);
    this.#places = new Int32Array(BATCH_ROWS);
    return { places, labels: this.#labels };
  }
}

class PlainColumnBuilder implements ColumnBuilder {
  readonly name: string;
  #cells: (string | boolean | undefined)[] = [];

  constructor(name: string) {
    this.name = name;
  }

  set(row: number, cell: Cell): void {
    this.#cells[row] = typeof cell === 'number' ? String(cell) : cell;
  }

  take(): ColumnValues {
    const taken = this.#cells;
    this.#cells = [];
    return taken;
  }
}
