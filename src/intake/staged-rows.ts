import { type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { InvariantError } from '../domain/errors.ts';
import { factDeclaration, type FactKind } from '../domain/facts.ts';
import type { StagedFile, StagedRows, StagedValue } from '../engine/ports.ts';
import { stagedColumns } from './fact-check-sql.ts';
import type { Reader } from './reader.ts';
import { literal, quoted } from './sql-text.ts';

interface StagedParquet {
  readonly kind: FactKind;
  readonly path: string;
}

/** The rows of a staged file, each with its number: its own or, where it has none, its place in the file. */
export function numberedRows(path: string): string {
  return `SELECT * EXCLUDE (file_row_number) REPLACE (coalesce(record, file_row_number + 1) AS record)
    FROM read_parquet(${literal(path)}, file_row_number = true)`;
}

/** Reads a staged Parquet file for stores whose database does not; see `StagedFile`. */
export function stagedRows(
  { connect }: Pick<Reader, 'connect'>,
  file: StagedParquet,
): Pick<StagedFile, 'read' | 'digest'> {
  return {
    read: (skip = 0) => readInOrder(connect, file, skip),
    digest: () => digestOf(connect, file),
  };
}

async function* readInOrder(
  connect: Reader['connect'],
  { kind, path }: StagedParquet,
  skip: number,
): AsyncIterable<StagedRows> {
  const names = columnNames(kind);
  const columns = stagedColumns(kind).map(({ name, type }) => plainSql(name, type));
  const order = [...factDeclaration(kind).key, 'record'].map(quoted).join(', ');
  const connection = await connect();
  try {
    const result = await connection.stream(
      `SELECT ${columns.join(', ')}, record::DOUBLE FROM (${numberedRows(path)}) ORDER BY ${order} OFFSET ${skip}`,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield { rows: chunk.rowCount, columns: columnsOfChunk(chunk, names) };
    }
  } finally {
    connection.closeSync();
  }
}

function columnNames(kind: FactKind): readonly string[] {
  return [...stagedColumns(kind).map(({ name }) => name), 'record'];
}

/** Numbers as doubles, which hold every staged integer exactly. */
function plainSql(name: string, type: string): string {
  if (type === 'TIMESTAMP') return `epoch_ms(${quoted(name)})::DOUBLE`;
  return type === 'BIGINT' ? `${quoted(name)}::DOUBLE` : quoted(name);
}

function columnsOfChunk(chunk: DuckDBDataChunk, names: readonly string[]): StagedRows['columns'] {
  return Object.fromEntries(names.map((name, index) => [name, chunk.getColumnValues(index).map(plainValue)]));
}

function plainValue(value: DuckDBValue): StagedValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new InvariantError('a staged file holds a value that is no text, number or flag');
}

/** Two sums over the rows' hashes, and how many there are. */
async function digestOf(connect: Reader['connect'], { kind, path }: StagedParquet): Promise<string> {
  const row = columnNames(kind).map(quoted).join(', ');
  const connection = await connect();
  try {
    const result = await connection.runAndReadAll(
      `SELECT concat_ws('-', sum(hash(${row})), sum(hash(1, ${row})), count(*)) FROM (${numberedRows(path)})`,
    );
    return String(result.getRows()[0]?.[0]);
  } finally {
    connection.closeSync();
  }
}
