import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { InvalidInputError, LimitExceededError } from '../domain/errors.ts';
import type { OnProgress } from '../engine/ports.ts';
import { removeLeftovers, removeWhenEnded, SCRATCH_PREFIX } from './scratch.ts';
import { literal } from './sql-text.ts';

/** Extensions are never fetched or loaded behind the user's back. */
export const NO_EXTENSIONS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
const MEMORY_LIMIT = '1GB';
const PROGRESS_EVERY_MS = 500;

/** An in-memory DuckDB that reads files, and a private folder that is gone when the import ends. */
export interface Reader {
  readonly connection: DuckDBConnection;
  /** Another connection to the same, for a stream that goes on while others ask; the caller closes it. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** Readable and writable by this user alone. */
  readonly scratch: string;
}

export async function withReader<T>(use: (reader: Reader) => Promise<T>): Promise<T> {
  await removeLeftovers();
  const scratch = await mkdtemp(join(tmpdir(), `${SCRATCH_PREFIX}${process.pid}-`));
  const forget = removeWhenEnded(scratch);
  try {
    const instance = await DuckDBInstance.create(':memory:', NO_EXTENSIONS);
    try {
      const connection = await instance.connect();
      await connection.run(`SET TimeZone = 'UTC'`);
      // Progress is counted only where a bar is asked for; printing it is another matter.
      await connection.run('SET enable_progress_bar = true');
      await connection.run('SET enable_progress_bar_print = false');
      await connection.run(`SET memory_limit = ${literal(MEMORY_LIMIT)}`);
      await connection.run(`SET temp_directory = ${literal(join(scratch, 'spill'))}`);
      return await use({ connection, connect: () => instance.connect(), scratch });
    } finally {
      instance.closeSync();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
    forget();
  }
}

/**
 * A name below the scratch folder for somebody's file or folder. DuckDB reads *, ? and [ in a path as patterns, and
 * this path has none.
 */
export async function linkInto(
  scratch: string,
  { name, target }: { name: string; target: string },
): Promise<string> {
  const folder = await mkdtemp(join(scratch, 'from-'));
  const link = join(folder, name);
  await symlink(target, link);
  return link;
}

export async function makeFolder(reader: Reader, name: string): Promise<string> {
  const folder = join(reader.scratch, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Rows with BIGINT as numbers: for counts and descriptions, never for facts. */
export async function rowsOf(reader: Reader, sql: string): Promise<readonly Row[]> {
  const result = await reader.connection.runAndReadAll(sql);
  return result.getRowObjectsJS().map((row) => {
    const entries = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]);
    return Object.fromEntries(entries) as Row;
  });
}

export interface Work {
  readonly sql: string;
  readonly parameters?: Record<string, DuckDBValue>;
  readonly stage: string;
  readonly onProgress?: OnProgress | undefined;
}

/** Runs a statement and reports its progress in per cent while it lasts. */
export async function runWork(reader: Reader, { sql, parameters, stage, onProgress }: Work): Promise<void> {
  const report = (): void => {
    onProgress?.({ stage, done: Math.max(0, Math.floor(reader.connection.progress.percentage)), total: 100 });
  };
  const timer = setInterval(report, PROGRESS_EVERY_MS);
  try {
    await reader.connection.run(sql, parameters);
  } finally {
    clearInterval(timer);
  }
}

/**
 * The reader's failure over a file, in our words. Its message is cut before it quotes a line of the file, which may
 * hold anybody's data; for the same reason it does not travel as the cause.
 */
export function readingFailed(origin: string, error: unknown): InvalidInputError | LimitExceededError {
  const message = error instanceof Error ? error.message : String(error);
  const first = (message.split('\n')[0] ?? '').replace(/'[^']*'|"[^"]*"/g, `'…'`).slice(0, 200);
  if (/^Out of Memory|No space left/i.test(message))
    return new LimitExceededError(
      `import ${origin}: the reader ran out of room (${first}). Free space in ${tmpdir()} or split the file.`,
      { context: { origin } },
    );
  return new InvalidInputError(`import ${origin}: the file cannot be read: ${first}`, {
    context: { origin },
  });
}
