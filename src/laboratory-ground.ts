import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactColumns } from './domain/fact-columns.ts';
import { systemClock } from './host/system-clock.ts';
import { importFiles } from './intake/import-files.ts';
import type { Ground } from './laboratory/ground.ts';
import { parquetFile } from './stores/duckdb/parquet-file.ts';
import { openDuckdbStore } from './stores/duckdb/store.ts';

/** Identifiers in a made-up world are nobody's; equal ones need only stay equal. */
const IDENTIFIER_KEY = { version: 1, key: new Uint8Array(32).fill(1) };

/** A store in memory; facts pass through files and the import that everybody uses. */
export async function openGround(): Promise<Ground> {
  const store = await openDuckdbStore(':memory:');
  await store.migrate();
  return {
    store,
    add: (facts) => importAsFiles(store, facts),
    close: () => store.close(),
  };
}

async function importAsFiles(store: Ground['store'], facts: readonly FactColumns[]): Promise<void> {
  if (facts.length === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'credence-laboratory-'));
  const from = join(folder, 'facts');
  try {
    await mkdir(from);
    await parquetFile.writeFacts(from, async (append) => {
      for (const batch of facts) await append(batch);
    });
    await importFiles(store, {
      from,
      recorded: 'event',
      now: systemClock.now(),
      createMissing: false,
      strict: true,
      rejectsPath: join(folder, 'rejects.csv'),
      identifierKey: IDENTIFIER_KEY,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
