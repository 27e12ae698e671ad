import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/domain/errors.ts';
import type { FactColumns } from '../../../../src/domain/fact-columns.ts';
import { parquetFile, writeMatrixParquet } from '../../../../src/stores/duckdb/parquet-file.ts';
import { readParquet } from '../../../support/duckdb-parquet.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parquet-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function write(...batches: readonly FactColumns[]): Promise<void> {
  await parquetFile.writeFacts(folder, async (append) => {
    for (const batch of batches) await append(batch);
  });
}

describe('writeFacts', () => {
  test('writes each column in its type, absent values as NULL, rows in their order', async () => {
    await write({
      kind: 'profiles',
      rows: 2,
      columns: {
        subject_id: ['文', "o'b"],
        source: ['registry', 'self'],
        occurred_at: Float64Array.of(Date.UTC(2024, 0, 1), Date.UTC(1950, 5, 5, 1, 2, 3, 4)),
        identity_level: Float64Array.of(3, NaN),
        completeness: Float64Array.of(0.25, NaN),
        occupation: [undefined, ''],
        retracted: [true, undefined],
      },
    });
    expect(await readParquet(join(folder, 'profiles.parquet'))).toEqual([
      {
        subject_id: '文', source: 'registry', occurred_at: new Date(Date.UTC(2024, 0, 1)), identity_level: 3n,
        completeness: 0.25, occupation: null, retracted: true,
      },
      {
        subject_id: "o'b", source: 'self', occurred_at: new Date(Date.UTC(1950, 5, 5, 1, 2, 3, 4)),
        identity_level: null, completeness: null, occupation: '', retracted: null,
      },
    ]); // prettier-ignore
  });

  test('spells numbered names and labels out, longer numbers uncut, quotes and all', async () => {
    const series = [
      { first: 0, prefix: "u'-", width: 3 },
      { first: 5, prefix: 'm-', width: 1 },
    ];
    await write({
      kind: 'ties',
      rows: 4,
      columns: {
        from_id: { numbers: Int32Array.of(0, 4, 5, -1), series },
        to_id: { numbers: Int32Array.of(14, 1004, 6, 0), series },
        kind: { places: Int32Array.of(1, 0, -1, 1), labels: ["o'b", 'friend'] },
      },
    });
    expect(await readParquet(join(folder, 'ties.parquet'))).toEqual([
      { from_id: "u'-001", to_id: 'm-10', kind: 'friend' },
      { from_id: "u'-005", to_id: 'm-1000', kind: "o'b" },
      { from_id: 'm-1', to_id: 'm-2', kind: null },
      { from_id: null, to_id: "u'-001", kind: 'friend' },
    ]);
  });

  test('orders rows that were recorded by when, then by key', async () => {
    const recorded_at = Float64Array.of(3, 1, 2, 1);
    await write({ kind: 'users', rows: 4, columns: { id: ['a', 'c', 'a', 'b'], recorded_at } });
    const written = await readParquet(join(folder, 'users.parquet'));
    expect(written.map(({ id }) => id)).toEqual(['b', 'c', 'a', 'a']);
  });

  test('joins batches of mixed kinds, and leaves out a column that none fills', async () => {
    const users = (ids: string[], names: (string | undefined)[]): FactColumns => ({
      kind: 'users',
      rows: ids.length,
      columns: { id: ids, display_name: names, source: ids.map(() => undefined) },
    });
    const inquiries: FactColumns = { kind: 'inquiries', rows: 1, columns: { id: ['q'] } };
    await write(users(['a'], [undefined]), inquiries, users(['b', 'c'], ['B', undefined]), users([], []));
    expect(await readParquet(join(folder, 'users.parquet'))).toEqual([
      { id: 'a', display_name: null },
      { id: 'b', display_name: 'B' },
      { id: 'c', display_name: null },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['inquiries.parquet', 'users.parquet']);
  });

  test('writes more rows than a chunk holds, and equal rows as equal bytes however they are cut', async () => {
    const rows = 300_000;
    const series = [{ first: 0, prefix: 'u', width: 1 }];
    const part = (start: number, end: number): FactColumns => {
      const numbers = Int32Array.from({ length: end - start }, (_, row) => start + row);
      const registered = Float64Array.from(numbers, (number) => number * 1000);
      return {
        kind: 'users',
        rows: end - start,
        columns: { id: { numbers, series }, registered_at: registered },
      };
    };
    const path = join(folder, 'users.parquet');
    await write(part(0, rows));
    const whole = readFileSync(path);
    await write(part(0, 5000), part(5000, 5001), part(5001, rows));
    expect(readFileSync(path).equals(whole)).toBe(true);
    const written = await readParquet(path);
    expect(written).toHaveLength(rows);
    expect(written[254_321]).toEqual({ id: 'u254322', registered_at: new Date(254_321_000) });
  });

  test('refuses a column that the kind does not have, unequal lengths, other columns or another form', async () => {
    const users = (columns: FactColumns['columns']): FactColumns => ({ kind: 'users', rows: 1, columns });
    await expect(write(users({ id: ['a'], colour: ['red'] }))).rejects.toThrow(/one is colour/);
    await expect(write(users({ id: ['a', 'b'] }))).rejects.toThrow(
      /expected 1 rows, but the column id has 2/,
    );
    const other = write(users({ id: ['a'] }), users({ display_name: ['A'] }));
    await expect(other).rejects.toThrow(/expected the columns id in every batch, but one has display_name/);
    const form = write(users({ id: ['a'] }), users({ id: Float64Array.of(1) }));
    await expect(form).rejects.toBeInstanceOf(InvalidInputError);
  });

  test('refuses a folder that is not there, and leaves no file where the work fails', async () => {
    const nowhere = parquetFile.writeFacts(join(folder, 'no'), () => Promise.resolve());
    await expect(nowhere).rejects.toBeInstanceOf(InvalidInputError);
    const failing = parquetFile.writeFacts(folder, async (append) => {
      await append({ kind: 'users', rows: 1, columns: { id: ['a'] } });
      throw new RangeError('halfway');
    });
    await expect(failing).rejects.toThrow('halfway');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('writeTable', () => {
  test('writes a table that is no kind of fact', async () => {
    const path = join(folder, 'parts.parquet');
    await parquetFile.writeTable(path, {
      rows: 2,
      columns: [
        { name: 'pattern', type: 'integer', values: Float64Array.of(1, 2) },
        { name: 'part', type: 'text', values: ['hub', undefined] },
      ],
    });
    expect(await readParquet(path)).toEqual([
      { pattern: 1n, part: 'hub' },
      { pattern: 2n, part: null },
    ]);
  });
});

describe('writeMatrixParquet', () => {
  test('writes one row per id in their order, NaN as NULL', async () => {
    const path = join(folder, 'factors.parquet');
    await writeMatrixParquet({
      path,
      header: ['subject', 'attribute:"x"', 'age', 'unmeasured'],
      ids: ['b', 'a'],
      columns: [Float64Array.of(0.1, NaN), Float64Array.of(-1, 2), Float64Array.of(NaN, NaN)],
    });
    expect(await readParquet(path)).toEqual([
      { subject: 'b', 'attribute:"x"': 0.1, age: -1, unmeasured: null },
      { subject: 'a', 'attribute:"x"': null, age: 2, unmeasured: null },
    ]);
  });
});
