import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACT_KINDS } from '../../src/domain/facts.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { writeWorld } from '../../src/write-world.ts';
import { readParquet } from '../support/duckdb-parquet.ts';

const request = { subjects: 400, transactions: 9000, seed: 3 };

describe('writeWorld', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'write-world-'));
    await writeWorld(join(folder, 'one'), request);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('writes every kind of fact, and the truth apart', () => {
    expect(readdirSync(join(folder, 'one')).sort()).toEqual(['facts', 'truth']);
    expect(readdirSync(join(folder, 'one/facts')).sort()).toEqual(
      FACT_KINDS.map((kind) => `${kind}.parquet`).sort(),
    );
    expect(readdirSync(join(folder, 'one/truth')).sort()).toEqual([
      'merchants.parquet',
      'parts.parquet',
      'patterns.parquet',
      'people.parquet',
    ]);
  });

  test('equal options give equal files, byte for byte', async () => {
    await writeWorld(join(folder, 'two'), request);
    const files = readdirSync(join(folder, 'one'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.parquet'),
    );
    const differing = files.filter(
      (path) => !readFileSync(join(folder, 'one', path)).equals(readFileSync(join(folder, 'two', path))),
    );
    expect(differing).toEqual([]);
  });

  test('an import takes all of it, and counts the transactions asked for', async () => {
    const store = await openDuckdbStore(':memory:');
    try {
      await store.migrate();
      const { files } = await importFiles(store, {
        from: join(folder, 'one/facts'),
        recorded: 'now',
        createMissing: false,
        strict: true,
        now: Date.UTC(2026, 0, 1),
        identifierKey: { version: 1, key: new Uint8Array(32) },
      });
      expect(files.find(({ kind }) => kind === 'transactions')).toMatchObject({ created: 9000, rejected: 0 });
    } finally {
      await store.close();
    }
  });

  test('an import refuses the truth', async () => {
    const store = await openDuckdbStore(':memory:');
    try {
      await store.migrate();
      const reading = importFiles(store, {
        from: join(folder, 'one/truth'),
        recorded: 'now',
        createMissing: false,
        strict: true,
        now: Date.UTC(2026, 0, 1),
      });
      await expect(reading).rejects.toThrow(/parts\.parquet names no kind of fact/);
    } finally {
      await store.close();
    }
  });

  test('the truth names people as the facts do', async () => {
    const people = await readParquet(join(folder, 'one/truth/people.parquet'));
    const users = await readParquet(join(folder, 'one/facts/users.parquet'));
    expect(people.map(({ id }) => id)).toEqual(users.map(({ id }) => id));
    const parts = await readParquet(join(folder, 'one/truth/parts.parquet'));
    const patterns = await readParquet(join(folder, 'one/truth/patterns.parquet'));
    expect(new Set(parts.map(({ pattern }) => pattern))).toEqual(
      new Set(patterns.map(({ pattern }) => pattern)),
    );
    expect(patterns.filter((one) => one['is_ring'] === true).map(({ kind }) => kind)).toEqual([
      'sybil_region',
      'transfer_cycle',
    ]);
  });
});
