import type { Factor, FactorView } from '../../src/factors/factor.ts';
import {
  SUBJECT_COLUMNS,
  type AttributeColumn,
  type SubjectColumn,
  type SubjectColumns,
} from '../../src/graph/projection.ts';

export const AS_OF = Date.UTC(2025, 0, 1);

/** One subject per entry, with these columns; all others say that there is nothing to measure. */
export function factorView(
  rows: readonly Partial<Record<SubjectColumn, number>>[],
  attributes: ReadonlyMap<string, AttributeColumn> = new Map(),
): FactorView {
  const names = Object.keys(SUBJECT_COLUMNS) as SubjectColumn[];
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from(rows, (row) => row[name] ?? Number.NaN)]),
  ) as SubjectColumns;
  return { columns, attributes, asOf: AS_OF };
}

/** A factor's reading of one subject; undefined where it was not measurable. */
export function readingOf(
  factor: Factor,
  row: Partial<Record<SubjectColumn, number>>,
): { value: number; evidence: number; against?: number } | undefined {
  const { value, evidence, against } = factor.measure(factorView([row]));
  if (Number.isNaN(value[0])) return undefined;
  return { value: value[0]!, evidence: evidence[0]!, ...(against !== undefined && { against: against[0]! }) };
}
