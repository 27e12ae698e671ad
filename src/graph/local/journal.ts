/**
 * What a step overwrote, so that the step can be taken back.
 *
 * A cell is noted with the array it stood in, so an array that was replaced by a longer one meanwhile is restored as
 * well, provided that its replacement was noted too.
 *
 * Complexity: O(1) a note, 16 bytes a cell and a closure for everything else; taking back costs as much as was noted.
 *
 * Invariant: taking back. After `rollBack` every byte is as it was when the journal was new.
 */
import { InvariantError } from '../../domain/errors.ts';

/** Arrays whose entries a double holds exactly. */
export type Cells = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

const FIRST_CAPACITY = 256;
/** In place of an array's number: the note is a function. */
const UNDO = 0xffff_ffff;

export class Journal {
  readonly #arrays: Cells[] = [];
  readonly #numberOf = new Map<Cells, number>();
  readonly #undos: (() => void)[] = [];
  #latest: Cells | undefined;
  #latestNumber = 0;
  #owners = new Uint32Array(FIRST_CAPACITY);
  #places = new Uint32Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #notes = 0;

  /** Writes `value` into the cell and remembers what stood there. */
  set(cells: Cells, place: number, value: number): void {
    const before = cells[place];
    if (before === undefined)
      throw new InvariantError(`Journal: cell ${place} was to be set, expected one of the ${cells.length}.`);
    const note = this.#next();
    this.#owners[note] = this.#numberFor(cells);
    this.#places[note] = place;
    this.#values[note] = before;
    cells[place] = value;
  }

  /** Remembers how to take back what no cell holds; `undo` must not throw. */
  note(undo: () => void): void {
    this.#owners[this.#next()] = UNDO;
    this.#undos.push(undo);
  }

  /** Takes everything back, the latest first, and is empty after. */
  rollBack(): void {
    while (this.#notes > 0) {
      const note = --this.#notes;
      const owner = this.#owners[note]!;
      if (owner === UNDO) this.#undos.pop()!();
      else this.#arrays[owner]![this.#places[note]!] = this.#values[note]!;
    }
    this.clear();
  }

  /** Forgets everything: what was done stays. */
  clear(): void {
    this.#notes = 0;
    this.#undos.length = 0;
    this.#arrays.length = 0;
    this.#numberOf.clear();
    this.#latest = undefined;
  }

  #next(): number {
    if (this.#notes === this.#owners.length) this.#lengthen();
    return this.#notes++;
  }

  #numberFor(cells: Cells): number {
    // Writes come in runs to one array.
    if (cells === this.#latest) return this.#latestNumber;
    let number = this.#numberOf.get(cells);
    if (number === undefined) {
      number = this.#arrays.push(cells) - 1;
      this.#numberOf.set(cells, number);
    }
    this.#latest = cells;
    this.#latestNumber = number;
    return number;
  }

  #lengthen(): void {
    const length = 2 * this.#owners.length;
    const [owners, places, values] = [this.#owners, this.#places, this.#values];
    this.#owners = new Uint32Array(length);
    this.#places = new Uint32Array(length);
    this.#values = new Float64Array(length);
    this.#owners.set(owners);
    this.#places.set(places);
    this.#values.set(values);
  }
}
