import { blobValue, DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { FACT_KINDS } from '../../../src/domain/facts.ts';
import { allColumnsOf } from '../../../src/domain/read-fact.ts';
import { factCheckSql } from '../../../src/intake/fact-check-sql.ts';
import { folderOf, importFolder, NOW } from '../../support/intake-folders.ts';

describe('the check of a kind', () => {
  // A row's number is its place in the checked file, so nothing in the plan may reorder rows.
  it.each(FACT_KINDS)('keeps the order of rows: %s', async (kind) => {
    const instance = await DuckDBInstance.create(':memory:');
    try {
      const connection = await instance.connect();
      const columns = allColumnsOf(kind).map(({ name }) => `"${name}" VARCHAR`);
      await connection.run(`CREATE TABLE t (${columns.join(', ')}, "#broken" VARCHAR, "#unknown" VARCHAR)`);
      const check = factCheckSql({ kind, relation: 'SELECT * FROM t', now: NOW, keyVersion: 1 });
      const pads = { inner: blobValue(new Uint8Array(64)), outer: blobValue(new Uint8Array(64)) };
      const result = await connection.runAndReadAll(`EXPLAIN ${check}`, kind === 'sightings' ? pads : {});
      const operators = JSON.stringify(result.getRowsJson()).match(/\b[A-Z]{3,}(_[A-Z]+)*\b(?=\s+│)/g) ?? [];
      expect(
        new Set(operators.filter((name) => /JOIN|CTE|DATA_SCAN|AGGREGATE|ORDER|UNION/.test(name))),
      ).toEqual(new Set());
      expect(operators).toContain('PROJECTION');
    } finally {
      instance.closeSync();
    }
  });

  it('numbers the rows of a file that several threads read', { timeout: 60_000 }, async () => {
    const rows = 300_000;
    const lines = Array.from(
      { length: rows },
      (_, n) => `i${n + 1},${n % 1000 === 999 ? 'x' : 's'},2024-01-01,credit`,
    );
    const text = `id,subject_id,occurred_at,purpose\n${lines.join('\n')}\n`.replaceAll(',x,', ',,');
    const { store, rejects } = await importFolder(await folderOf({ 'inquiries.csv': text }));
    expect(rejects.map(({ record }) => Number(record))).toEqual(
      Array.from({ length: 300 }, (_, n) => (n + 1) * 1000),
    );
    const wrong = store.rows['inquiries']?.filter(({ id, record }) => id !== `i${String(record)}`);
    expect(wrong).toEqual([]);
    expect(store.rows['inquiries']).toHaveLength(rows - 300);
  });
});
