/**
 * Scores in blocks of some dozens of subjects, as stores keep them that would take a hundred times the space, or the time,
 * for a row each. A block's numbers are packed columns: the rows' places in the run, then the columns of
 * SUBJECT_SCORE_COLUMNS and, for each factor, those of FACTOR_SCORE_COLUMNS, in the order declared there. What is stored
 * depends on all of this: it must not change.
 */
import { InvariantError } from '../domain/errors.ts';
import { PackedColumns, packRows } from './packed-columns.ts';
import {
  FACTOR_SCORE_COLUMNS,
  readScoreRow,
  scoreColumns,
  SUBJECT_SCORE_COLUMNS,
  type FillableScoreTable,
  type ScoreRow,
  type ScoreTable,
} from './score-table.ts';

/**
 * How many subjects a block holds, more or less: small enough to be read for one of them in each of many runs. Judgement,
 * measured: of 64 a history takes a third of the time it takes of 256, and a run is written and read no slower.
 */
export const ROWS_PER_BLOCK = 64;

export interface ScoreBlock {
  readonly ids: readonly string[];
  readonly numbers: Uint8Array | Int8Array;
}

const SUBJECT_NAMES = Object.keys(SUBJECT_SCORE_COLUMNS);
const FACTOR_NAMES = Object.keys(FACTOR_SCORE_COLUMNS);

/** Makes blocks of rows of a table. */
export function blockPacker(scores: ScoreTable): (rows: Uint32Array) => ScoreBlock {
  const columns = scoreColumns(scores);
  return (rows) => ({
    ids: Array.from(rows, (row) => scores.ids[row]!),
    numbers: packRows(columns, rows),
  });
}

/** Puts the rows of blocks of one run where their places say, and throws InvariantError for a block of other factors. */
export function blockUnpacker(table: FillableScoreTable): (block: ScoreBlock) => void {
  const columns = scoreColumns(table);
  return ({ ids, numbers }) => {
    const packed = new PackedColumns(numbers, ids.length);
    const places = new Uint32Array(ids.length);
    packed.next();
    packed.scatter(Uint32Array.from(places.keys()), places);
    for (const column of columns) {
      packed.next();
      packed.scatter(places, column);
    }
    requireEnd(packed);
    for (const [row, place] of places.entries()) table.ids[place] = ids[row]!;
  };
}

/** One subject of a block; undefined where it is not in it. Throws InvariantError for a block of other factors. */
export function findInBlock(
  { ids, numbers }: ScoreBlock,
  factorIds: readonly string[],
  subjectId: string,
): ScoreRow | undefined {
  const row = ids.indexOf(subjectId);
  if (row === -1) return undefined;
  const packed = new PackedColumns(numbers, ids.length);
  packed.next();
  const found = new Float64Array(SUBJECT_NAMES.length + factorIds.length * FACTOR_NAMES.length);
  for (const index of found.keys()) {
    packed.next();
    found[index] = packed.at(row);
  }
  requireEnd(packed);
  const ofFactor = (index: number) => SUBJECT_NAMES.length + index * FACTOR_NAMES.length;
  return readScoreRow(subjectId, factorIds, {
    subject: (column) => found[SUBJECT_NAMES.indexOf(column)]!,
    factor: (column, index) => found[ofFactor(index) + FACTOR_NAMES.indexOf(column)]!,
  });
}

function requireEnd(packed: PackedColumns): void {
  if (!packed.isLast) throw new InvariantError('a block of stored scores is of more factors than its run');
}
