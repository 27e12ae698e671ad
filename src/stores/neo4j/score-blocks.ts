/**
 * Scores as blocks of bytes, some hundred subjects each: a node per subject would cost a hundred times the space and
 * time. A subject's block follows from its id, so one subject is read without an index over them all.
 *
 * A block's `columns` are, one after the other and each for all its rows, little-endian: kind (1 byte), outcome (1),
 * score (2), confidence (2), and for each factor value (8, NaN where there is none), evidence (4), bin (1).
 * `positions` are the rows' places in the run (4 bytes each). What is stored depends on all of this and on `blockOf`:
 * it must not change.
 */
import { InvariantError } from '../../domain/errors.ts';
import { OUTCOMES } from '../../domain/score.ts';
import type { FillableScoreTable, ScoreRow, ScoreTable } from '../../scoring/score-table.ts';

/** How many subjects a block holds, more or less: small enough to be read for one of them. */
const ROWS_PER_BLOCK = 256;
const BYTES_PER_SUBJECT = 6;
const BYTES_PER_FACTOR = 13;
const BYTES_PER_POSITION = 4;

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
  const { ids, kinds, outcome, score, confidence, factors } = scores;
  const positions = new Writer(rows.length * BYTES_PER_POSITION);
  for (const row of rows) positions.uint32(row);
  const columns = new Writer(rows.length * bytesPerRow(factors.length));
  for (const row of rows) columns.uint8(kinds[row]!);
  for (const row of rows) columns.uint8(outcome[row]!);
  for (const row of rows) columns.uint16(score[row]!);
  for (const row of rows) columns.uint16(confidence[row]!);
  for (const { value, evidence, bin } of factors) {
    for (const row of rows) columns.float64(value[row]!);
    for (const row of rows) columns.uint32(evidence[row]!);
    for (const row of rows) columns.uint8(bin[row]!);
  }
  return { ids: rows.map((row) => ids[row]!), positions: positions.bytes, columns: columns.bytes };
}

function bytesPerRow(factors: number): number {
  return BYTES_PER_SUBJECT + factors * BYTES_PER_FACTOR;
}

/** Puts a block's rows where their positions say. Throws InvariantError for a block of another form. */
export function unpackBlock(block: ScoreBlock, table: FillableScoreTable): void {
  const { rows, columns } = open(block, table.factors.length);
  const at = readers(block.positions);
  const places = Array.from({ length: rows }, (_, row) => at.getUint32(row * BYTES_PER_POSITION, true));
  for (const [row, place] of places.entries()) {
    table.ids[place] = block.ids[row]!;
    const subject = readSubject(columns, { rows, row });
    table.kinds[place] = subject.kind;
    table.outcome[place] = subject.outcome;
    table.score[place] = subject.score;
    table.confidence[place] = subject.confidence;
  }
  for (const [index, { value, evidence, bin }] of table.factors.entries())
    for (const [row, place] of places.entries()) {
      const read = readFactor(columns, { rows, row }, index);
      value[place] = read.value;
      evidence[place] = read.evidence;
      bin[place] = read.bin;
    }
}

/** One subject of a block; undefined where it is not in it. */
export function findInBlock(
  block: ScoreBlock,
  factorIds: readonly string[],
  subjectId: string,
): ScoreRow | undefined {
  const { rows, columns } = open(block, factorIds.length);
  const row = block.ids.indexOf(subjectId);
  if (row === -1) return undefined;
  const { outcome: code, ...subject } = readSubject(columns, { rows, row });
  const outcome = OUTCOMES[code];
  if (outcome === undefined) throw new InvariantError('a stored score has an outcome that nobody knows');
  const factors = factorIds.map((factorId, index) => ({
    factorId,
    ...readFactor(columns, { rows, row }, index),
  }));
  return { subjectId, ...subject, outcome, factors };
}

function open({ ids, positions, columns }: ScoreBlock, factors: number): { rows: number; columns: DataView } {
  const rows = ids.length;
  if (positions.length !== rows * BYTES_PER_POSITION || columns.length !== rows * bytesPerRow(factors))
    throw new InvariantError('a block of stored scores has another form than it was made with');
  return { rows, columns: readers(columns) };
}

const readers = (bytes: Int8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Place {
  readonly rows: number;
  readonly row: number;
}

function readSubject(view: DataView, { rows, row }: Place) {
  return {
    kind: view.getUint8(row),
    outcome: view.getUint8(rows + row),
    score: view.getUint16(2 * rows + 2 * row, true),
    confidence: view.getUint16(4 * rows + 2 * row, true),
  };
}

function readFactor(view: DataView, { rows, row }: Place, index: number) {
  const start = rows * bytesPerRow(index);
  return {
    value: view.getFloat64(start + 8 * row, true),
    evidence: view.getUint32(start + 8 * rows + 4 * row, true),
    bin: view.getUint8(start + 12 * rows + row),
  };
}

/** Bytes filled from the front. */
class Writer {
  readonly bytes: Int8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Int8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  uint8(value: number): void {
    this.#view.setUint8(this.#at, value);
    this.#at += 1;
  }

  uint16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }

  uint32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  float64(value: number): void {
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }
}
