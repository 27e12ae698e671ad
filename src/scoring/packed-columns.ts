/**
 * Columns of numbers in few bytes, one after the other, each of the same number of rows. A column is a head of one byte and
 * what it announces, little-endian:
 *
 *   head    its two low bits are the logarithm to base 2 of the bytes a number takes, the others the number of entries
 *   values  where there are no entries: a number for each row
 *   else    the entries, which are the different numbers of the column in the order in which they first come, and for each
 *           row which of them it has, in 0 bits where there is one entry, else in 1 (2 entries), 2 (up to 4), 4 (16) or 8,
 *           the low bits of a byte first
 *
 * Whole numbers take 1, 2 or 4 bytes, without sign, the fewest that hold the largest; others 8, as IEEE 754 has them to
 * the bit, negative zero and NaN too. The shorter way is taken, and values where both are equally long. Stores keep these
 * bytes: what is read must not change.
 *
 * Invariant: each number comes back to the bit, one by one and all at once
 */
import { InvariantError } from '../domain/errors.ts';

export type NumberColumn = Float64Array | WholeColumn;
type WholeColumn = Uint32Array | Uint16Array | Uint8Array;

const WIDTH_BITS = 2;
const MOST_ENTRIES = 63;
const WIDEST = 8;

/** The rows of a column in hand, their bits, and which of its entries each has. */
let values = new Float64Array(64);
let bits = new Uint32Array(values.buffer);
let entryOf = new Uint8Array(values.length);
/** The entries, the first row that has each, and where each is found by its bits: 0 is nowhere. */
const entries = new Float64Array(MOST_ENTRIES);
const firstRow = new Uint32Array(MOST_ENTRIES);
const SLOT_BITS = 7;
const LAST_SLOT = 2 ** SLOT_BITS - 1;
const slots = new Uint8Array(LAST_SLOT + 1);

function makeRoom(rows: number): void {
  if (values.length >= rows) return;
  values = new Float64Array(2 * rows);
  bits = new Uint32Array(values.buffer);
  entryOf = new Uint8Array(values.length);
}

/** Packs which rows these are, as a column of its own, and then these rows of the columns, in this order. */
export function packRows(columns: readonly NumberColumn[], rows: Uint32Array): Uint8Array {
  makeRoom(rows.length);
  const view = new DataView(new ArrayBuffer((columns.length + 1) * (1 + rows.length * WIDEST)));
  values.set(rows);
  let end = packValues(view, 0, { rows: rows.length, width: wholeWidth(rows.length) });
  for (const column of columns) {
    if (column instanceof Float64Array) gatherDoubles(column, rows);
    else gatherWhole(column, rows);
    const width = column instanceof Float64Array ? WIDEST : wholeWidth(rows.length);
    end = packValues(view, end, { rows: rows.length, width });
  }
  return new Uint8Array(view.buffer.slice(0, end));
}

/** Apart from whole numbers, so as to be compiled for doubles. */
function gatherDoubles(column: Float64Array, rows: Uint32Array): void {
  for (let row = 0; row < rows.length; row++) values[row] = column[rows[row]!]!;
}

function gatherWhole(column: WholeColumn, rows: Uint32Array): void {
  for (let row = 0; row < rows.length; row++) values[row] = column[rows[row]!]!;
}

function wholeWidth(rows: number): number {
  let largest = 0;
  for (let row = 0; row < rows; row++) if (values[row]! > largest) largest = values[row]!;
  if (largest < 2 ** 8) return 1;
  return largest < 2 ** 16 ? 2 : 4;
}

/** Writes the rows in hand from `start` on; gives where they end. */
function packValues(view: DataView, start: number, { rows, width }: { rows: number; width: number }): number {
  const count = findEntries(rows);
  const indexBytes = Math.ceil((rows * indexBitsFor(count)) / 8);
  const isShorter = count > 0 && count * width + indexBytes < rows * width;
  view.setUint8(start, Math.log2(width) | ((isShorter ? count : 0) << WIDTH_BITS));
  if (!isShorter) return writeNumbers(view, start + 1, { numbers: values, count: rows, width });
  const end = writeNumbers(view, start + 1, { numbers: entries, count, width });
  writeIndices(view, end, { rows, indexBits: indexBitsFor(count) });
  return end + indexBytes;
}

