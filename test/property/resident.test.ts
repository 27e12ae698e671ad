import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../src/engine/ports.ts';
import { loadResident, type Resident } from '../../src/engine/resident/resident.ts';
import { makeRun, scoreEveryone, type RunRequest } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { writeWorld } from '../../src/write-world.ts';
import { builtInProfile, fiveFactor } from '../support/built-in.ts';
import { folderOf, NOW, TEST_KEY } from '../support/intake-folders.ts';
import { withTouched } from '../support/touched-double.ts';

const at = (text: string) => Date.parse(text);

describe('a resident projection', () => {
  let store: GraphStore;
  beforeAll(async () => {
    const folder = await folderOf();
    const world = await writeWorld(folder, { subjects: 300, transactions: 3000, seed: 5 });
    store = withTouched(await openDuckdbStore(':memory:'));
    await store.migrate();
    await importFiles(store, {
      ...{ from: world.factsFolder, recorded: 'event', now: NOW, createMissing: false, strict: false },
      identifierKey: TEST_KEY,
      rejectsPath: join(await folderOf(), 'rejects.csv'),
    });
  }, 60_000);
  afterAll(async () => {
    await store.close();
  });

  const asked = (asOf: number): RunRequest => ({
    asOf,
    scorecard: fiveFactor(),
    profile: builtInProfile(),
    basis: 'contract',
    reportingCurrency: 'CNY',
    clock: { now: () => NOW },
    hasher: sha256Hasher,
  });
  const load = async (asOf: number): Promise<Resident> => {
    const { run } = await scoreEveryone(store, asked(asOf));
    return loadResident(store, run, { clock: { now: () => NOW }, hasher: sha256Hasher });
  };

  test('says what a full run would, hour after hour and day after day', async () => {
    const resident = await load(at('2025-12-10T06:00Z'));
    for (const asOf of ['2025-12-10T12:00Z', '2025-12-10T20:00Z', '2025-12-12T09:00Z', '2025-12-12T21:00Z']) {
      const { run } = await resident.advance({ asOf: at(asOf) });
      const full = await makeRun(store, asked(at(asOf)));
      expect(run.base).toBeDefined();
      expect(resident.scores().ids).toEqual(full.scores.ids);
      expect(resident.scores().score).toEqual(full.scores.score);
    }
  }, 60_000);
});
