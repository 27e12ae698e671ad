/** What the cases of the store contract share: a fresh store, imports by kind, and tables as readable rows. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { parseInstant, type Instant } from '../../src/domain/time.ts';
import type { FactTableName, FactTables } from '../../src/engine/fact-tables.ts';
import type { FileReceipt, GraphStore, IngestOptions, IngestReceipt } from '../../src/engine/ports.ts';
import { readParquet, type ParquetRow } from '../support/duckdb-parquet.ts';
import { stageFacts, type RawFacts } from '../support/staging.ts';

/** Opens an empty store. */
export type OpenStore = () => Promise<GraphStore>;

export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`${text} is no instant`);
  return parsed;
}

/** A store for one test, and the folder its imports are staged in. */
export class StoreBench {
  readonly store: GraphStore;
  readonly folder: string;

  constructor(store: GraphStore, folder: string) {
    this.store = store;
    this.folder = folder;
  }

  async import(facts: RawFacts, options: Partial<IngestOptions> = {}): Promise<IngestReceipt> {
    const files = await stageFacts(this.folder, facts);
    return this.store.ingest(files, {
      recorded: 'event',
      createMissing: false,
      strict: false,
      scratch: this.folder,
      ...options,
    });
  }

  /** The tables as of an instant, by the latest batch unless an earlier one is named. */
  async tables(asOf: string, batch?: number, purpose = 'credit'): Promise<FactTables> {
    return this.store.project(
      { asOf: instant(asOf), batch: batch ?? (await this.store.latestBatch()) },
      { purpose },
    );
  }

  async rows(name: FactTableName, asOf: string, batch?: number): Promise<readonly TableRow[]> {
    return tableRows(await this.tables(asOf, batch), name);
  }
}

/** Gives each test of the surrounding `describe` a bench of its own. */
export function useBench(open: OpenStore): () => StoreBench {
  let bench: StoreBench | undefined;
  beforeEach(async () => {
    const store = await open();
    bench = new StoreBench(store, mkdtempSync(join(tmpdir(), 'store-contract-')));
  });
  afterEach(async () => {
    await bench?.store.close();
    if (bench !== undefined) rmSync(bench.folder, { recursive: true, force: true });
  });
  return () => {
    if (bench === undefined) throw new Error('the bench is there only within a test');
    return bench;
  };
}

export type TableRow = Readonly<Record<string, string | number | null>>;

const SUBJECT_INDICES = ['subject', 'source', 'target', 'debtor'];
const isTextTable = (name: FactTableName, column: string) => name === 'profiles' && column === 'source';

/** A table as rows with ids instead of indices and null instead of NaN, sorted, since rows come in any order. */
export function tableRows(tables: FactTables, name: FactTableName): readonly TableRow[] {
  const table: Readonly<Record<string, ArrayLike<string | number>>> = tables[name];
  const columns = Object.entries(table);
  const rows = Array.from({ length: columns[0]?.[1].length ?? 0 }, (_, row) =>
    Object.fromEntries(
      columns.map(([column, values]): [string, string | number | null] => {
        const value = values[row]!;
        if (typeof value === 'string') return [column, value];
        if (Number.isNaN(value)) return [column, null];
        if (SUBJECT_INDICES.includes(column) && !isTextTable(name, column))
          return [column, tables.subjects.id[value]!];
        if (column === 'obligation') return [column, tables.obligations.id[value]!];
        return [column, value];
      }),
    ),
  );
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Counts of the only receipt of a kind. */
export function counts(
  receipt: IngestReceipt,
  kind: FileReceipt['kind'],
): Omit<FileReceipt, 'kind' | 'origin'> {
  const [found, ...others] = receipt.files.filter((file) => file.kind === kind);
  if (found === undefined || others.length > 0) throw new Error(`expected one receipt for ${kind}`);
  const { created, updated, unchanged, retracted, rejected } = found;
  return { created, updated, unchanged, retracted, rejected };
}

export const NOTHING = { created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 0 } as const;

/** The rejections of an import, in the order of its files. */
export async function readRejections({ files }: IngestReceipt): Promise<readonly ParquetRow[]> {
  const rejections: ParquetRow[] = [];
  for (const { rejectionsPath } of files)
    if (rejectionsPath !== undefined) rejections.push(...(await rowsOfFile(rejectionsPath)));
  return rejections;
}

/** Either form that a store may write, numbers as Parquet gives them. */
async function rowsOfFile(path: string): Promise<readonly ParquetRow[]> {
  if (!path.endsWith('.ndjson')) return readParquet(path);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const row = JSON.parse(line) as ParquetRow;
    return { ...row, record: BigInt(row['record'] as number) };
  });
}
