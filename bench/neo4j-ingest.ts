/** How fast transactions are imported, beside the bare driver running the same statement on the same rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import neo4j, { type Driver } from 'neo4j-driver';
import type { FactKind } from '../src/domain/facts.ts';
import type { GraphStore, StagedFile } from '../src/engine/ports.ts';
import { stagedRows } from '../src/intake/staged-rows.ts';
import { statement } from '../src/stores/neo4j/statements.ts';
import { openNeo4jStore } from '../src/stores/neo4j/store.ts';
import { benchServer } from './neo4j-server.ts';

const PEOPLE = 20_000;
const ROWS_AT_A_TIME = 5000;
const ROUNDS = 3;

/** Prints transactions a second of both, the best of three rounds, and their ratio. */
export async function benchIngest(transactions: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-neo4j-'));
  const { url, user, password } = benchServer();
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const store = openNeo4jStore(benchServer(), url);
  const instance = await DuckDBInstance.create(':memory:');
  try {
    await store.migrate();
    const users = await stage(instance, { kind: 'users', folder, rows: PEOPLE, columns: userColumns() });
    const file = await stage(instance, {
      kind: 'transactions',
      folder,
      rows: transactions,
      columns: transactionColumns(),
    });
    await importInto(store, users, folder);
    const seconds = { credence: Infinity, bare: Infinity };
    for (let round = 0; round < ROUNDS; round++) {
      seconds.credence = Math.min(seconds.credence, await timed(() => importInto(store, file, folder)));
      await clear(driver);
      const rows = await driverRows(file);
      seconds.bare = Math.min(seconds.bare, await timed(() => writeBare(driver, rows)));
      await clear(driver);
    }
    const rate = (time: number): string => `${Math.round(transactions / time).toLocaleString('en')} a second`;
    console.log(`ingest of ${transactions.toLocaleString('en')} transactions`);
    console.log(`  credence     ${rate(seconds.credence)}`);
    console.log(`  bare driver  ${rate(seconds.bare)}`);
    console.log(`  ratio        ${(seconds.bare / seconds.credence).toFixed(2)} (target: at least 0.80)`);
  } finally {
    instance.closeSync();
    await driver.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function userColumns(): string {
  return `'u' || range AS id, TIMESTAMP '2020-01-01' AS registered_at, NULL::VARCHAR AS display_name`;
}

/** Payers at random, payees with a few that take in much: the square of a random number. */
function transactionColumns(): string {
  return `'t' || lpad(range::VARCHAR, 9, '0') AS id,
    'u' || (hash(range) % ${PEOPLE}) AS payer_id,
    'u' || floor(${PEOPLE} * pow((hash(range, 1) % 1000003) / 1000003, 2))::BIGINT AS payee_id,
    (hash(range, 2) % 100000)::BIGINT AS amount_minor, 'CNY' AS currency,
    TIMESTAMP '2023-01-01' + INTERVAL (hash(range, 3) % 31536000) SECOND AS occurred_at,
    'purchase' AS kind, 'completed' AS status, NULL::TIMESTAMP AS status_at, NULL::VARCHAR AS status_by`;
}

async function stage(
  instance: DuckDBInstance,
  { kind, folder, rows, columns }: { kind: FactKind; folder: string; rows: number; columns: string },
): Promise<StagedFile> {
  const path = join(folder, `${kind}.parquet`);
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT range + 1 AS record, ${columns}, NULL::TIMESTAMP AS recorded_at, false AS retracted,
       NULL::VARCHAR AS "source" FROM range(${rows})) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  const file = { kind, path, rows, origin: `${kind}.parquet` };
  return { ...file, ...stagedRows({ connect: () => instance.connect() }, file) };
}

async function importInto(store: GraphStore, file: StagedFile, scratch: string): Promise<void> {
  const receipt = await store.ingest([file], {
    recorded: 'event',
    createMissing: false,
    strict: false,
    scratch,
  });
  if (receipt.files[0]?.created !== file.rows) throw new Error('bench neo4j: the import kept not every row');
}

/** What the import sends, made beforehand. */
async function driverRows(file: StagedFile): Promise<object[]> {
  const rows: object[] = [];
  for await (const { rows: count, columns } of file.read())
    for (let row = 0; row < count; row++) {
      const properties: Record<string, unknown> = {
        recorded_at: neo4j.int(1_700_000_000_000),
        batch: neo4j.int(2),
        month: neo4j.int(24_276),
      };
      for (const [name, column] of Object.entries(columns)) {
        const value = column[row] ?? null;
        if (value === null || name === 'record' || name === 'retracted') continue;
        properties[name] = typeof value === 'number' ? neo4j.int(value) : value;
      }
      rows.push(properties);
    }
  return rows;
}

async function writeBare(driver: Driver, rows: readonly object[]): Promise<void> {
  const session = driver.session();
  for (let first = 0; first < rows.length; first += ROWS_AT_A_TIME) {
    const parameters = { rows: rows.slice(first, first + ROWS_AT_A_TIME) };
    await session.executeWrite((transaction) =>
      transaction.run(statement('ingest/transactions'), parameters),
    );
  }
  await session.close();
}

async function clear(driver: Driver): Promise<void> {
  const session = driver.session();
  await session.run('MATCH (n:Transaction) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  await session.run('MATCH (b:Batch WHERE b.batch > 1) DELETE b');
  await session.close();
}
