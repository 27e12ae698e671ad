import {
  BLOB,
  DuckDBBlobValue,
  DuckDBDataChunk,
  INTEGER,
  UINTEGER,
  type DuckDBValue,
} from '@duckdb/node-api';
import { blockPacker } from '../../scoring/score-blocks.ts';
import { requireEqualLengths, type ScoreTable } from '../../scoring/score-table.ts';
import { joinBlock } from './block-bytes.ts';
import { shelfFor, shelfName } from './score-shelves.ts';
import { layOut } from './score-slots.ts';
import type { Session } from './session.ts';

/** The most blocks a chunk holds: some megabytes. */
const CHUNK_BLOCKS = 256;

/** A run's rows, inside the caller's transaction; gives on which shelf they are. */
export async function writeScores(session: Session, run: number, scores: ScoreTable): Promise<number> {
  requireEqualLengths(scores);
  const pack = blockPacker(scores);
  const blocks = layOut(scores.ids);
  const shelf = await shelfFor(session, 'make room for scores', blocks.length);
  const appender = await session.connection.createAppender(shelfName(shelf));
  // One chunk for all blocks: a chunk's memory is freed only when its object is collected, long after the next was made.
  const chunk = DuckDBDataChunk.create([INTEGER, UINTEGER, UINTEGER, BLOB]);
  try {
    for (let start = 0; start < blocks.length; start += CHUNK_BLOCKS) {
      const some = blocks.slice(start, start + CHUNK_BLOCKS);
      chunk.reset();
      chunk.rowCount = some.length;
      setColumn(
        chunk,
        0,
        some.map(() => run),
      );
      setColumn(
        chunk,
        1,
        some.map(({ first }) => first),
      );
      setColumn(
        chunk,
        2,
        some.map(({ last }) => last),
      );
      setColumn(
        chunk,
        3,
        some.map(({ rows }) => new DuckDBBlobValue(joinBlock(pack(rows)))),
      );
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
  return shelf;
}

function setColumn(chunk: DuckDBDataChunk, index: number, values: readonly DuckDBValue[]): void {
  const vector = chunk.getColumnVector(index);
  for (const [row, value] of values.entries()) vector.setItem(row, value);
  vector.flush();
}
