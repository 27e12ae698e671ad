import { compareCodePoints } from '../../../domain/order.ts';
import type { StagedFile, StagedRows, StagedValue } from '../../../engine/ports.ts';
import type { FactValues } from './decide.ts';
import { keyText, type KindShape } from './kind-shape.ts';

/** One staged row, before it is known when we came to know it. */
export interface StagedRow {
  readonly file: number;
  readonly record: number;
  readonly retracted: boolean;
  /** Undefined where the row does not say. */
  readonly recordedAt: number | undefined;
  readonly values: FactValues;
}

/** The rows of one key. */
export type KeyGroup = readonly StagedRow[];

/**
 * The rows of one kind from the `skip`-th on, in stretches of at least `size` rows but for the last, each of whole
 * keys. The order is that of the key and then of file and record, so it is the same each time.
 */
export async function* stretchesOf(
  shape: KindShape,
  files: readonly StagedFile[],
  { skip, size }: { skip: number; size: number },
): AsyncIterable<readonly KeyGroup[]> {
  let stretch: StagedRow[][] = [];
  let rows = 0;
  let lastKey: string | undefined;
  for await (const chunk of rowsOf(shape, files, skip)) {
    for (const row of chunk) {
      const key = keyText(row.values, shape.key);
      if (key === lastKey) {
        stretch.at(-1)?.push(row);
      } else {
        if (rows >= size) {
          yield stretch;
          stretch = [];
          rows = 0;
        }
        stretch.push([row]);
        lastKey = key;
      }
      rows += 1;
    }
  }
  if (stretch.length > 0) yield stretch;
}

/** The rows of a kind in their order, as many at a time as come. */
async function* rowsOf(
  shape: KindShape,
  files: readonly StagedFile[],
  skip: number,
): AsyncIterable<readonly StagedRow[]> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) {
    for await (const chunk of only.read(skip)) yield rowsOfChunk(shape, chunk, 0);
    return;
  }
  let passed = 0;
  for await (const row of merged(shape, files)) {
    if (passed >= skip) yield [row];
    passed += 1;
  }
}

function rowsOfChunk(
  { columns }: KindShape,
  { rows, columns: values }: StagedRows,
  file: number,
): readonly StagedRow[] {
  const kept = columns.map((name) => [name, values[name] ?? []] as const);
  const { record = [], retracted = [], recorded_at: recordedAt = [] } = values;
  return Array.from({ length: rows }, (_, row) => {
    const fact: Record<string, StagedValue | undefined> = {};
    for (const [name, column] of kept) {
      const value = column[row];
      if (value !== null) fact[name] = value;
    }
    const known = recordedAt[row];
    return {
      file,
      record: Number(record[row]),
      retracted: retracted[row] === true,
      recordedAt: typeof known === 'number' ? known : undefined,
      values: fact,
    };
  });
}

/** Several files in one order: of the rows that come next in each, the first by key and then by file. */
async function* merged(shape: KindShape, files: readonly StagedFile[]): AsyncIterable<StagedRow> {
  const sources = files.map((file, index) => rowsOfFile(shape, file, index));
  const heads = await Promise.all(sources.map(async (source) => (await source.next()).value));
  for (;;) {
    let first = -1;
    for (const [index, row] of heads.entries()) {
      const best = heads[first];
      if (row !== undefined && (best === undefined || compareKeys(shape, row, best) < 0)) first = index;
    }
    const row = heads[first];
    if (row === undefined) return;
    yield row;
    heads[first] = (await sources[first]!.next()).value;
  }
}

async function* rowsOfFile(
  shape: KindShape,
  file: StagedFile,
  index: number,
): AsyncGenerator<StagedRow, undefined> {
  for await (const chunk of file.read()) yield* rowsOfChunk(shape, chunk, index);
  return undefined;
}

function compareKeys({ key }: KindShape, a: StagedRow, b: StagedRow): number {
  for (const name of key) {
    const order = compareValues(a.values[name], b.values[name]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: StagedValue | undefined, b: StagedValue | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  return Number(a) - Number(b);
}
