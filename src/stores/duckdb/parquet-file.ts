import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { columnOf, type ColumnType } from '../../domain/columns.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { ColumnTable, FactColumns, TypedColumn } from '../../domain/fact-columns.ts';
import { columnsOf } from '../../domain/fact-declaration.ts';
import { factDeclaration, PROVENANCE, type FactKind } from '../../domain/facts.ts';
import type { ColumnFile } from '../../engine/ports.ts';
import { openDatabase } from './database.ts';
import { ParquetTable } from './parquet-table.ts';
import type { Session } from './session.ts';

/** Columns as Parquet: instants as TIMESTAMP, ratios as DOUBLE, whole numbers as BIGINT. */
export const parquetFile: ColumnFile = { writeFacts, writeTable };

/** What is gathered beyond this waits on disk, in the folder for temporary files. */
const MEMORY_LIMIT = '512MB';

async function writeFacts<T>(
  folder: string,
  work: (append: (facts: FactColumns) => Promise<void>) => Promise<T>,
): Promise<T> {
  mustExist(`write facts into ${folder}`, folder);
  return gathering(async (session) => {
    const tables = new Map<FactKind, ParquetTable>();
    const done = await work(async (facts) => {
      const columns = factColumns(facts);
      const table = tables.get(facts.kind) ?? (await ParquetTable.open(session, facts.kind, columns));
      tables.set(facts.kind, table);
      table.append(columns, facts.rows);
    });
    for (const [kind, table] of tables) {
      const order = ['recorded_at', ...factDeclaration(kind).key];
      await table.export(join(folder, `${kind}.parquet`), 'filled', order);
    }
    return done;
  });
}

async function writeTable(path: string, { rows, columns }: ColumnTable): Promise<void> {
  mustExist(`write ${path}`, dirname(resolve(path)));
  await gathering(async (session) => {
    const table = await ParquetTable.open(session, 'gathered', columns);
    table.append(columns, rows);
    await table.export(path, 'all');
  });
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
  const columns: TypedColumn[] = [
    { name: idName, type: 'id', values: ids },
    ...matrix.columns.map((values, index) => ({
      name: names[index] ?? `column_${index + 1}`,
      type: 'ratio' as const,
      values,
    })),
  ];
  await writeTable(path, { rows: ids.length, columns });
}

async function gathering<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const database = await openDatabase(':memory:', { keepsOrder: true, memoryLimit: MEMORY_LIMIT });
  try {
    return await database.with(work);
  } finally {
    await database.close();
  }
}

function mustExist(operation: string, folder: string): void {
  if (!existsSync(folder))
    throw new InvalidInputError(`${operation}: the folder ${resolve(folder)} does not exist; make it first`);
}

function factColumns({ kind, columns }: FactColumns): readonly TypedColumn[] {
  const types = columnTypes(kind);
  return Object.entries(columns).map(([name, values]) => {
    const type = types.get(name);
    if (type === undefined)
      throw new InvalidInputError(
        `write ${kind}.parquet: expected columns among ${[...types.keys()].join(', ')}, but one is ${name}`,
      );
    return { name, type, values };
  });
}

function columnTypes(kind: FactKind): ReadonlyMap<string, ColumnType> {
  const provenance = Object.entries(PROVENANCE).map(
    ([name, schema]) => [name, columnOf(schema).type] as const,
  );
  const declared = columnsOf(factDeclaration(kind)).map(({ name, column }) => [name, column.type] as const);
  return new Map([...provenance, ...declared]);
}
