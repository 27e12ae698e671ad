import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../../../src/engine/ports.ts';
import { openDuckdbStore } from '../../../../src/stores/duckdb/store.ts';
import { stageFacts, type RawFacts } from '../../../support/staging.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-references-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PEOPLE: RawFacts = {
  users: ['ada', 'bob', 'cem'].map((id) => ({ id, registered_at: '2020-01-01' })),
  merchants: [{ id: 'shop', registered_at: '2020-01-01', owner_id: 'ada' }],
  ties: [
    {
      from_id: 'cem',
      to_id: 'ada',
      kind: 'friend',
      since: '2021-01-01',
      strength: 0.5,
      accepted_at: '2021-01-02',
    },
  ],
  obligations: [
    {
      id: 'loan',
      debtor_id: 'bob',
      kind: 'loan',
      currency: 'EUR',
      principal_minor: 900,
      opened_at: '2021-01-01',
    },
  ],
  dues: [{ obligation_id: 'loan', seq: 0, due_at: '2022-01-01', amount_minor: 900 }],
};

async function bring(store: GraphStore, facts: RawFacts) {
  const files = await stageFacts(folder, facts);
  return store.ingest(files, { recorded: 'event', createMissing: false, strict: false, scratch: folder });
}

async function runSql(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Puts ids where numbers are, and takes the numbers away, as stores of schema version 2 were. */
function toIds(table: string, columns: readonly string[]): string[] {
  const byId = (column: string) => `(SELECT r.id FROM registry r WHERE r.number = t.${column}) AS ${column}`;
  return [
    `CREATE TABLE by_id AS SELECT * REPLACE (${columns.map(byId).join(', ')}) FROM ${table} t`,
    `DROP TABLE ${table}`,
    `ALTER TABLE by_id RENAME TO ${table}`,
  ];
}
const REFERENCES = {
  merchants: ['owner_id'],
  consents: ['subject_id'],
  profiles: ['subject_id'],
  memberships: ['subject_id', 'group_id'],
  ties: ['from_id', 'to_id'],
  ratings: ['from_id', 'to_id'],
  transactions: ['payer_id', 'payee_id'],
  obligations: ['debtor_id', 'creditor_id'],
  balances: ['obligation_id'],
  dues: ['obligation_id'],
  payments: ['obligation_id'],
  inquiries: ['subject_id'],
  guarantees: ['guarantor_id', 'debtor_id', 'obligation_id'],
  sightings: ['subject_id'],
  attributes: ['subject_id'],
  flags: ['subject_id'],
  outcomes: ['subject_id'],
};
const AS_EARLIER = [
  ...Object.entries(REFERENCES).flatMap(([table, columns]) => toIds(table, columns)),
  'CREATE TABLE by_id AS SELECT id, kind FROM registry ORDER BY id DESC',
  'DROP TABLE registry',
  'ALTER TABLE by_id RENAME TO registry',
  'DELETE FROM schema_version WHERE version > 2',
];

describe('references', () => {
  test('a store that refers by id is brought to numbers, with the same facts', async () => {
    const path = join(folder, 'earlier.db');
    const cut = { asOf: Date.parse('2024-01-01'), batch: 1 };
    const store = await openDuckdbStore(path);
    await store.migrate();
    await bring(store, PEOPLE);
    const before = await store.project(cut, { purpose: 'credit' });
    await store.close();
    await runSql(path, AS_EARLIER);

    const reopened = await openDuckdbStore(path);
    await reopened.migrate();
    expect(await reopened.project(cut, { purpose: 'credit' })).toEqual(before);
    expect(before.knows).toMatchObject({ source: Uint32Array.of(0), target: Uint32Array.of(2) });
    expect(before.dues.obligation).toEqual(Uint32Array.of(0));
    const again = await bring(reopened, PEOPLE);
    expect(again.files.map(({ unchanged }) => unchanged)).toEqual([3, 1, 1, 1, 1]);
    await reopened.close();
  });

  test('retractions that name what nobody knows change nothing, each by itself', async () => {
    const store = await openDuckdbStore(':memory:');
    await store.migrate();
    await bring(store, PEOPLE);
    const tie = {
      kind: 'friend',
      since: '2021-01-01',
      strength: 0.5,
      retracted: true,
      recorded_at: '2022-01-01',
    };
    const receipt = await bring(store, {
      ties: ['nobody', 'no one'].map((from_id) => ({ from_id, to_id: 'ada', ...tie })),
    });
    expect(receipt.files).toMatchObject([{ created: 0, unchanged: 2, retracted: 0, rejected: 0 }]);
    const declared = await bring(store, { users: [{ id: 'nobody', registered_at: '2023-01-01' }] });
    expect(declared.files).toMatchObject([{ created: 1, rejected: 0 }]);
    await store.close();
  });
});
