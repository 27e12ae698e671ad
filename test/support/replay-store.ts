/** Facts in an embedded store of their own, for as long as something is tried on it. */
import type { GraphStore, IngestReceipt } from '../../src/engine/ports.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { folderOf } from './intake-folders.ts';
import { stageFacts, type RawFacts } from './staging.ts';

/** A store in memory with these imports, a batch each. */
export async function withImports<T>(
  imports: readonly RawFacts[],
  work: (store: GraphStore) => Promise<T>,
): Promise<T> {
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    for (const facts of imports) await importFacts(store, facts);
    return await work(store);
  } finally {
    await store.close();
  }
}

/** One batch more; rows that the store turns away are left out. */
export async function importFacts(store: GraphStore, facts: RawFacts): Promise<IngestReceipt> {
  const scratch = await folderOf();
  const options = { recorded: 'event', createMissing: false, strict: false, scratch } as const;
  return store.ingest(await stageFacts(scratch, facts), options);
}