/** The different numbers among the rows in hand, and which each row has; gives how many, 0 where they are too many. */
function findEntries(rows: number): number {
  slots.fill(0);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const low = bits[2 * row]!;
    const high = bits[2 * row + 1]!;
    let slot = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> (32 - SLOT_BITS);
    for (; slots[slot] !== 0; slot = (slot + 1) & LAST_SLOT) {
      const first = firstRow[slots[slot]! - 1]!;
      if (bits[2 * first] === low && bits[2 * first + 1] === high) break;
    }
    if (slots[slot] === 0) {
      if (count === MOST_ENTRIES) return 0;
      entries[count] = values[row]!;
      firstRow[count] = row;
      slots[slot] = ++count;
    }
    entryOf[row] = slots[slot]! - 1;
  }
  return count;
}

function indexBitsFor(count: number): number {
  if (count <= 1) return 0;
  if (count <= 2) return 1;
  if (count <= 4) return 2;
  return count <= 16 ? 4 : 8;
}

function writeNumbers(
  view: DataView,
  start: number,
  { numbers, count, width }: { numbers: Float64Array; count: number; width: number },
): number {
  for (let index = 0, at = start; index < count; index++, at += width) {
    const number = numbers[index]!;
    if (width === 8) view.setFloat64(at, number, true);
    else if (width === 1) view.setUint8(at, number);
    else if (width === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
  }
  return start + count * width;
}

function writeIndices(
  view: DataView,
  start: number,
  { rows, indexBits }: { rows: number; indexBits: number },
): void {
  if (indexBits === 0) return;
  for (let row = 0, bit = 0; row < rows; row++, bit += indexBits) {
    const at = start + (bit >>> 3);
    view.setUint8(at, view.getUint8(at) | (entryOf[row]! << (bit & 7)));
  }
}

/** Goes through packed columns; begins before the first. */
export class PackedColumns {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #rows: number;
  #width = 0;
  #count = 0;
  #indexBits = 0;
  #start = 0;
  #indices = 0;
  #end = 0;

  constructor(bytes: Uint8Array | Int8Array, rows: number) {
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rows = rows;
  }

  /** Whether nothing comes after the column that it stands at. */
  get isLast(): boolean {
    return this.#end === this.#bytes.length;
  }

  /** Goes to the next column. Throws InvariantError where there is no whole one. */
  next(): void {
    const head = this.#bytes[this.#end];
    this.#width = 1 << ((head ?? 0) & (2 ** WIDTH_BITS - 1));
    this.#count = (head ?? 0) >>> WIDTH_BITS;
    this.#indexBits = indexBitsFor(this.#count);
    this.#start = this.#end + 1;
    this.#indices = this.#start + this.#width * (this.#count === 0 ? this.#rows : this.#count);
    this.#end = this.#indices + Math.ceil((this.#rows * this.#indexBits) / 8);
    if (head === undefined || this.#end > this.#bytes.length)
      throw new InvariantError('a column of packed numbers ends before its last row');
  }

  /** A row's number in the column that it stands at. */
  at(row: number): number {
    if (this.#count === 0) return this.#number(row);
    return this.#number(this.#indexBits === 0 ? 0 : this.#indexAt(row * this.#indexBits));
  }

  /** Puts each row's number where `places` says. */
  scatter(places: Uint32Array, target: NumberColumn): void {
    const rows = this.#rows;
    const count = this.#count === 0 ? rows : this.#count;
    makeRoom(count);
    for (let index = 0; index < count; index++) values[index] = this.#number(index);
    if (this.#count === 0) for (let row = 0; row < rows; row++) target[places[row]!] = values[row]!;
    else if (count === 1) for (let row = 0; row < rows; row++) target[places[row]!] = values[0]!;
    else this.#scatterEntries(places, target);
  }

  #scatterEntries(places: Uint32Array, target: NumberColumn): void {
    const indexBits = this.#indexBits;
    for (let row = 0, bit = 0; row < this.#rows; row++, bit += indexBits)
      target[places[row]!] = values[this.#indexAt(bit)]!;
  }

  #indexAt(bit: number): number {
    const byte = this.#bytes[this.#indices + (bit >>> 3)]!;
    return (byte >>> (bit & 7)) & ((1 << this.#indexBits) - 1);
  }

  #number(index: number): number {
    const at = this.#start + index * this.#width;
    if (this.#width === 8) return this.#view.getFloat64(at, true);
    if (this.#width === 1) return this.#view.getUint8(at);
    return this.#width === 2 ? this.#view.getUint16(at, true) : this.#view.getUint32(at, true);
  }
}
