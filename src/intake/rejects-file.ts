import { createReadStream } from 'node:fs';
import { lstat, open, realpath, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { InvalidConfigError } from '../domain/errors.ts';
import type { FileReceipt, StagedFile } from '../engine/ports.ts';
import { columnsOf } from '../domain/fact-declaration.ts';
import { factDeclaration } from '../domain/facts.ts';
import { maskedKeySql, maskedSql } from './mask-sql.ts';
import type { Reader } from './reader.ts';
import { literal, quoted } from './sql-text.ts';

const REJECTS_HEADER = 'file,record,line,column,reason,expected,came,key\n';
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
  if (!isWithin(source, join(folder, basename(path)))) return path;
  if (asked === undefined) return join(dirname(source), DEFAULT_REJECTS_NAME);
  throw new InvalidConfigError(
    `import ${from}: the rejects file ${path} would lie in what is imported; expected a path outside of it.`,
  );
}

/** Joins the parts into one file that only this user reads, in place of an earlier import's. */
export async function writeRejects(path: string, parts: readonly string[]): Promise<void> {
  const existing = await lstat(path).catch(() => undefined);
  if (existing !== undefined && !existing.isFile() && !existing.isSymbolicLink())
    throw new InvalidConfigError(
      `import: the rejects file ${path} is no file; expected a path to write one at.`,
    );
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
  const masks = columnsOf(factDeclaration(kind)).map(
    ({ name, column }) => `WHEN ${literal(name)} THEN ${maskedSql({ kind, name, column }, 'r.came')}`,
  );
  // A store may turn a whole row away and name no column; what it then says came may be anything.
  const came = `CASE r.column_name ${masks.join(' ')} ELSE ${maskedSql({ kind, name: '', column: ANY_TEXT }, 'r.came')} END`;
  const key = maskedKeySql(kind, (name) => `s.${quoted(name)}::VARCHAR`);
  await reader.connection.run(
    `COPY (SELECT ${literal(origin)}, r.record, NULL, r.column_name, r.reason, r.expected, ${came}, ${key}
       FROM read_parquet(${literal(rejectionsPath)}) r
       LEFT JOIN read_parquet(${literal(path)}) s ON s.record = r.record
       ORDER BY r.record) TO ${literal(part)} (FORMAT csv, HEADER false)`,
  );
  return part;
}

const ANY_TEXT = { type: 'text', doc: '' } as const;

function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !isAbsolute(inside) && inside.split(/[\\/]/)[0] !== '..';
}
