import { DuckDBBlobValue } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import { blockUnpacker } from '../../scoring/score-blocks.ts';
import { emptyScoreTable, type ScoreTable } from '../../scoring/score-table.ts';
import { splitBlock } from './block-bytes.ts';
import { integersParameter, type Session } from './session.ts';
import { statement } from './statements.ts';

/** Where the rows are that one run wrote, and how many. */
export interface Part {
  readonly run: number;
  readonly factorIds: readonly string[];
  readonly rows: number;
}

/** The rows of each of some parts, in their order. Throws InvariantError where they are not all there. */
export async function readScoreTables(
  session: Session,
  parts: readonly Part[],
): Promise<readonly ScoreTable[]> {
  const tables = parts.map(({ rows, factorIds }) => emptyScoreTable(rows, factorIds));
  const unpackers = new Map(parts.map(({ run }, place) => [run, blockUnpacker(tables[place]!)]));
  let left = parts.reduce((sum, { rows }) => sum + rows, 0);
  const parameters = { runs: integersParameter(parts.map(({ run }) => run)) };
  await session.stream('read a run', { sql: statement('runs/blocks'), parameters }, (chunk) => {
    const [runs, blocks] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
    for (let row = 0; row < chunk.rowCount; row++) {
      const bytes = blocks.getItem(row);
      if (!(bytes instanceof DuckDBBlobValue)) throw new InvariantError('a block of scores is no bytes');
      const block = splitBlock(bytes.bytes);
      left -= block.ids.length;
      unpackers.get(Number(runs.getItem(row)))?.(block);
    }
  });
  if (left !== 0) throw new InvariantError('the store holds more or fewer scores of a run than were made');
  return tables;
}
