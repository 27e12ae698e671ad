import type { DuckDBDataChunk } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import {
  emptyScoreTable,
  readScoreRow,
  scoreColumns,
  type FillableScoreTable,
  type ScoreRow,
} from '../../scoring/score-table.ts';
import { factorColumnName, layoutFragments, subjectColumnName, type ScoreLayout } from './score-layout.ts';
import { integersParameter, type Row, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Reads the rows of some runs of one layout, by the number of the run; each row is put where its position says. */
export async function readScoreTables(
  session: Session,
  { layout, runs }: { layout: ScoreLayout; runs: readonly number[] },
): Promise<ReadonlyMap<number, FillableScoreTable>> {
  const operation = 'read a run';
  const fragments = layoutFragments(layout);
  const parameters = { runs: integersParameter(runs) };
  const tables = new Map(runs.map((run) => [run, emptyScoreTable(0, layout.factorIds)]));
  for (const row of await session.rows(operation, fill(statement('runs/count'), fragments), parameters))
    tables.set(row.number('run'), emptyScoreTable(row.number('subjects'), layout.factorIds));
  const read = (sql: string, columnsOf: (table: FillableScoreTable) => readonly Target[]) => {
    const targets = new Map([...tables].map(([run, table]) => [run, columnsOf(table)]));
    return session.stream(operation, { sql, parameters }, (chunk) => {
      scatter(chunk, targets);
    });
  };
  await read(statement('runs/subjects'), (table) => [table.ids]);
  await read(fill(statement('runs/scores'), fragments), scoreColumns);
  return tables;
}

type Target = string[] | Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Puts the columns that follow the run and the position where these say. */
function scatter(chunk: DuckDBDataChunk, targetsOf: ReadonlyMap<number, readonly Target[]>): void {
  const [runs, positions] = [0, 1].map((index) => wholeNumbers(chunk, index)) as [Uint32Array, Uint32Array];
  // Most chunks are of one run.
  for (let start = 0, end = 0; start < runs.length; start = end) {
    while (end < runs.length && runs[end] === runs[start]) end++;
    const targets = targetsOf.get(runs[start]!);
    if (targets === undefined)
      throw new InvariantError('a statement gave the scores of a run nobody asked for');
    for (const [index, target] of targets.entries()) {
      const vector = chunk.getColumnVector(index + 2);
      for (let row = start; row < end; row++) {
        const value = vector.getItem(row);
        if (typeof value === 'number' && !Array.isArray(target)) target[positions[row]!] = value;
        else if (typeof value === 'string' && Array.isArray(target)) target[positions[row]!] = value;
        else throw new InvariantError('a column of scores holds another type than it was made with');
      }
    }
  }
}

function wholeNumbers(chunk: DuckDBDataChunk, index: number): Uint32Array {
  const vector = chunk.getColumnVector(index);
  return Uint32Array.from({ length: chunk.rowCount }, (_, row) => Number(vector.getItem(row)));
}

/** One row of a layout's table as the port has it. */
export function toScoreRow(row: Row, { factorIds }: ScoreLayout, subjectId: string): ScoreRow {
  const numberOf = (name: string) => (row.has(name) ? row.number(name) : Number.NaN);
  return readScoreRow(subjectId, factorIds, {
    subject: (column) => numberOf(subjectColumnName(column)),
    factor: (column, index) => numberOf(factorColumnName(column, index)),
  });
}
