/** Puts a matrix where somebody asked for it, whole or not at all, and never in the place of something else. */
import { extname } from 'node:path';
import { InvalidConfigError } from '../domain/errors.ts';
import type { Matrix } from './matrix-csv.ts';
import { checkFolderOf, checkReplaceable, writeWhole } from './whole-file.ts';

const KINDS = ['.csv', '.parquet'] as const;
type MatrixKind = (typeof KINDS)[number];

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
  await checkFolderOf(path);
  await checkReplaceable(path, `${kind.slice(1)} file`, (start) => isOfKind(start, kind));
}

/** By its first bytes; an empty file is of every kind. */
function isOfKind(start: Buffer, kind: MatrixKind): boolean {
  if (kind === '.csv') return !start.includes(0);
  return start.length === 0 || start.toString('latin1').startsWith(PARQUET_MARK);
}

/** Writes under another name beside the path, then renames. `mode` is what the file's permissions become. */
export async function writeMatrixFile(
  matrix: Matrix,
  { write, mode }: { write: (matrix: Matrix) => Promise<void>; mode: number },
): Promise<void> {
  await checkMatrixPath(matrix.path);
  await writeWhole(matrix.path, { write: (path) => write({ ...matrix, path }), mode });
}
