import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CredenceError } from '../domain/errors.ts';
import { readCsvHeader } from './csv-header.ts';
import { sieveCsv } from './csv-sieve.ts';
import type { SourceFile } from './find-sources.ts';
import { linkInto, readingFailed, rowsOf, type Reader } from './reader.ts';
import type { RecipeRows } from './recipe.ts';
import { checkColumns, csvRelation, ndjsonRelation, typedRelation } from './relations.ts';
import { stageSource, type OpenSource, type Staged, type StageOptions } from './stage.ts';
import { literal } from './sql-text.ts';

/** Validates one file into a staged one; refuses a file that cannot be read or whose columns are not its kind's. */
export async function stageFile(reader: Reader, file: SourceFile, options: StageOptions): Promise<Staged> {
  const name = `source.${file.format}${file.isGzipped ? '.gz' : ''}`;
  const link = await linkInto(reader.scratch, { name, target: file.path });
  switch (file.format) {
    case 'csv':
      return stageCsv(reader, { ...file, path: link }, options);
    case 'ndjson':
      return stage(reader, { ...file, relation: ndjsonRelation(link, file.kind), malformed: [] }, options);
    case 'parquet':
      return stage(reader, await openParquet(reader, { ...file, path: link }), options);
  }
}

export async function stageRecipeRows(
  reader: Reader,
  rows: RecipeRows,
  options: StageOptions,
): Promise<Staged> {
  checkColumns(
    rows.origin,
    rows.kind,
    rows.columns.map(({ name }) => name),
  );
  return stage(reader, { ...rows, relation: typedRelation(rows.table, rows), malformed: [] }, options);
}

async function stage(reader: Reader, source: OpenSource, options: StageOptions): Promise<Staged> {
  try {
    return await stageSource(reader, source, options);
  } catch (error) {
    throw error instanceof CredenceError ? error : readingFailed(source.origin, error);
  }
}

/**
 * The reader takes a sound file in parallel and stops at the first malformed record without saying where all of them
 * are. Only then is the file gone through byte by byte and the well-formed part read again.
 */
async function stageCsv(reader: Reader, file: SourceFile, options: StageOptions): Promise<Staged> {
  const header = await readCsvHeader(file);
  checkColumns(file.origin, file.kind, header);
  const open = (path: string): string => csvRelation(path, file.kind, header);
  try {
    return await stageSource(reader, { ...file, relation: open(file.path), malformed: [] }, options);
  } catch (error) {
    if (error instanceof CredenceError) throw error;
  }
  options.onProgress?.({ stage: `find malformed records in ${file.origin}`, done: 0 });
  const into = join(reader.scratch, `${file.kind}.sieved.csv`);
  try {
    const malformed = await sieveCsv(file, { columns: header.length, into });
    return await stageSource(reader, { ...file, relation: open(into), malformed }, options);
  } catch (error) {
    throw error instanceof CredenceError ? error : readingFailed(file.origin, error);
  } finally {
    await rm(into, { force: true });
  }
}

async function openParquet(reader: Reader, file: SourceFile): Promise<OpenSource> {
  const from = `read_parquet(${literal(file.path)})`;
  const columns = await rowsOf(reader, `DESCRIBE SELECT * FROM ${from}`).catch((error: unknown) => {
    throw readingFailed(file.origin, error);
  });
  const typed = columns.map((row) => ({
    name: String(row['column_name']),
    type: String(row['column_type']),
  }));
  checkColumns(
    file.origin,
    file.kind,
    typed.map(({ name }) => name),
  );
  return { ...file, relation: typedRelation(from, { ...file, columns: typed }), malformed: [] };
}
