import { DuckDBInstance } from '@duckdb/node-api';
import type { GraphStore, IngestOptions, StagedFile } from '../../src/engine/ports.ts';
import { numberedRows } from '../../src/intake/staged-rows.ts';

export type StoredRow = Readonly<Record<string, unknown>>;

/** A store that keeps what an import hands it, read back from the staged Parquet. Everything is new to it. */
export interface RecordingStore extends Pick<GraphStore, 'ingest'> {
  readonly calls: { files: readonly StagedFile[]; options: IngestOptions }[];
  /** By kind, in the order of the staged file; instants as ms, integers as numbers. */
  readonly rows: Record<string, readonly StoredRow[]>;
}

export function recordingStore(): RecordingStore {
  const calls: RecordingStore['calls'] = [];
  const rows: RecordingStore['rows'] = {};
  return {
    calls,
    rows,
    async ingest(files, options) {
      calls.push({ files, options });
      for (const { kind, path } of files) rows[kind] = await readParquet(path);
      return {
        batch: calls.length,
        createdMissing: 0,
        committed: true,
        files: files.map(({ kind, origin, rows: staged }) => {
          const retracted = (rows[kind] ?? []).filter((row) => row['retracted'] === true).length;
          return {
            kind,
            origin,
            created: staged - retracted,
            updated: 0,
            unchanged: 0,
            retracted,
            rejected: 0,
          };
        }),
      };
    },
  };
}

async function readParquet(path: string): Promise<readonly StoredRow[]> {
  return query(`${numberedRows(path)} ORDER BY record`);
}

/** Rows of a query in a database of its own: timestamps as ms, BIGINT as numbers, NULL as undefined. */
export async function query(sql: string): Promise<readonly StoredRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(sql);
    return result
      .getRowObjectsJS()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
  } finally {
    instance.closeSync();
  }
}

function plain(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.getTime() : value;
}
