import {
  DuckDBDataChunk,
  INTEGER,
  UINTEGER,
  VARCHAR,
  type DuckDBType,
  type DuckDBVector,
} from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import { scoreColumns, type ScoreTable } from '../../scoring/score-table.ts';
import { columnTypes, scoreTableName, type ScoreLayout } from './score-layout.ts';
import { layOut } from './score-slots.ts';
import type { Session } from './session.ts';

/** The most rows a chunk holds: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** A run's rows for its layout's table, and its subjects, inside the caller's transaction. */
export async function writeScores(
  session: Session,
  { layout, run }: { layout: ScoreLayout; run: number },
  scores: ScoreTable,
): Promise<void> {
  const { ids } = scores;
  requireEqualLengths(scores);
  const positions = Uint32Array.from(ids, (_, position) => position);
  const runs = new Int32Array(ids.length).fill(run);
  await append(session, scoreTableName(layout), {
    rows: ids.length,
    types: columnTypes(layout),
    columns: [runs, positions, ...scoreColumns(scores)].map(numbers),
  });
  const { slots, order } = layOut(ids);
  await append(session, 'scored_subjects', {
    rows: ids.length,
    types: [INTEGER, UINTEGER, UINTEGER, VARCHAR],
    columns: [
      numbers(runs),
      numbers(order.map((position) => slots[position]!)),
      numbers(order),
      texts(ids, order),
    ],
  });
}

/** Writes a column's values from `start` on into a vector of `rows`. */
type WriteColumn = (vector: DuckDBVector, start: number, rows: number) => void;

async function append(
  session: Session,
  table: string,
  { rows, types, columns }: { rows: number; types: readonly DuckDBType[]; columns: readonly WriteColumn[] },
): Promise<void> {
  const appender = await session.connection.createAppender(table);
  // One chunk for all rows: a chunk's memory is freed only when its object is collected, long after the next was made.
  const chunk = DuckDBDataChunk.create(types);
  try {
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      chunk.reset();
      chunk.rowCount = count;
      for (const [index, write] of columns.entries()) write(chunk.getColumnVector(index), start, count);
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

type Integers = Uint32Array | Int32Array | Uint16Array | Uint8Array;

function numbers(values: Float64Array | Integers): WriteColumn {
  return values instanceof Float64Array ? doubles(values) : integers(values);
}

/** NaN is written as it is: a NULL takes as long as ten numbers. Apart from integers, so as to be compiled for doubles. */
function doubles(values: Float64Array): WriteColumn {
  return (vector, start, rows) => {
    for (let row = 0; row < rows; row++) vector.setItem(row, values[start + row]!);
    vector.flush();
  };
}

function integers(values: Integers): WriteColumn {
  return (vector, start, rows) => {
    for (let row = 0; row < rows; row++) vector.setItem(row, values[start + row]!);
    vector.flush();
  };
}

function texts(values: readonly string[], order: Uint32Array): WriteColumn {
  return (vector, start, rows) => {
    for (let row = 0; row < rows; row++) vector.setItem(row, values[order[start + row]!]!);
    vector.flush();
  };
}

function requireEqualLengths(scores: ScoreTable): void {
  const rows = scores.ids.length;
  if (scoreColumns(scores).some(({ length }) => length !== rows))
    throw new InvariantError(`a score table of ${rows} subjects has columns of another length`);
}
