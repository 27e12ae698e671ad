/** Laws of a projection around some subjects, over small generated worlds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../src/engine/ports.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { AS_OF, GROUND, milliseconds, worlds } from '../support/replay-worlds.ts';
import { rowsAround } from '../support/rows-around.ts';
import { stageFacts, type RawFacts } from '../support/staging.ts';

const RUNS = { seed: 20_240_715, numRuns: 4, endOnFailure: true };

describe('a projection around some subjects', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-around-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  async function withStore<T>(
    facts: readonly RawFacts[],
    work: (store: GraphStore) => Promise<T>,
  ): Promise<T> {
    const store = await openDuckdbStore(':memory:', { threads: 1 });
    const options = { recorded: 'event', createMissing: false, strict: false, scratch: folder } as const;
    try {
      await store.migrate();
      for (const each of facts) await store.ingest(await stageFacts(folder, each), options);
      return await work(store);
    } finally {
      await store.close();
    }
  }

  test('gives the same rows about them as the full one', async () => {
    const some = fc.array(fc.nat(), { maxLength: 300, size: 'max' });
    await fc.assert(
      fc.asyncProperty(worlds, some, some, async (world, near, sharing) => {
        await withStore([GROUND, world], async (store) => {
          const cut = { asOf: milliseconds(AS_OF), batch: await store.latestBatch() };
          const full = await store.project(cut, { purpose: 'credit' });
          const { id } = full.subjects;
          const drawn = (places: readonly number[]) => [...new Set(places.map((at) => id[at % id.length]!))];
          const around = { subjects: drawn(near), sharers: drawn(sharing) };
          const few = await store.project(cut, { purpose: 'credit', around });
          expect(rowsAround(few, around)).toEqual(rowsAround(full, around));
        });
      }),
      RUNS,
    );
  });
});
