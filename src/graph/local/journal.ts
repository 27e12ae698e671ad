/**
 * What a step overwrote, so that the step can be taken back.
 *
 * A cell is noted with the array it stood in, so an array that was replaced by a longer one meanwhile is restored as
 * well, provided that its replacement was noted too.
 *
 * Complexity: O(1) a note, 16 bytes a cell and a closure for everything else, a copy of what is noted whole; taking back
 * costs as much as was noted.
 *
 * Invariant: taking back. After `rollBack` every byte is as it was when the journal was new.
 */
import { InvariantError } from '../../domain/errors.ts';

/** Arrays whose entries a double holds exactly. */
export type Cells = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** Room for notes: small at first, for most steps are, then larger, and never copied. */
const FIRST_CAPACITY = 256;
const MOST_CAPACITY = 2 ** 18;
/** In place of an array's number: the note is a function. */
const UNDO = 0xffff_ffff;

interface Page {
  readonly owners: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float64Array;
}

export interface JournalOptions {
  /** Whether all is sure to be taken back before anything else begins, so that nothing need be made for later steps; default false. */
  readonly isPassing?: boolean;
}

export class Journal {
  readonly isPassing: boolean;
  readonly #arrays: Cells[] = [];
  readonly #numberOf = new Map<Cells, number>();
  readonly #undos: (() => void)[] = [];
  #latest: Cells | undefined;
  #latestNumber = 0;
  /** Full ones, and the one that is written to, of which so many notes are taken. */
  readonly #full: Page[] = [];
  #page = pageOf(FIRST_CAPACITY);
  #notes = 0;

  constructor({ isPassing = false }: JournalOptions = {}) {
    this.isPassing = isPassing;
  }

  /** Writes `value` into the cell and remembers what stood there. */
  set(cells: Cells, place: number, value: number): void {
    // Each way apart, so as to be compiled for doubles: most are.
    const before = cells instanceof Float64Array ? cells[place] : cells[place];
    if (before === undefined)
      throw new InvariantError(`Journal: cell ${place} was to be set, expected one of the ${cells.length}.`);
    const note = this.#next();
    const { owners, places, values } = this.#page;
    owners[note] = this.#numberFor(cells);
    places[note] = place;
    values[note] = before;
    if (cells instanceof Float64Array) cells[place] = value;
    else cells[place] = value;
  }

  /** Remembers all cells as they are: from now on they may be written to directly, which is cheaper where most will be. */
  noteAll(cells: Cells): void {
    const before = cells.slice();
    this.note(() => {
      cells.set(before);
    });
  }

  /** Remembers how to take back what no cell holds; `undo` must not throw. */
  note(undo: () => void): void {
    const note = this.#next();
    this.#page.owners[note] = UNDO;
    this.#undos.push(undo);
  }

  /** Takes everything back, the latest first, and is empty after. */
  rollBack(): void {
    this.#takeBack(this.#page, this.#notes);
    for (let page = this.#full.pop(); page !== undefined; page = this.#full.pop())
      this.#takeBack(page, page.owners.length);
    this.clear();
  }

  /** Forgets everything: what was done stays. */
  clear(): void {
    this.#full.length = 0;
    this.#page = pageOf(FIRST_CAPACITY);
    this.#notes = 0;
    this.#undos.length = 0;
    this.#arrays.length = 0;
    this.#numberOf.clear();
    this.#latest = undefined;
  }

  #next(): number {
    if (this.#notes === this.#page.owners.length) this.#turnOver();
    return this.#notes++;
  }

  #turnOver(): void {
    this.#full.push(this.#page);
    this.#page = pageOf(Math.min(MOST_CAPACITY, 2 * this.#notes));
    this.#notes = 0;
  }

  #takeBack({ owners, places, values }: Page, notes: number): void {
    for (let note = notes - 1; note >= 0; note--) {
      const owner = owners[note]!;
      if (owner === UNDO) this.#undos.pop()!();
      else this.#arrays[owner]![places[note]!] = values[note]!;
    }
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
}

function pageOf(capacity: number): Page {
  return {
    owners: new Uint32Array(capacity),
    places: new Uint32Array(capacity),
    values: new Float64Array(capacity),
  };
}
