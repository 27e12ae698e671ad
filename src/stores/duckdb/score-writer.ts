import { DuckDBDataChunk, type DuckDBVector } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import {
  FACTOR_COLUMN_TYPES,
  scoreTableName,
  SUBJECT_COLUMN_TYPES,
  type ScoreLayout,
} from './score-layout.ts';
import { layOut } from './score-slots.ts';
import type { Session } from './session.ts';

/** The most rows a chunk holds: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** A stretch of the order in which rows are laid down. */
interface Stretch {
  readonly order: Uint32Array;
  readonly start: number;
  readonly rows: number;
}

/** Adds a run's rows to its layout's table, column by column in chunks, inside the caller's transaction. */
export async function writeScores(
  session: Session,
  target: { layout: ScoreLayout; run: number },
  scores: ScoreTable,
): Promise<void> {
  const { slots, order } = layOut(scores.ids);
  const types = [...SUBJECT_COLUMN_TYPES, ...scores.factors.flatMap(() => FACTOR_COLUMN_TYPES)];
  const columns = columnsOf(scores, { slots, run: target.run });
  const appender = await session.connection.createAppender(scoreTableName(target.layout));
  try {
    for (let start = 0; start < order.length; start += CHUNK_ROWS) {
      const rows = Math.min(CHUNK_ROWS, order.length - start);
      const chunk = DuckDBDataChunk.create(types, rows);
      for (const [index, write] of columns.entries())
        write(chunk.getColumnVector(index), { order, start, rows });
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

type WriteColumn = (vector: DuckDBVector, stretch: Stretch) => void;

function columnsOf(scores: ScoreTable, { slots, run }: { slots: Uint32Array; run: number }): WriteColumn[] {
  const { ids, kinds, outcome, score, confidence, factors } = scores;
  requireEqualLengths(scores);
  return [
    each(() => run),
    each((place) => slots[place]!),
    each((place) => place),
    each((place) => ids[place]!),
    each((place) => kinds[place]!),
    each((place) => outcome[place]!),
    each((place) => score[place]!),
    each((place) => confidence[place]!),
    ...factors.flatMap(({ value, evidence, bin }) => [
      numbers(value),
      each((place) => evidence[place]!),
      each((place) => bin[place]!),
    ]),
  ];
}

function each(valueAt: (place: number) => string | number): WriteColumn {
  return (vector, { order, start, rows }) => {
    for (let row = 0; row < rows; row++) vector.setItem(row, valueAt(order[start + row]!));
    vector.flush();
  };
}

/** NaN is written as NULL. NULLs come last: once a vector has one, each further write of it costs more. */
function numbers(values: Float64Array): WriteColumn {
  return (vector, { order, start, rows }) => {
    let absent = 0;
    for (let row = 0; row < rows; row++) {
      const value = values[order[start + row]!]!;
      if (Number.isNaN(value)) absent += 1;
      else vector.setItem(row, value);
    }
    for (let row = 0; absent > 0 && row < rows; row++)
      if (Number.isNaN(values[order[start + row]!]!)) vector.setItem(row, null);
    vector.flush();
  };
}

function requireEqualLengths({ ids, kinds, outcome, score, confidence, factors }: ScoreTable): void {
  const columns = [
    kinds,
    outcome,
    score,
    confidence,
    ...factors.flatMap((f) => [f.value, f.evidence, f.bin]),
  ];
  if (columns.some(({ length }) => length !== ids.length))
    throw new InvariantError(`a score table of ${ids.length} subjects has columns of another length`);
}
