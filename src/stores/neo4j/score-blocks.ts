/**
 * Scores as blocks of bytes, some dozens of subjects each: a node per subject would cost a hundred times the space and
 * time. A subject's block follows from its id, so one subject is read without an index over them all.
 *
 * A block's `columns` are, one after the other and each for all its rows, little-endian: those of
 * SUBJECT_SCORE_COLUMNS, then for each factor those of FACTOR_SCORE_COLUMNS, in the order declared there.
 * `positions` are the rows' places in the run (4 bytes each). What is stored depends on all of this and on `blockOf`:
 * a change of it is a form of its own beside those before, which is known by its length.
 */
import { InvariantError } from '../../domain/errors.ts';
import {
  FACTOR_SCORE_COLUMNS,
  NUMBER_BYTES,
  readScoreRow,
  scoreColumns,
  SUBJECT_SCORE_COLUMNS,
  type FillableScoreTable,
  type NumberType,
  type ScoreRow,
  type ScoreTable,
} from '../../scoring/score-table.ts';

/**
 * How many subjects a block holds, more or less: small enough to be read for one of them in each of many runs. Judgement,
 * measured: of 64 a history takes a third of the time it takes of 256, and a run is written and read no slower.
 */
const ROWS_PER_BLOCK = 64;
const BYTES_PER_POSITION = 4;

type ColumnList = readonly (readonly [name: string, type: NumberType])[];

interface BlockForm {
  readonly subject: ColumnList;
  readonly factor: ColumnList;
}

const FORM: BlockForm = {
  subject: Object.entries(SUBJECT_SCORE_COLUMNS),
  factor: Object.entries(FACTOR_SCORE_COLUMNS),
};
/** Of runs that were made before there was a network. */
const FIRST_FORM: BlockForm = {
  subject: FORM.subject.filter(([name]) => ['kinds', 'outcome', 'score', 'confidence'].includes(name)),
  factor: FORM.factor.filter(([name]) => name !== 'against'),
};

/** As a node holds it. */
export interface ScoreBlock {
  readonly ids: readonly string[];
  readonly positions: Int8Array;
  readonly columns: Int8Array;
}

export function blockCount(subjects: number): number {
  return Math.ceil(subjects / ROWS_PER_BLOCK);
}

/** The block of a subject in a run of `blocks`: FNV-1a over the id's UTF-16 code units. */
export function blockOf(subjectId: string, blocks: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subjectId.length; index++)
    hash = Math.imul(hash ^ subjectId.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % blocks;
}

/** The rows of each block, in the order of the table. */
export function shareOut(ids: readonly string[]): readonly (readonly number[])[] {
  const blocks = blockCount(ids.length);
  const rowsOf = Array.from({ length: blocks }, (): number[] => []);
  for (const [row, id] of ids.entries()) rowsOf[blockOf(id, blocks)]!.push(row);
  return rowsOf;
}

export function packBlock(scores: ScoreTable, rows: readonly number[]): ScoreBlock {
  const positions = new DataView(new ArrayBuffer(rows.length * BYTES_PER_POSITION));
  for (const [index, row] of rows.entries()) positions.setUint32(index * BYTES_PER_POSITION, row, true);
  const places = placesOf(FORM, scores.factors.length);
  const columns = new DataView(new ArrayBuffer(rows.length * places.bytes));
  for (const [index, column] of scoreColumns(scores).entries()) {
    const { type, start } = places.columns[index]!;
    const write = WRITERS[type];
    for (const [place, row] of rows.entries())
      write(columns, start * rows.length + place * NUMBER_BYTES[type], column[row]!);
  }
  return {
    ids: rows.map((row) => scores.ids[row]!),
    positions: new Int8Array(positions.buffer),
    columns: new Int8Array(columns.buffer),
  };
}

