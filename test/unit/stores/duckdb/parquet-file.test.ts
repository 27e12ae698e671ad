import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/domain/errors.ts';
import { parquetFile, writeMatrixParquet } from '../../../../src/stores/duckdb/parquet-file.ts';
import { readParquet } from '../../../support/duckdb-parquet.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parquet-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('parquetFile', () => {
  test('writes each column in its type, absent values as NULL, rows in their order', async () => {
    await parquetFile.write(folder, {
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

  test('writes more rows than a chunk holds', async () => {
    const rows = 5000;
    const ids = Array.from({ length: rows }, (_, row) => `u${row}`);
    const registered = Float64Array.from(ids, (_, row) => row * 1000);
    await parquetFile.write(folder, { kind: 'users', rows, columns: { id: ids, registered_at: registered } });
    const written = await readParquet(join(folder, 'users.parquet'));
    expect(written).toHaveLength(rows);
    expect(written[4321]).toEqual({ id: 'u4321', registered_at: new Date(4_321_000) });
  });

  test('refuses a column that the kind does not have, and columns of unequal length', async () => {
    const users = (columns: Record<string, string[]>) =>
      parquetFile.write(folder, { kind: 'users', rows: 1, columns });
    await expect(users({ id: ['a'], colour: ['red'] })).rejects.toThrow(/one is colour/);
    await expect(users({ id: ['a', 'b'] })).rejects.toThrow(/expected 1 rows, but the column id has 2/);
  });

  test('refuses a folder that is not there', async () => {
    const write = parquetFile.write(join(folder, 'no'), { kind: 'users', rows: 0, columns: { id: [] } });
    await expect(write).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('writeMatrixParquet', () => {
  test('writes one row per id in their order, NaN as NULL', async () => {
    const path = join(folder, 'factors.parquet');
    await writeMatrixParquet({
      path,
      header: ['subject', 'attribute:"x"', 'age'],
      ids: ['b', 'a'],
      columns: [Float64Array.of(0.1, NaN), Float64Array.of(-1, 2)],
    });
    expect(await readParquet(path)).toEqual([
      { subject: 'b', 'attribute:"x"': 0.1, age: -1 },
      { subject: 'a', 'attribute:"x"': null, age: 2 },
    ]);
  });
});
