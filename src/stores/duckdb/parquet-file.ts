import { join } from 'node:path';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  TIMESTAMP,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { columnOf, type ColumnType } from '../../domain/columns.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { FactColumns } from '../../domain/fact-columns.ts';
import { columnsOf } from '../../domain/fact-declaration.ts';
import { factDeclaration, PROVENANCE, type FactKind } from '../../domain/facts.ts';
import type { ColumnFile } from '../../engine/ports.ts';
import { writeParquet, type ParquetColumn } from './parquet-writer.ts';
import { timestamp } from './session.ts';

/** Facts by column as Parquet: instants as TIMESTAMP, ratios as DOUBLE, whole numbers as BIGINT. */
export const parquetFile: ColumnFile = { write: writeFacts };

type Values = FactColumns['columns'][string];

/** Throws InvalidInputError for columns that the kind does not have, or of unequal length. */
async function writeFacts(folder: string, facts: FactColumns): Promise<void> {
  const columns = factColumns(facts);
  await writeParquet(join(folder, `${facts.kind}.parquet`), { columns, rows: facts.rows });
}

/**
 * Writes a matrix of numbers, one row per id: the first of `header` names the ids, the others a column each.
 * NaN is NULL.
 */
export async function writeMatrixParquet(matrix: {
  readonly path: string;
  readonly header: readonly string[];
  readonly ids: readonly string[];
  readonly columns: readonly Float64Array[];
}): Promise<void> {
  const { path, header, ids } = matrix;
  const [idName = 'id', ...names] = header;
  const columns: ParquetColumn[] = [
    { name: idName, type: VARCHAR, read: (row) => ids[row] ?? null },
    ...matrix.columns.map((values, index) => ({
      name: names[index] ?? `column_${index + 1}`,
      type: DOUBLE,
      read: number(values, (value) => value),
    })),
  ];
  await writeParquet(path, { columns, rows: ids.length });
}

function factColumns({ kind, rows, columns }: FactColumns): readonly ParquetColumn[] {
  const operation = `write ${kind}.parquet`;
  const types = columnTypes(kind);
  return Object.entries(columns).map(([name, values]) => {
    const type = types.get(name);
    if (type === undefined)
      throw new InvalidInputError(
        `${operation}: expected columns among ${[...types.keys()].join(', ')}, but one is ${name}`,
      );
    if (values.length !== rows)
      throw new InvalidInputError(
        `${operation}: expected ${rows} rows, but the column ${name} has ${values.length}; make them equal`,
      );
    return { name, ...reader(type, values) };
  });
}

function columnTypes(kind: FactKind): ReadonlyMap<string, ColumnType> {
  const provenance = Object.entries(PROVENANCE).map(
    ([name, schema]) => [name, columnOf(schema).type] as const,
  );
  const declared = columnsOf(factDeclaration(kind)).map(({ name, column }) => [name, column.type] as const);
  return new Map([...provenance, ...declared]);
}

function reader(type: ColumnType, values: Values): { type: DuckDBType; read: ParquetColumn['read'] } {
  switch (type) {
    case 'instant':
      return { type: TIMESTAMP, read: number(values, timestamp) };
    case 'integer':
      return { type: BIGINT, read: number(values, BigInt) };
    case 'ratio':
      return { type: DOUBLE, read: number(values, (value) => value) };
    case 'flag':
      return { type: BOOLEAN, read: (row) => values[row] ?? null };
    default:
      return { type: VARCHAR, read: (row) => values[row] ?? null };
  }
}

/** NaN is absent. */
function number(values: Values, convert: (value: number) => DuckDBValue): ParquetColumn['read'] {
  return (row) => {
    const value = values[row];
    return typeof value !== 'number' || Number.isNaN(value) ? null : convert(value);
  };
}
