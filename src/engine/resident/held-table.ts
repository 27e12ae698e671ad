import { InvariantError } from '../../domain/errors.ts';
import { FACT_TABLES, type FactTable, type FactTableName } from '../fact-tables.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { roomFor } from './room.ts';
import { RowIndex } from './row-index.ts';

type Cells = Uint32Array | Float64Array | string[];
/** A row's cells by column. */
export type Row = Readonly<Record<string, number | string>>;

/**
 * A fact table that rows can be added to, written over and taken out of. A row keeps its number; one that was taken out
 * leaves a gap.
 */
export class HeldTable<N extends FactTableName> {
  readonly name: N;
  #columns: Record<string, Cells>;
  readonly #indices = new Map<string, RowIndex>();
  #isThere: Uint8Array;
  #length: number;

  /** @param keys the columns that rows are found by, and how many keys each can hold at first */
  constructor(name: N, table: FactTable<N>, keys: Readonly<Record<string, number>>) {
    this.name = name;
    const given: Readonly<Record<string, ArrayLike<number> | readonly string[]>> = table;
    this.#length = given[Object.keys(FACT_TABLES[name])[0]!]!.length;
    for (const [column, count] of Object.entries(keys))
      this.#indices.set(column, new RowIndex(given[column] as Uint32Array, count));
    const capacity = roomFor(this.#length);
    this.#columns = Object.fromEntries(
      Object.keys(FACT_TABLES[name]).map((column) => [column, roomy(given[column]!, capacity)]),
    );
    this.#isThere = new Uint8Array(capacity).fill(1, 0, this.#length);
  }

  /** Rows, those that were taken out included. */
  get length(): number {
    return this.#length;
  }

  /** Its columns, which may be longer than it is, and are others once rows were added. */
  get columns(): FactTable<N> {
    return this.#columns as FactTable<N>;
  }

  isThere(row: number): boolean {
    return this.#isThere[row] === 1;
  }

  /** The rows that hold a key now, in the order in which they came. */
  visit(column: string, key: number, visitor: (row: number) => void): void {
    const index = this.#indices.get(column);
    if (index === undefined) throw new InvariantError(`rows of ${this.name} are not found by ${column}`);
    index.visit(key, (row) => {
      if (this.#isThere[row] === 1 && this.#columns[column]![row] === key) visitor(row);
    });
  }

  /** At most so many rows hold a key. */
  mostOf(column: string, key: number): number {
    return this.#indices.get(column)?.count(key) ?? 0;
  }

  rowsOf(column: string, key: number): number[] {
    const rows: number[] = [];
    this.visit(column, key, (row) => rows.push(row));
    return rows;
  }

  append(values: Row, journal: Journal): number {
    const row = this.#length;
    if (row === this.#isThere.length) this.#grow(journal);
    for (const [name, cells] of Object.entries(this.#columns)) cells[row] = values[name]!;
    this.#isThere[row] = 1;
    this.#length++;
    journal.note(() => {
      this.#length = row;
      this.#isThere[row] = 0;
      for (const cells of Object.values(this.#columns))
        if (Array.isArray(cells)) cells.length = row;
        else cells[row] = 0;
    });
    for (const [column, index] of this.#indices) index.add(Number(values[column]), row, journal);
    return row;
  }

  /** Writes those cells of a row that are given. */
  write(row: number, values: Row, journal: Journal): void {
    for (const [name, value] of Object.entries(values)) {
      const cells = this.#columns[name]!;
      if (Object.is(cells[row], value)) continue;
      if (Array.isArray(cells)) {
        const before = cells[row]!;
        cells[row] = String(value);
        journal.note(() => (cells[row] = before));
      } else journal.set(cells, row, Number(value));
      this.#index(name, Number(value), { row, journal });
    }
  }

  remove(row: number, journal: Journal): void {
    journal.set(this.#isThere, row, 0);
  }

  holds(row: number, values: Row): boolean {
    return Object.entries(values).every(([name, value]) => Object.is(this.#columns[name]![row], value));
  }

  read(row: number): Row {
    return Object.fromEntries(Object.entries(this.#columns).map(([name, cells]) => [name, cells[row]!]));
  }

  /** A row that comes back to a key is in its list already. */
  #index(column: string, key: number, { row, journal }: { row: number; journal: Journal }): void {
    const index = this.#indices.get(column);
    if (index === undefined) return;
    const listed: number[] = [];
    index.visit(key, (known) => listed.push(known));
    if (!listed.includes(row)) index.add(key, row, journal);
  }

  /** What was noted before is taken back in the arrays that it was noted of. */
  #grow(journal: Journal): void {
    const [columns, isThere] = [this.#columns, this.#isThere];
    const capacity = roomFor(this.#length);
    this.#columns = Object.fromEntries(
      Object.entries(columns).map(([name, cells]) => [
        name,
        Array.isArray(cells) ? cells : roomy(cells, capacity),
      ]),
    );
    this.#isThere = new Uint8Array(capacity);
    this.#isThere.set(isThere);
    journal.note(() => {
      this.#columns = columns;
      this.#isThere = isThere;
    });
  }
}

function roomy(cells: ArrayLike<number> | readonly string[], capacity: number): Cells {
  if (cells instanceof Uint32Array || cells instanceof Float64Array) {
    const longer = cells instanceof Uint32Array ? new Uint32Array(capacity) : new Float64Array(capacity);
    longer.set(cells);
    return longer;
  }
  return Array.from(cells, String);
}
