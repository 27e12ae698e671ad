import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GraphStore } from '../../../../src/engine/ports.ts';
import { openDuckdbStore } from '../../../../src/stores/duckdb/store.ts';
import { stageFacts, type RawFacts } from '../../../support/staging.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-identifiers-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const FACTS: RawFacts = {
  users: ['ada', 'bob', 'cem'].map((id) => ({ id, registered_at: '2020-01-01' })),
  sightings: [
    ...[sighting('ada', 'phone'), sighting('bob', 'phone')],
    ...[sighting('bob', 'device'), sighting('cem', 'card')],
  ],
};

function sighting(subject_id: string, kind: string) {
  return { subject_id, kind, value: 'alike', occurred_at: '2024-01-01' };
}

async function bring(store: GraphStore, facts: RawFacts): Promise<void> {
  const files = await stageFacts(folder, facts);
  await store.ingest(files, { recorded: 'event', createMissing: false, strict: true, scratch: folder });
}

test.each([
  [
    'an earlier release made',
    ['ALTER TABLE sightings DROP COLUMN identifier', 'DELETE FROM schema_version WHERE version > 7'],
  ],
  ['hashed them otherwise', ['UPDATE sightings SET identifier = subject_id']],
])('whoever shares an identifier is found in a store that %s', async (_, statements) => {
  const path = join(folder, 'earlier.db');
  const store = await openDuckdbStore(path);
  await store.migrate();
  await bring(store, FACTS);
  await store.close();
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();

  const reopened = await openDuckdbStore(path);
  await reopened.migrate();
  await bring(reopened, { sightings: [{ ...sighting('ada', 'device'), occurred_at: '2024-02-01' }] });
  const asOf = Date.parse('2024-07-01');
  const touched = await reopened.touched({ asOf, batch: 1 }, { asOf, batch: 2 });
  expect(touched).toEqual({
    subjects: ['ada'],
    tables: ['sightings'],
    sharers: ['ada', 'bob'],
    everybody: false,
  });
  const { sightings } = await reopened.project({ asOf, batch: 2 }, { purpose: 'credit', around: touched });
  // Two of one phone, two of one device: cem's card is nobody else's.
  expect(sightings.subject.length).toBe(4);
  expect(new Set(sightings.identifier).size).toBe(2);
  await reopened.close();
});
