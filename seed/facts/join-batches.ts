import { InvariantError } from '../../src/domain/errors.ts';
import { lengthOf, type ColumnValues, type FactColumns } from '../../src/domain/fact-columns.ts';

/** Batches of one kind as one; columns that no row fills are left out. */
export function joinBatches(batches: readonly FactColumns[]): FactColumns {
  const [first] = batches;
  if (first === undefined) throw new InvariantError('the world gives at least one batch of each kind');
  const columns = Object.keys(first.columns)
    .map((name) => [name, joinColumn(batches.map((batch) => batch.columns[name]!))] as const)
    .filter(([, values]) => isFilled(values));
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  return { kind: first.kind, rows, columns: Object.fromEntries(columns) };
}

function joinColumn(parts: readonly ColumnValues[]): ColumnValues {
  const first = parts[0]!;
  const rows = parts.reduce((sum, part) => sum + lengthOf(part), 0);
  if (first instanceof Float64Array) {
    const joined = new Float64Array(rows);
    return joinNumbers(joined, parts as readonly Float64Array[]);
  }
  if ('numbers' in first) {
    const numbers = (parts as readonly (typeof first)[]).map((part) => part.numbers);
    return { ...first, numbers: joinNumbers(new Int32Array(rows), numbers) };
  }
  if ('places' in first) {
    const places = (parts as readonly (typeof first)[]).map((part) => part.places);
    return { ...first, places: joinNumbers(new Int32Array(rows), places) };
  }
  return (parts as readonly (typeof first)[]).flat();
}

function joinNumbers<T extends Float64Array | Int32Array>(joined: T, parts: readonly T[]): T {
  let start = 0;
  for (const part of parts) {
    joined.set(part, start);
    start += part.length;
  }
  return joined;
}

function isFilled(values: ColumnValues): boolean {
  if (values instanceof Float64Array) return values.some((value) => !Number.isNaN(value));
  if ('numbers' in values) return values.numbers.some((number) => number >= 0);
  if ('places' in values) return values.places.some((place) => place >= 0);
  return values.some((cell) => cell !== undefined);
}
