/**
 * Blocks as earlier releases kept them, nothing packed: `positions` are the rows' places in the run, 4 bytes each, and
 * `columns`, one after the other and each for all its rows, those of SUBJECT_SCORE_COLUMNS, then for each factor those of
 * FACTOR_SCORE_COLUMNS, in the order declared there, little-endian; or of the columns that there were before there was a
 * network, which is known by the length.
 */
import { InvariantError } from '../../domain/errors.ts';
import type { ScoreBlock } from '../../scoring/score-blocks.ts';
import {
  FACTOR_SCORE_COLUMNS,
  NUMBER_BYTES,
  SUBJECT_SCORE_COLUMNS,
  type NumberType,
} from '../../scoring/score-table.ts';

const BYTES_PER_POSITION = 4;
const BEFORE_THE_NETWORK = /^(kinds|outcome|score|confidence|value|evidence|bin)$/;
/** A packed column of zeros: one entry of one byte. */
const ZEROS = [1 << 2, 0];

interface EarlierBlock {
  readonly ids: readonly string[];
  readonly positions: Int8Array;
  readonly columns: Int8Array;
}

/** A column, with how many bytes a row take those before it; without where there was none. */
interface EarlierColumn {
  readonly type: NumberType;
  readonly start?: number;
}

/** The same block in packed columns, as it is. Throws InvariantError for one of other factors. */
export function packEarlier({ ids, positions, columns }: EarlierBlock, factors: number): ScoreBlock {
  const rows = ids.length;
  const form = [isPresent, isBeforeTheNetwork]
    .map((holds) => formOf(factors, holds))
    .find(({ bytes }) => columns.length === rows * bytes);
  if (form === undefined || positions.length !== rows * BYTES_PER_POSITION)
    throw new InvariantError('a block of stored scores has another form than it was made with');
  const packed = [...unpackedColumn('uint32', positions)];
  for (const { type, start } of form.columns)
    if (start === undefined) packed.push(...ZEROS);
    else {
      const bytes = columns.subarray(start * rows, (start + NUMBER_BYTES[type]) * rows);
      packed.push(...unpackedColumn(type, bytes));
    }
  return { ids, numbers: Uint8Array.from(packed) };
}

const isPresent = () => true;
const isBeforeTheNetwork = (name: string) => BEFORE_THE_NETWORK.test(name);

function formOf(
  factors: number,
  holds: (name: string) => boolean,
): { columns: readonly EarlierColumn[]; bytes: number } {
  const ofFactors = Array.from({ length: factors }, () => Object.entries(FACTOR_SCORE_COLUMNS));
  let bytes = 0;
  const columns = [...Object.entries(SUBJECT_SCORE_COLUMNS), ...ofFactors.flat()].map(([name, type]) => {
    if (!holds(name)) return { type };
    const start = bytes;
    bytes += NUMBER_BYTES[type];
    return { type, start };
  });
  return { columns, bytes };
}

function unpackedColumn(type: NumberType, bytes: Int8Array): readonly number[] {
  return [Math.log2(NUMBER_BYTES[type]), ...bytes];
}
