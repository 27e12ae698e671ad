import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidConfigError, StoreUnavailableError } from '../../../../src/domain/errors.ts';
import { stagedParquet } from '../../../support/staging.ts';
import { openDuckdbStore } from '../../../../src/stores/duckdb/store.ts';
import { asOrdinaryUser } from '../../../support/unprivileged.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-open-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function runSql(path: string, ...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Holds a database file from another process until it is killed. */
async function holdElsewhere(path: string) {
  const script = `require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(path)}).then(() => {
    console.log('held');
    setInterval(() => {}, 1000);
  })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

describe('opening a store', () => {
  test('what was written is there after closing and opening again', async () => {
    const path = join(folder, 'a.db');
    const key = { id: 'k', hash: 'h', client: 'c', scopes: ['s'], createdAt: 0 };
    const first = await openDuckdbStore(path);
    expect(first.name).toBe(`duckdb:${path}`);
    await first.migrate();
    await first.saveKey(key);
    await first.close();
    const second = await openDuckdbStore(path);
    await second.migrate();
    expect(await second.listKeys()).toEqual([key]);
    await second.close();
  });

  test('a file that another process holds is named with its holder and the way out', async () => {
    const path = join(folder, 'held.db');
    const child = await holdElsewhere(path);
    try {
      const error = await failure(openDuckdbStore(path));
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect(error).toMatchObject({ context: { holderPid: child.pid } });
      expect(String(error)).toContain(`node (process ${child.pid ?? 0})`);
      expect(String(error)).toMatch(
        /stop that one, work on a copy of the file, or ask the running server over HTTP/,
      );
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('a second opening in one process is refused, through a link too, until the first is closed', async () => {
    const path = join(folder, 'b.db');
    const store = await openDuckdbStore(path);
    symlinkSync(path, join(folder, 'link.db'));
    for (const same of [path, join(folder, '.', 'b.db'), join(folder, 'link.db')])
      expect(await failure(openDuckdbStore(same))).toBeInstanceOf(StoreUnavailableError);
    await store.close();
    await store.close();
    await (await openDuckdbStore(path)).close();
  });

  test('closing waits for what is under way', async () => {
    const store = await openDuckdbStore(':memory:');
    await store.migrate();
    const reading = store.project({ asOf: 0, batch: 0 }, { purpose: 'credit' });
    await store.close();
    expect((await reading).subjects.id).toEqual([]);
  });

  test('a closed store says so', async () => {
    const store = await openDuckdbStore(':memory:');
    await store.close();
    const error = await failure(store.latestBatch());
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(String(error)).toContain('is closed');
  });

  test('a file that is no database, or a damaged one, is a mistake of configuration', async () => {
    const foreign = join(folder, 'foreign.db');
    writeFileSync(foreign, 'id,name\n1,a\n'.repeat(1000));
    const empty = join(folder, 'empty.db');
    writeFileSync(empty, '');
    const cut = join(folder, 'cut.db');
    await runSql(cut, 'CREATE TABLE t AS SELECT range FROM range(100000)');
    truncateSync(cut, 20_000);
    for (const path of [foreign, empty, cut, folder]) {
      const error = await failure(openDuckdbStore(path));
      expect(error).toBeInstanceOf(InvalidConfigError);
      expect(String(error)).toMatch(/name another file, restore it from a copy/);
    }
    rmSync(foreign);
    await (await openDuckdbStore(foreign)).close();
  });

  test('a folder that is not there is named', async () => {
    const error = await failure(openDuckdbStore(join(folder, 'missing', 'a.db')));
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect(String(error)).toContain(`the folder ${join(folder, 'missing')} does not exist`);
  });

  test('a folder that may not be written is named', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(folder, 0o755);
    chmodSync(closed, 0o555);
    const error = await asOrdinaryUser(() => failure(openDuckdbStore(join(closed, 'a.db'))));
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect(String(error)).toContain('may not write it or its folder');
  });

  test('an amount of memory that is none is a mistake of configuration', async () => {
    const error = await failure(openDuckdbStore(':memory:', { memoryLimit: 'plenty' }));
    expect(error).toBeInstanceOf(InvalidConfigError);
  });

  test('a store that a later release wrote is refused', async () => {
    const path = join(folder, 'later.db');
    const store = await openDuckdbStore(path);
    await store.migrate();
    await store.close();
    await runSql(path, 'INSERT INTO schema_version VALUES (999)');
    const reopened = await openDuckdbStore(path);
    const error = await failure(reopened.migrate());
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect(error).toMatchObject({ context: { actual: 999 } });
    await reopened.close();
  });

  test('a database of something else is left alone', async () => {
    const path = join(folder, 'other.db');
    await runSql(path, 'CREATE TABLE invoices (id INTEGER)');
    const before = join(folder, 'before.db');
    copyFileSync(path, before);
    const store = await openDuckdbStore(path);
    const error = await failure(store.migrate());
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect(String(error)).toContain('invoices');
    await store.close();
    execFileSync('cmp', [path, before]);
  });

  test('an import that fails in the middle leaves nothing and the store usable', async () => {
    const store = await openDuckdbStore(':memory:');
    await store.migrate();
    const broken = join(folder, 'broken.parquet');
    writeFileSync(broken, 'no parquet');
    const options = { recorded: 0, createMissing: false, strict: false, scratch: folder };
    const staged = stagedParquet({ kind: 'users', path: broken, rows: 1, origin: 'users.csv' });
    const error = await failure(store.ingest([staged], options));
    expect(error).toMatchObject({ code: 'invariant' });
    expect((error as Error).cause).toBeInstanceOf(Error);
    expect(await store.latestBatch()).toBe(0);
    expect(await store.ingest([], options)).toMatchObject({ committed: true });
    await store.close();
  });
});
