import type { ColumnType } from './columns.ts';
import type { FactKind } from './facts.ts';

/**
 * Names that follow from numbers: number `first` is `prefix` and 1, the next one 2, and so on, with zeros in front up
 * to `width` digits; longer numbers are not cut.
 */
export interface NameSeries {
  readonly first: number;
  readonly prefix: string;
  readonly width: number;
}

/** Names by number, -1 for absent: for a number the last of the series that begins at it or before. */
interface NumberedColumn {
  readonly numbers: Int32Array;
  /** In the order of `first`; not empty. */
  readonly series: readonly NameSeries[];
}

/** Few different texts by their place among `labels`, -1 for absent. */
interface LabelledColumn {
  readonly places: Int32Array;
  readonly labels: readonly string[];
}

/** Numbers with NaN for absent; or text and flags, as they are or in a form that holds no string per row. */
export type ColumnValues =
  Float64Array | readonly (string | boolean | undefined)[] | NumberedColumn | LabelledColumn;

/**
 * Facts of one kind by column, all equally long: instants in ms, integers, and ratios as plain decimals are
 * numbers; text, ids, choices and currencies are strings; flags are booleans. Columns that are left out are
 * absent in every row. The provenance columns may be among them.
 */
export interface FactColumns {
  readonly kind: FactKind;
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnValues>>;
}

/** One column of a table on its way into a file. */
export interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: ColumnValues;
}

/** A table that is no kind of fact, its columns equally long. */
export interface ColumnTable {
  readonly rows: number;
  readonly columns: readonly TypedColumn[];
}

export function lengthOf(values: ColumnValues): number {
  if ('numbers' in values) return values.numbers.length;
  return 'places' in values ? values.places.length : values.length;
}

/** One cell, its name spelt out; undefined where it is absent. */
export function cellOf(values: ColumnValues, row: number): string | number | boolean | undefined {
  if ('numbers' in values) {
    const number = values.numbers[row] ?? -1;
    return number < 0 ? undefined : nameOf(values.series, number);
  }
  if ('places' in values) return values.labels[values.places[row] ?? -1];
  const cell = values[row];
  return typeof cell === 'number' && Number.isNaN(cell) ? undefined : cell;
}

/** The name of a number that is not negative. */
export function nameOf(series: readonly NameSeries[], number: number): string {
  const { first, prefix, width } = series.findLast((candidate) => candidate.first <= number) ?? series[0]!;
  return prefix + String(number - first + 1).padStart(width, '0');
}
