/** Reads a small Parquet file back, for tests that look at what was written. */
import { DuckDBInstance } from '@duckdb/node-api';

export type ParquetRow = Record<string, string | number | boolean | bigint | null | object>;

/** Rows with plain JavaScript values: bigints for whole numbers, Dates for instants. */
export async function readParquet(path: string): Promise<ParquetRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll('SELECT * FROM read_parquet($path)', { path });
    return reader.getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
