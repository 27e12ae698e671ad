import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { importFiles, type ImportOptions, type ImportSummary } from '../../src/intake/import-files.ts';
import { recordingStore, type RecordingStore } from './intake-store.ts';

export const NOW = Date.UTC(2026, 0, 1);
export const TEST_KEY = { version: 3, key: new Uint8Array(32).fill(7) };

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A folder with these files, gone after the test file. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

export interface Imported {
  readonly summary: ImportSummary;
  readonly store: RecordingStore;
  /** Rows of the rejects file by column name. */
  readonly rejects: readonly Readonly<Record<string, string>>[];
  readonly rejectsText: string;
}

export async function importFolder(from: string, options: Partial<ImportOptions> = {}): Promise<Imported> {
  const store = recordingStore();
  const rejectsPath = options.rejectsPath ?? join(await folderOf(), 'rejects.csv');
  const summary = await importFiles(store, {
    from,
    recorded: 'now',
    now: NOW,
    createMissing: false,
    strict: false,
    ...options,
    rejectsPath,
  });
  const rejectsText = summary.rejectsPath === undefined ? '' : await readFile(summary.rejectsPath, 'utf8');
  return { summary, store, rejectsText, rejects: parseCsv(rejectsText) };
}

export async function importText(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ImportOptions> = {},
): Promise<Imported> {
  return importFolder(await folderOf(files), options);
}

/** RFC 4180 with a header. */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const records: string[][] = [[]];
  for (const [, separator, quotedField, plainField] of text.matchAll(
    /(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g,
  )) {
    if (separator?.endsWith('\n') === true) records.push([]);
    records.at(-1)?.push(quotedField?.replaceAll('""', '"') ?? plainField ?? '');
  }
  const [header = [], ...rows] = records.filter((record) => record.length > 1);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

export function csvOf(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | undefined>>[],
): string {
  const field = (value: string | undefined): string =>
    value === undefined ? '' : `"${value.replaceAll('"', '""')}"`;
  return (
    [columns.join(','), ...rows.map((row) => columns.map((name) => field(row[name])).join(','))].join('\n') +
    '\n'
  );
}
