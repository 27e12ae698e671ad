import type { DuckDBDataChunk } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import {
  emptyScoreTable,
  readScoreRow,
  scoreColumns,
  type ScoreRow,
  type ScoreTable,
} from '../../scoring/score-table.ts';
import { factorColumnName, layoutFragments, subjectColumnName, type ScoreLayout } from './score-layout.ts';
import { integerParameter, type Row, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Reads a run whole; each row is put where its position says. */
export async function readScoreTable(
  session: Session,
  { layout, run }: { layout: ScoreLayout; run: number },
): Promise<ScoreTable> {
  const operation = 'read a run';
  const fragments = layoutFragments(layout);
  const parameters = { run: integerParameter(run) };
  const [counted] = await session.rows(operation, fill(statement('runs/count'), fragments), parameters);
  const table = emptyScoreTable(counted?.number('subjects') ?? 0, layout.factorIds);
  await session.stream(operation, { sql: statement('runs/subjects'), parameters }, (chunk) => {
    scatter(chunk, [table.ids]);
  });
  const columns = scoreColumns(table);
  await session.stream(operation, { sql: fill(statement('runs/scores'), fragments), parameters }, (chunk) => {
    scatter(chunk, columns);
  });
  return table;
}

type Target = string[] | Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Puts the columns that follow the position where the position says. */
function scatter(chunk: DuckDBDataChunk, targets: readonly Target[]): void {
  const placed = chunk.getColumnVector(0);
  const positions = Uint32Array.from({ length: chunk.rowCount }, (_, row) => Number(placed.getItem(row)));
  for (const [index, target] of targets.entries()) {
    const vector = chunk.getColumnVector(index + 1);
    for (let row = 0; row < positions.length; row++) {
      const value = vector.getItem(row);
      if (typeof value === 'number' && !Array.isArray(target)) target[positions[row]!] = value;
      else if (typeof value === 'string' && Array.isArray(target)) target[positions[row]!] = value;
      else throw new InvariantError('a column of scores holds another type than it was made with');
    }
  }
}

/** One row of a layout's table as the port has it. */
export function toScoreRow(row: Row, { factorIds }: ScoreLayout, subjectId: string): ScoreRow {
  const numberOf = (name: string) => (row.has(name) ? row.number(name) : Number.NaN);
  return readScoreRow(subjectId, factorIds, {
    subject: (column) => numberOf(subjectColumnName(column)),
    factor: (column, index) => numberOf(factorColumnName(column, index)),
  });
}
