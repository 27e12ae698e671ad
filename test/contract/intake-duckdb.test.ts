/** An import into the embedded store, end to end: what intake stages is what the store takes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../src/engine/ports.ts';
import { importFiles, type ImportOptions, type ImportSummary } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { folderOf, NOW, parseCsv, TEST_KEY } from '../support/intake-folders.ts';

const stores: GraphStore[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
});

async function openStore(): Promise<GraphStore> {
  const store = await openDuckdbStore(join(await folderOf(), 'test.db'));
  stores.push(store);
  await store.migrate();
  return store;
}

async function importInto(
  store: GraphStore,
  files: Readonly<Record<string, string>>,
  options: Partial<ImportOptions> = {},
): Promise<{ summary: ImportSummary; rejects: ReturnType<typeof parseCsv> }> {
  const rejectsPath = join(await folderOf(), 'rejects.csv');
  const base = {
    recorded: 'now',
    now: NOW,
    createMissing: false,
    strict: false,
    identifierKey: TEST_KEY,
  } as const;
  const summary = await importFiles(store, { ...base, from: await folderOf(files), rejectsPath, ...options });
  const text = summary.rejectsPath === undefined ? '' : await readFile(summary.rejectsPath, 'utf8');
  return { summary, rejects: parseCsv(text) };
}

const USERS = 'id,registered_at\nann,2020-01-01\nbert,2020-01-01\n';
const FILES = {
  'users.csv': USERS,
  'ties.csv':
    'from_id,to_id,kind,since,strength\nann,bert,friend,2021-01-01,0.5\nann,carol,friend,2021-01-01,0.5\nann,bert,friend,never,1\n',
  'sightings.csv':
    'subject_id,kind,value,occurred_at\nann,phone,+49 170 1234567,2024-01-01\ndora,phone,+491701234567,2024-01-01\n',
};

describe('an import into DuckDB', () => {
  it('adds up, tells what both sides rejected, and changes nothing the second time', async () => {
    const store = await openStore();
    const first = await importInto(store, FILES);
    const counts = ({ files }: ImportSummary): unknown[] =>
      files.map(({ kind, read, created, unchanged, rejected }) => [kind, read, created, unchanged, rejected]);
    expect(counts(first.summary)).toEqual([
      ['users', 2, 2, 0, 0],
      ['ties', 3, 1, 0, 2],
      ['sightings', 2, 1, 0, 1],
    ]);
    const told = first.rejects.map(({ file, record, column, reason, key }) => [
      file,
      record,
      column,
      reason,
      key,
    ]);
    expect(told).toHaveLength(3);
    expect(told).toContainEqual(['ties.csv', '3', 'since', 'invalid_value', 'a… be… friend never']);
    expect(told).toContainEqual([
      'ties.csv',
      '2',
      'to_id',
      'unknown_reference',
      expect.stringMatching(/^a… ca… friend 2021-01-01/),
    ]);
    expect(told).toContainEqual([
      'sightings.csv',
      '2',
      'subject_id',
      'unknown_reference',
      expect.stringMatching(/^do… ph… … /),
    ]);

    const second = await importInto(store, FILES);
    expect(counts(second.summary)).toEqual([
      ['users', 2, 0, 2, 0],
      ['ties', 3, 0, 1, 2],
      ['sightings', 2, 0, 1, 1],
    ]);
    expect(second.summary.batch).toBe(first.summary.batch);
  });

  it.each([false, true])(
    'refuses a strict import with all that either side rejects (%s)',
    async (createMissing) => {
      const store = await openStore();
      const rejectsPath = join(await folderOf(), 'r.csv');
      const memberships = 'subject_id,group_id,since\nann,nowhere,2021-01-01\n';
      const files = { ...FILES, 'memberships.csv': memberships };
      await expect(importInto(store, files, { strict: true, createMissing, rejectsPath })).rejects.toThrow(
        createMissing
          ? '2 rejected rows (1 in memberships.csv, 1 in ties.csv)'
          : '4 rejected rows (1 in memberships.csv, 2 in ties.csv, 1 in sightings.csv)',
      );
      const told = parseCsv(await readFile(rejectsPath, 'utf8'));
      expect(told.map(({ reason }) => reason).sort()).toEqual([
        'invalid_value',
        ...(createMissing ? [] : ['unknown_reference', 'unknown_reference']),
        'unknown_reference',
      ]);
      expect(await store.latestBatch()).toBe(0);
    },
  );

  it('shows the instant of a stale version', async () => {
    const store = await openStore();
    await importInto(store, { 'users.csv': USERS });
    const stale = 'id,registered_at,recorded_at\nbert,2019-01-01,2020-01-01T00:00:00Z\n';
    const { rejects } = await importInto(store, { 'users.csv': stale });
    expect(rejects).toMatchObject([
      { column: 'recorded_at', reason: 'stale_version', came: '2020-01-01T00:00:00.000Z', key: 'be…' },
    ]);
  });

  it('makes missing subjects, takes facts back, and keeps nothing of a strict import that fails', async () => {
    const store = await openStore();
    await expect(
      importInto(
        store,
        { ...FILES, 'ties.csv': FILES['ties.csv'].replace(/.*never.*\n/, '') },
        { strict: true },
      ),
    ).rejects.toThrow(/expected none, and nothing was kept/);
    expect(await store.latestBatch()).toBe(0);
    const made = await importInto(store, FILES, { createMissing: true });
    expect(made.summary.createdMissing).toBe(2);
    const back = await importInto(
      store,
      { 'users.csv': 'id,registered_at,retracted\nbert,,true\n' },
      { now: NOW + 1 },
    );
    expect(back.summary.files[0]).toMatchObject({ read: 1, retracted: 1, rejected: 0 });
  });
});
