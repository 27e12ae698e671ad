import { createReadStream } from 'node:fs';
import { open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { InvalidConfigError } from '../domain/errors.ts';
import type { FileReceipt, StagedFile } from '../engine/ports.ts';
import { columnsOf } from '../domain/fact-declaration.ts';
import { factDeclaration } from '../domain/facts.ts';
import { clippedSql, maskedKeySql, maskedSql } from './mask-sql.ts';
import type { Reader } from './reader.ts';
import { literal, quoted } from './sql-text.ts';
import { numberedRows } from './staged-rows.ts';

const REJECTS_HEADER = 'file,record,line,column,reason,expected,came,key\n';
/** How a file begins that an earlier import wrote, and that this one may replace. */
const REJECTS_START = 'file,record,line,';
const DEFAULT_REJECTS_NAME = 'credence-rejects.csv';

/**
 * Where rejected rows are described: what the caller asked for, or a file in the working folder; beside FROM where the
 * working folder lies in it, because a later import would stumble over it there.
 */
export async function chooseRejectsPath(from: string, asked: string | undefined): Promise<string> {
  const source = await realpath(from);
  const path = resolve(asked ?? DEFAULT_REJECTS_NAME);
  const folder = await realpath(dirname(path)).catch((cause: unknown) => {
    throw new InvalidConfigError(`import ${from}: the folder of the rejects file ${path} does not exist.`, {
      cause,
    });
  });
  const own = join(folder, basename(path));
  if (isWithin(source, own) && asked === undefined)
    return mustBeWritable(join(dirname(source), DEFAULT_REJECTS_NAME));
  if (isWithin(source, own) || (await isSource(source, path)))
    throw new InvalidConfigError(
      `import ${from}: the rejects file ${path} would lie in what is imported; expected a path outside of it.`,
    );
  return mustBeWritable(path);
}

/** Whether the path leads to one of the imported files, which may be links to somewhere else. */
async function isSource(source: string, path: string): Promise<boolean> {
  const existing = await realpath(path).catch(() => undefined);
  if (existing === undefined) return false;
  if (isWithin(source, existing)) return true;
  const names = await readdir(source).catch(() => []);
  for (const name of names)
    if ((await realpath(join(source, name)).catch(() => undefined)) === existing) return true;
  return false;
}

/**
 * Before anything is imported, so that no row is turned away that could not be described: the folder takes files, and
 * what lies at the path is nothing, empty or an earlier import's rejects.
 */
async function mustBeWritable(path: string): Promise<string> {
  await mustBeOurs(path);
  const probe = `${path}.${process.pid}.tmp`;
  const file = await open(probe, 'wx', 0o600).catch((cause: unknown) => {
    throw new InvalidConfigError(
      `import: no rejects file can be written in ${dirname(path)}; change that folder's permissions or name another ` +
        'path with --rejects.',
      { cause },
    );
  });
  await file.close();
  await rm(probe, { force: true });
  return path;
}

async function mustBeOurs(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined) return;
  if (existing.isFile() && (existing.size === 0 || (await startOf(path)) === REJECTS_START)) return;
  throw new InvalidConfigError(
    `import: at ${path} lies ${existing.isFile() ? 'a file that is no rejects file' : 'no file'}; it would be ` +
      'overwritten. Name another path with --rejects, or take it away.',
  );
}

async function startOf(path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => {
    throw new InvalidConfigError(
      `import: the rejects file ${path} may not be read; name another path with --rejects.`,
      { cause },
    );
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(REJECTS_START.length));
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Joins the parts into one file that only this user reads, in place of an earlier import's. */
export async function writeRejects(path: string, parts: readonly string[]): Promise<void> {
  await mustBeOurs(path);
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new InvalidConfigError(`import: the rejects file ${path} cannot be written; name another path.`, {
      cause,
    });
  });
  try {
    await file.write(REJECTS_HEADER);
    for (const part of parts)
      for await (const chunk of createReadStream(part) as AsyncIterable<Buffer>) await file.write(chunk);
  } finally {
    await file.close();
  }
}

/** The rows a store turned away, as a part of the rejects file. */
export async function describeStoreRejections(
  reader: Reader,
  { kind, path, origin }: StagedFile,
  { rejectionsPath }: FileReceipt,
): Promise<string | undefined> {
  if (rejectionsPath === undefined) return undefined;
  const part = join(reader.scratch, `${kind}.store-rejects.csv`);
  // The store wrote this instant itself, so it is no misplaced text.
  const recorded = `WHEN 'recorded_at' THEN ${clippedSql('r.came')}`;
  const masks = columnsOf(factDeclaration(kind)).map(
    ({ name, column }) => `WHEN ${literal(name)} THEN ${maskedSql({ kind, name, column }, 'r.came')}`,
  );
  // A store may turn a whole row away and name no column; what it then says came may be anything.
  const came = `CASE r.column_name ${recorded} ${masks.join(' ')} ELSE ${maskedSql({ kind, name: '', column: ANY_TEXT }, 'r.came')} END`;
  const key = maskedKeySql(kind, (name) => `s.${quoted(name)}::VARCHAR`);
  await reader.connection.run(
    `COPY (SELECT ${literal(origin)}, r.record, NULL, r.column_name, r.reason, r.expected, ${came}, ${key}
       FROM ${rejectionsSql(rejectionsPath)} r
       LEFT JOIN (${numberedRows(path)}) s ON s.record = r.record
       ORDER BY r.record) TO ${literal(part)} (FORMAT csv, HEADER false)`,
  );
  return part;
}

const ANY_TEXT = { type: 'text', doc: '' } as const;

function rejectionsSql(path: string): string {
  if (!path.endsWith('.ndjson')) return `read_parquet(${literal(path)})`;
  const columns = `{record: 'BIGINT', reason: 'VARCHAR', column_name: 'VARCHAR', expected: 'VARCHAR', came: 'VARCHAR'}`;
  return `read_json(${literal(path)}, format = 'newline_delimited', columns = ${columns})`;
}

function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !isAbsolute(inside) && inside.split(/[\\/]/)[0] !== '..';
}
