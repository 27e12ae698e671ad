import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  DuckDBDataChunk,
  quotedIdentifier,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { InvalidInputError } from '../../domain/errors.ts';
import { openDatabase } from './database.ts';
import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** A column on its way into a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: DuckDBType;
  /** The value at a row as the driver takes it; null where it is absent. */
  readonly read: (row: number) => DuckDBValue;
}

/** The most rows a chunk holds: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** Writes columns of `rows` rows. Throws InvalidInputError where the file's folder does not exist. */
export async function writeParquet(
  path: string,
  { columns, rows }: { columns: readonly ParquetColumn[]; rows: number },
): Promise<void> {
  const operation = `write ${path}`;
  const folder = dirname(resolve(path));
  if (!existsSync(folder))
    throw new InvalidInputError(`${operation}: the folder ${folder} does not exist; make it first`);
  const database = await openDatabase(':memory:', { keepsOrder: true });
  try {
    await database.with(async (session) => {
      const definitions = columns.map(({ name, type }) => `${quotedIdentifier(name)} ${type.toString()}`);
      const fragments = { definitions: () => definitions.join(', ') };
      await session.run(operation, fill(statement('parquet-file/table'), fragments));
      await append(session, columns, rows);
      await session.run(operation, statement('parquet-file/export'), {
        path: { value: path, type: VARCHAR },
      });
    });
  } finally {
    await database.close();
  }
}

async function append(session: Session, columns: readonly ParquetColumn[], rows: number): Promise<void> {
  const types = columns.map(({ type }) => type);
  const appender = await session.connection.createAppender('gathered');
  try {
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(types, count);
      for (const [index, { read }] of columns.entries()) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < count; row++) vector.setItem(row, read(start + row));
        vector.flush();
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}
