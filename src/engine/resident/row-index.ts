import type { Journal } from '../../graph/local/journal.ts';

/** Which rows of a table hold which key: compressed rows of those that were there at first, and lists of later ones. */
export class RowIndex {
  readonly #offsets: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #added = new Map<number, number[]>();

  /** @param keys of each row, below `count` */
  constructor(keys: Uint32Array, count: number) {
    this.#offsets = new Uint32Array(count + 1);
    this.#rows = new Uint32Array(keys.length);
    for (const key of keys) this.#offsets[key + 1]!++;
    for (let key = 0; key < count; key++) this.#offsets[key + 1]! += this.#offsets[key]!;
    const place = this.#offsets.slice(0, count);
    for (let row = 0; row < keys.length; row++) this.#rows[place[keys[row]!]!++] = row;
  }

  /** Notes that a row holds the key from now on. */
  add(key: number, row: number, journal: Journal): void {
    const known = this.#added.get(key);
    if (known === undefined) this.#added.set(key, [row]);
    else known.push(row);
    journal.note(() => {
      const rows = this.#added.get(key)!;
      rows.pop();
      if (rows.length === 0) this.#added.delete(key);
    });
  }

  /** How many rows ever held the key. */
  count(key: number): number {
    const inBase = key + 1 < this.#offsets.length ? this.#offsets[key + 1]! - this.#offsets[key]! : 0;
    return inBase + (this.#added.get(key)?.length ?? 0);
  }

  /** Rows that ever held the key, each once or more; some may hold another by now. */
  visit(key: number, visitor: (row: number) => void): void {
    if (key + 1 < this.#offsets.length)
      for (let place = this.#offsets[key]!; place < this.#offsets[key + 1]!; place++)
        visitor(this.#rows[place]!);
    for (const row of this.#added.get(key) ?? []) visitor(row);
  }
}
