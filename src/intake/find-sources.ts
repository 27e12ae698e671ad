import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InvalidInputError } from '../domain/errors.ts';
import { FACT_KINDS, type FactKind } from '../domain/facts.ts';

type SourceFormat = 'csv' | 'ndjson' | 'parquet';

/** A file that holds facts of one kind. */
export interface SourceFile {
  readonly kind: FactKind;
  readonly path: string;
  /** Its name, as the user knows it. */
  readonly origin: string;
  readonly format: SourceFormat;
  readonly isGzipped: boolean;
}

const FACT_FILE = /^(?<kind>.+?)\.(?<format>csv|ndjson|parquet)(?<gzip>\.gz)?$/;
/** Files that somebody may take for an import's: these are read or refused, never passed over. */
const LOOKS_LIKE_DATA = /\.(csv|tsv|json|jsonl|ndjson|parquet|parq|xlsx?)(\.(gz|zst|bz2|xz|zip))?$/i;

/** The fact files of a folder, or the one file, referenced kinds first. */
export async function findSources(from: string): Promise<readonly SourceFile[]> {
  const isFolder = await isFolderOrFile(from);
  const entries = isFolder ? await listFolder(from) : [{ name: basename(from), path: from }];
  const files = entries.filter(({ name }) => !isFolder || LOOKS_LIKE_DATA.test(name)).map(sourceOf);
  if (files.length === 0)
    throw new InvalidInputError(
      `import ${from}: the folder holds no fact file; expected files such as users.csv, ratings.parquet or ` +
        `payments.ndjson, named after ${FACT_KINDS.join(', ')}.`,
    );
  files.sort((a, b) => FACT_KINDS.indexOf(a.kind) - FACT_KINDS.indexOf(b.kind));
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next?.kind === file.kind)
      throw new InvalidInputError(
        `import ${from}: both ${file.origin} and ${next.origin} hold ${file.kind}; expected one file a kind. ` +
          `Take one away or join them.`,
      );
    await mustBeReadable(file.path);
  }
  return files;
}

/** true for a folder, false for a file; refuses what is neither or is not there. */
export async function isFolderOrFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new InvalidInputError(
      `import ${path}: there is no such file or folder, or it may not be entered; expected a folder of fact files or one such file.`,
      { cause },
    );
  });
  if (stats.isDirectory()) return true;
  if (stats.isFile()) return false;
  throw new InvalidInputError(`import ${path}: expected a folder or a file, and it is neither.`);
}

async function listFolder(folder: string): Promise<{ name: string; path: string }[]> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new InvalidInputError(`import ${folder}: the folder may not be read.`, { cause });
  });
  return entries
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }));
}

async function mustBeReadable(path: string): Promise<void> {
  if (await isFolderOrFile(path))
    throw new InvalidInputError(
      `import ${path}: expected a file, and it is a folder. Rename it or take it out.`,
    );
  const file = await open(path).catch((cause: unknown) => {
    throw new InvalidInputError(`import ${path}: the file may not be read; change its permissions.`, {
      cause,
    });
  });
  await file.close();
}

function sourceOf({ name, path }: { name: string; path: string }): SourceFile {
  const { kind, format, gzip } = FACT_FILE.exec(name)?.groups ?? {};
  const isKnown = kind !== undefined && (FACT_KINDS as readonly string[]).includes(kind);
  if (!isKnown || (format === 'parquet' && gzip !== undefined))
    throw new InvalidInputError(
      `import ${path}: ${name} names no kind of fact; expected KIND.csv, KIND.ndjson (either may end in .gz) or ` +
        `KIND.parquet, where KIND is one of ${FACT_KINDS.join(', ')}. Rename it or take it out of the folder.`,
    );
  return {
    kind: kind as FactKind,
    path,
    origin: name,
    format: format as SourceFormat,
    isGzipped: gzip !== undefined,
  };
}
