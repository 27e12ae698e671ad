/** Real facts that come while a run is held. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NO_CURRENCY } from '../../src/engine/columns/money.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { describeWithData } from '../support/data-folder.ts';
import { FINBENCH_RECIPE, finbenchInPieces } from '../support/finbench-pieces.ts';
import { folderOf, NOW, TEST_KEY } from '../support/intake-folders.ts';
import { differing, fullScores, residentAt } from '../support/resident-world.ts';

describeWithData('ldbc-finbench-example', (from) => {
  it('gives after each piece of its last days what a full run does', async () => {
    const store = await openDuckdbStore(':memory:');
    await store.migrate();
    const rejectsPath = join(await folderOf(), 'rejects.csv');
    const take = (folder: string) =>
      importFiles(store, {
        ...{ from: folder, recipe: FINBENCH_RECIPE, recorded: 'event', now: NOW, createMissing: true },
        ...{ strict: false, identifierKey: TEST_KEY, rejectsPath },
      });
    const [first, ...later] = await finbenchInPieces(from);
    await take(first.folder);
    const resident = await residentAt(store, Date.parse(first.asOf), NO_CURRENCY);
    for (const { folder, asOf } of later) {
      await take(folder);
      const result = await resident.advance({ asOf: Date.parse(asOf) });
      expect(result.whyFull).toBeUndefined();
      expect(result.touched).toBeGreaterThan(100);
      const full = await fullScores(store, Date.parse(asOf), NO_CURRENCY);
      expect(resident.scores().ids).toEqual(full.ids);
      expect(differing(result, resident.scores(), full)).toEqual([]);
    }
    await store.close();
  }, 60_000);
});
