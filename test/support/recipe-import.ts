/** A recipe from its data into the embedded store and through a run, with what it staged kept to ask questions of. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll } from 'vitest';
import type { GraphStore } from '../../src/engine/ports.ts';
import { makeRun, type MadeRun } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles, type ImportSummary } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { builtInProfile, fiveFactor } from './built-in.ts';
import { folderOf, NOW, TEST_KEY } from './intake-folders.ts';

type Answer = Readonly<Record<string, string | number | boolean | null>>;

export interface RecipeImport {
  readonly summary: ImportSummary;
  /** The rejects file; empty where nothing was rejected. */
  readonly rejects: string;
  /** A query over the staged rows, one table a kind: instants as text, whole numbers as numbers. */
  readonly ask: (sql: string) => Promise<readonly Answer[]>;
  /** Imports the same once more into the same store. */
  readonly again: () => Promise<ImportSummary>;
  /** Scores everybody with the built-in scorecard. */
  readonly score: (asOf: string) => Promise<MadeRun>;
}

const closing: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** `recorded` is `event`, as the recipes' own README files have it. */
export async function importRecipe(recipe: string, from: string): Promise<RecipeImport> {
  const store = await openDuckdbStore(':memory:');
  const instance = await DuckDBInstance.create(':memory:');
  const staged = await instance.connect();
  closing.push(
    () => store.close(),
    () => {
      instance.closeSync();
    },
  );
  await store.migrate();
  const request = {
    from,
    recipe: join('seed/recipes', recipe),
    recorded: 'event',
    now: NOW,
    createMissing: false,
    strict: false,
    identifierKey: TEST_KEY,
    rejectsPath: join(await folderOf(), 'rejects.csv'),
  } as const;
  const summary = await importFiles(keepingRows(store, staged), request);
  return {
    summary,
    rejects: summary.rejectsPath === undefined ? '' : await readFile(summary.rejectsPath, 'utf8'),
    ask: async (sql) => (await staged.runAndReadAll(sql)).getRowObjectsJS().map(plain),
    again: () => importFiles(store, request),
    score: (asOf) =>
      makeRun(store, {
        asOf: Date.parse(asOf),
        profile: builtInProfile(),
        basis: 'contract',
        scorecard: fiveFactor(),
        clock: { now: () => NOW },
        hasher: sha256Hasher,
      }),
  };
}

/** Records of each kind, as the recipe gave them. */
export function readCounts({ files }: ImportSummary): Readonly<Record<string, number>> {
  return Object.fromEntries(files.map(({ kind, read }) => [kind, read]));
}

/** Records of each kind that the store holds already. */
export function unchangedCounts({ files }: ImportSummary): Readonly<Record<string, number>> {
  return Object.fromEntries(files.map(({ kind, unchanged }) => [kind, unchanged]));
}

function keepingRows(store: GraphStore, staged: DuckDBConnection): Pick<GraphStore, 'ingest'> {
  return {
    async ingest(files, options) {
      for (const { kind, path } of files)
        await staged.run(`CREATE TABLE ${kind} AS SELECT * FROM read_parquet('${path}')`);
      return store.ingest(files, options);
    },
  };
}

function plain(row: Readonly<Record<string, unknown>>): Answer {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date
        ? value.toISOString()
        : typeof value === 'bigint'
          ? Number(value)
          : (value as string | number | boolean | null),
    ]),
  );
}
