/** Puts a matrix where somebody asked for it, whole or not at all, and never in the place of something else. */
import { access, chmod, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { CredenceError, InvalidConfigError } from '../domain/errors.ts';
import type { Matrix } from './matrix-csv.ts';

const KINDS = ['.csv', '.parquet'] as const;
type MatrixKind = (typeof KINDS)[number];

const LOOK_BYTES = 4096;
const PARQUET_MARK = 'PAR1';

/** Which format a path asks for; throws InvalidConfigError for any other. */
export function matrixKind(path: string): MatrixKind {
  const ending = extname(path).toLowerCase();
  const kind = KINDS.find((known) => known === ending);
  if (kind !== undefined) return kind;
  throw new InvalidConfigError(`write ${path}: expected a name that ends in .csv or .parquet`);
}

/** Throws InvalidConfigError where a matrix cannot be written, or would take the place of another kind of file. */
export async function checkMatrixPath(path: string): Promise<void> {
  const kind = matrixKind(path);
  const folder = dirname(resolve(path));
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new InvalidConfigError(`write ${path}: the folder ${folder} does not exist; make it first`);
  }
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new InvalidConfigError(`write ${path}: the folder ${folder} cannot be written to`, { cause });
  });
  const held = await stat(path).catch(() => undefined);
  if (held === undefined || (held.isFile() && (await isOfKind(path, kind)))) return;
  throw new InvalidConfigError(
    `write ${path}: what is there is no ${kind.slice(1)} file and is left alone; name another`,
  );
}

/** By its first bytes; an empty file is of every kind. */
async function isOfKind(path: string, kind: MatrixKind): Promise<boolean> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new InvalidConfigError(`write ${path}: what is there cannot be read, so it is left alone`, {
      cause,
    });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    if (kind === '.csv') return !start.includes(0);
    return bytesRead === 0 || start.toString('latin1').startsWith(PARQUET_MARK);
  } finally {
    await file.close();
  }
}

/** Writes under another name beside the path, then renames. `mode` is what the file's permissions become. */
export async function writeMatrixFile(
  matrix: Matrix,
  { write, mode }: { write: (matrix: Matrix) => Promise<void>; mode: number },
): Promise<void> {
  await checkMatrixPath(matrix.path);
  const path = await realpath(matrix.path).catch(() => resolve(matrix.path));
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await write({ ...matrix, path: unfinished });
    await chmod(unfinished, mode);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    if (cause instanceof CredenceError) throw cause;
    throw new InvalidConfigError(`write ${matrix.path}: ${(cause as Error).message}`, { cause });
  }
}
