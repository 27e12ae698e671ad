/**
 * Rows for tests, written as the staged Parquet that an import hands to a store. Rows are given as they would
 * stand in a file (instants as ISO 8601, ratios as decimals) and pass the same schemas.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, DuckDBTimestampValue, type DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { columnOf, type ColumnType } from '../../src/domain/columns.ts';
import { FACTS, PROVENANCE, type FactKind } from '../../src/domain/facts.ts';
import type { StagedFile } from '../../src/engine/ports.ts';
import { stagedRows } from '../../src/intake/staged-rows.ts';

export type RawRow = Readonly<Record<string, string | number | boolean | undefined>>;
/** Rows by kind, in the order they are to be staged. */
export type RawFacts = Partial<Record<FactKind, readonly RawRow[]>>;

const STORAGE: Readonly<Record<ColumnType, string>> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  choice: 'VARCHAR',
  currency: 'VARCHAR',
  instant: 'TIMESTAMP',
  integer: 'BIGINT',
  ratio: 'BIGINT',
  flag: 'BOOLEAN',
};

let instance: Promise<DuckDBInstance> | undefined;
let connection: Promise<DuckDBConnection> | undefined;
let files = 0;

async function connectAnew(): Promise<DuckDBConnection> {
  instance ??= DuckDBInstance.create(':memory:');
  return (await instance).connect();
}

async function connect(): Promise<DuckDBConnection> {
  connection ??= connectAnew();
  return connection;
}

/** Writes one file for each kind; throws for a row that a schema refuses. */
export async function stageFacts(folder: string, facts: RawFacts): Promise<StagedFile[]> {
  const staged: StagedFile[] = [];
  for (const [kind, rows] of Object.entries(facts) as [FactKind, readonly RawRow[]][])
    staged.push(await stageRows(folder, kind, rows));
  return staged;
}

let last: Promise<unknown> = Promise.resolve();

/** Writes the rows of one kind, numbered from 1. One after the other, as a connection has one transaction at a time. */
export function stageRows(folder: string, kind: FactKind, rows: readonly RawRow[]): Promise<StagedFile> {
  const staged = last.catch(() => undefined).then(() => writeRows(folder, kind, rows));
  last = staged;
  return staged;
}

async function writeRows(folder: string, kind: FactKind, rows: readonly RawRow[]): Promise<StagedFile> {
  const shape: Record<string, z.ZodType> = { ...PROVENANCE, ...FACTS[kind].schema.shape };
  const names = Object.keys(shape);
  const parsed = rows.map((row) => parseRow(shape, row));
  mkdirSync(folder, { recursive: true });
  files += 1;
  const table = `staged_${files}`;
  const path = join(folder, `${files}-${kind}.parquet`);
  const db = await connect();
  const columns = names.map((name) => `"${name}" ${STORAGE[columnOf(shape[name]!).type]}`);
  await db.run(`CREATE TEMP TABLE ${table} (record BIGINT, ${columns.join(', ')})`);
  const appender = await db.createAppender(table);
  for (const [index, row] of parsed.entries()) {
    appender.appendBigInt(BigInt(index + 1));
    for (const name of names) {
      const value = name === 'retracted' ? (row[name] ?? false) : row[name];
      if (value === undefined) appender.appendNull();
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else if (typeof value === 'string') appender.appendVarchar(value);
      else if (columnOf(shape[name]!).type === 'instant')
        appender.appendTimestamp(new DuckDBTimestampValue(BigInt(value) * 1000n));
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
  appender.closeSync();
  await db.run(`COPY ${table} TO $path (FORMAT parquet)`, { path });
  await db.run(`DROP TABLE ${table}`);
  return stagedParquet({ kind, path, rows: rows.length, origin: `${kind}.csv` });
}

/** A Parquet file as a staged one, which stores may read row by row too. */
export function stagedParquet(file: Omit<StagedFile, 'read' | 'digest'>): StagedFile {
  return { ...file, ...stagedRows({ connect: connectAnew }, file) };
}

type StoredRow = Record<string, string | number | boolean | undefined>;

function parseRow(shape: Record<string, z.ZodType>, row: RawRow): StoredRow {
  const schema = z.strictObject(shape);
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  return (row['retracted'] === true ? schema.partial() : schema).parse(given) as StoredRow;
}
