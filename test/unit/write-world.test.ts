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

  test('neither the order of the rows nor that of the ids tells who is in a ring', async () => {
    const large = join(folder, 'large');
    await writeWorld(large, { subjects: 3000, transactions: 30_000, seed: 5 });
    const parts = await readParquet(join(large, 'truth/parts.parquet'));
    const patterns = await readParquet(join(large, 'truth/patterns.parquet'));
    const rings = new Set(patterns.filter((one) => one['is_ring'] === true).map(({ pattern }) => pattern));
    const members = new Set<unknown>(
      parts.filter((one) => rings.has(one['pattern'])).map((one) => one['subject_id']),
    );
    for (const kind of ['transactions', 'obligations', 'guarantees', 'sightings'] as const) {
      const rows = await readParquet(join(large, `facts/${kind}.parquet`));
      const ofRings = rows.map((row) =>
        ['payer_id', 'debtor_id', 'subject_id'].some((name) => members.has(row[name])),
      );
      const mean = ofRings.filter(Boolean).length / rows.length;
      const tail = rows.map((row, index) => ({
        id: JSON.stringify(row['id'] ?? ''),
        isOfRing: ofRings[index]!,
      }));
      const last = Math.ceil(rows.length / 20);
      for (const ordered of [tail, tail.toSorted((a, b) => (a.id < b.id ? -1 : 1))]) {
        const found = ordered.slice(-last).filter(({ isOfRing }) => isOfRing).length;
        expect(found).toBeLessThanOrEqual(8 + 4 * mean * last);
      }
    }
  });

  test('the truth names people as the facts do', async () => {
    const people = await readParquet(join(folder, 'one/truth/people.parquet'));
    const users = await readParquet(join(folder, 'one/facts/users.parquet'));
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set(users.map(({ id }) => id)));
    const parts = await readParquet(join(folder, 'one/truth/parts.parquet'));
    const patterns = await readParquet(join(folder, 'one/truth/patterns.parquet'));
    expect(new Set(parts.map(({ pattern }) => pattern))).toEqual(
      new Set(patterns.map(({ pattern }) => pattern)),
    );
    const rings = new Set(patterns.filter((one) => one['is_ring'] === true).map(({ pattern }) => pattern));
    const members = new Set(
      parts.filter(({ pattern }) => rings.has(pattern)).map((part) => part['subject_id']),
    );
    expect(members.size).toBeGreaterThanOrEqual(3);
    expect(members.size).toBeLessThanOrEqual(request.subjects / 100);
  });
});
