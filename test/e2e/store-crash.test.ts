/** Kills the built program's store in the middle of an import, as a power cut would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StagedFile } from '../../src/engine/ports.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { stagedParquet, stageRows } from '../support/staging.ts';

const TRANSACTIONS = 400_000;
const OPTIONS = { recorded: 'event', createMissing: false, strict: false } as const;

let folder = '';
let files: readonly StagedFile[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-crash-'));
  const users = ['ada', 'bob'].map((id) => ({ id, registered_at: '2020-01-01' }));
  files = [
    await stageRows(folder, 'users', users),
    await stageTransactions(join(folder, 'transactions.parquet')),
  ];
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function stageTransactions(path: string): Promise<StagedFile> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (
      SELECT range + 1 AS record, 't' || range AS id, 'ada' AS payer_id, 'bob' AS payee_id,
        range AS amount_minor, 'EUR' AS currency, TIMESTAMP '2024-01-01' AS occurred_at, 'purchase' AS kind,
        'completed' AS status, NULL::TIMESTAMP AS status_at, NULL::VARCHAR AS status_by,
        NULL::TIMESTAMP AS recorded_at, false AS retracted, NULL::VARCHAR AS "source"
      FROM range($rows)
    ) TO $path (FORMAT parquet)`,
    { rows: TRANSACTIONS, path },
  );
  connection.closeSync();
  instance.closeSync();
  return stagedParquet({ kind: 'transactions', path, rows: TRANSACTIONS, origin: 'transactions.csv' });
}

/** Imports in another process, which is killed so long after it says that it has come to the transactions. */
async function importAndKill(path: string, delayMs: number): Promise<NodeJS.Signals | null> {
  const store = resolve('dist/src/stores/duckdb/store.js');
  const script = `
    import { openDuckdbStore } from ${JSON.stringify(store)};
    const store = await openDuckdbStore(${JSON.stringify(path)});
    await store.migrate();
    await store.ingest(${JSON.stringify(files)}, {
      ...${JSON.stringify(OPTIONS)},
      scratch: ${JSON.stringify(folder)},
      onProgress: ({ stage }) => stage === 'store transactions' && console.log('importing'),
    });
    await store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), delayMs);
  const [, signal] = await ended;
  return signal;
}

describe('a store killed in the middle of an import', () => {
  test.each([0, 100])('holds nothing of it, and the import run again completes (%i ms)', async (delayMs) => {
    const path = join(folder, `killed-${delayMs}.db`);
    expect(await importAndKill(path, delayMs)).toBe('SIGKILL');
    const store = await openDuckdbStore(path);
    await store.migrate();
    expect(await store.latestBatch()).toBe(0);
    const cut = { asOf: Date.UTC(2025, 0, 1), batch: 1 };
    expect((await store.project(cut, { purpose: 'credit' })).subjects.id).toEqual([]);
    const receipt = await store.ingest(files, { ...OPTIONS, scratch: folder });
    expect(receipt).toMatchObject({ batch: 1, committed: true });
    expect(receipt.files.map(({ created }) => created)).toEqual([2, TRANSACTIONS]);
    const { dealt } = await store.project(cut, { purpose: 'credit' });
    expect([...dealt.paid]).toEqual([TRANSACTIONS]);
    await store.close();
  });
});