const WRITERS: Readonly<Record<NumberType, (view: DataView, at: number, value: number) => void>> = {
  uint8: (view, at, value) => {
    view.setUint8(at, value);
  },
  uint16: (view, at, value) => {
    view.setUint16(at, value, true);
  },
  uint32: (view, at, value) => {
    view.setUint32(at, value, true);
  },
  float64: (view, at, value) => {
    view.setFloat64(at, value, true);
  },
};

const READERS: Readonly<Record<NumberType, (view: DataView, at: number) => number>> = {
  uint8: (view, at) => view.getUint8(at),
  uint16: (view, at) => view.getUint16(at, true),
  uint32: (view, at) => view.getUint32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
};

/** Where the columns of a form begin, in bytes a row, and how many bytes a row takes in all. */
interface Places {
  readonly columns: readonly { readonly name: string; readonly type: NumberType; readonly start: number }[];
  readonly bytes: number;
}

function placesOf({ subject, factor }: BlockForm, factors: number): Places {
  let bytes = 0;
  const every = [...subject, ...Array.from({ length: factors }, () => factor).flat()];
  const columns = every.map(([name, type]) => {
    const start = bytes;
    bytes += NUMBER_BYTES[type];
    return { name, type, start };
  });
  return { columns, bytes };
}

/** Puts a block's rows where their positions say. Throws InvariantError for a block of another form. */
export function unpackBlock(block: ScoreBlock, table: FillableScoreTable): void {
  const opened = open(block, table.factors.length);
  const { rows, form } = opened;
  const at = viewOf(block.positions);
  const places = Array.from({ length: rows }, (_, row) => at.getUint32(row * BYTES_PER_POSITION, true));
  for (const [row, place] of places.entries()) table.ids[place] = block.ids[row]!;
  const columns = scoreColumns(table);
  for (const [index, column] of columnsFilled(form, table.factors.length).entries())
    for (const [row, place] of places.entries()) columns[column]![place] = numberAt(opened, index, row);
}

/** For each column of a form, which one of `scoreColumns` it is. */
function columnsFilled({ subject, factor }: BlockForm, factors: number): readonly number[] {
  const placeIn = (list: ColumnList, name: string) => list.findIndex(([known]) => known === name);
  const own = subject.map(([name]) => placeIn(FORM.subject, name));
  const ofFactors = Array.from({ length: factors }, (_, index) =>
    factor.map(([name]) => FORM.subject.length + index * FORM.factor.length + placeIn(FORM.factor, name)),
  );
  return [...own, ...ofFactors.flat()];
}

/** One subject of a block; undefined where it is not in it. */
export function findInBlock(
  block: ScoreBlock,
  factorIds: readonly string[],
  subjectId: string,
): ScoreRow | undefined {
  const opened = open(block, factorIds.length);
  const row = block.ids.indexOf(subjectId);
  if (row === -1) return undefined;
  const { subject, factor } = opened.form;
  const read = (list: ColumnList, name: string, first: number) => {
    const index = list.findIndex(([known]) => known === name);
    return index === -1 ? 0 : numberAt(opened, first + index, row);
  };
  return readScoreRow(subjectId, factorIds, {
    subject: (column) => read(subject, column, 0),
    factor: (column, index) => read(factor, column, subject.length + index * factor.length),
  });
}

interface OpenBlock {
  readonly rows: number;
  readonly form: BlockForm;
  readonly places: Places;
  readonly view: DataView;
}

function open({ ids, positions, columns }: ScoreBlock, factors: number): OpenBlock {
  const rows = ids.length;
  for (const form of [FORM, FIRST_FORM]) {
    const places = placesOf(form, factors);
    if (positions.length === rows * BYTES_PER_POSITION && columns.length === rows * places.bytes)
      return { rows, form, places, view: viewOf(columns) };
  }
  throw new InvariantError('a block of stored scores has another form than it was made with');
}

const viewOf = (bytes: Int8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function numberAt({ rows, places, view }: OpenBlock, column: number, row: number): number {
  const { type, start } = places.columns[column]!;
  return READERS[type](view, start * rows + row * NUMBER_BYTES[type]);
}
