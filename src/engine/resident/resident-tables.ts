import { InvariantError } from '../../domain/errors.ts';
import { compareCodePoints } from '../../domain/order.ts';
import type { Journal } from '../../graph/local/journal.ts';
import type { FactTable, FactTables } from '../fact-tables.ts';
import { HeldTable } from './held-table.ts';
import {
  OBLIGED_TABLES,
  OWN_TABLES,
  PAIR_TABLES,
  type HeldTableName,
  type ObligedTable,
  type OwnTable,
  type PairTable,
} from './references.ts';

type Held = { readonly [N in HeldTableName]: HeldTable<N> };

/**
 * The fact tables of a cut, held by row and found by whom a row names. Subjects keep their index; new ones come after the
 * last, so that indices are in the code point order of ids at first and no longer later. Sightings are not held: what is
 * made of them is.
 */
export class ResidentTables {
  readonly held: Held;
  readonly rates: FactTable<'rates'>;
  readonly #rowOf: Map<string, number>;
  /** So many subjects, the first, have their indices in the code point order of ids. */
  readonly #ordered: number;

  constructor(tables: FactTables) {
    const subjects = tables.subjects.id.length;
    this.#ordered = subjects;
    const obligations = tables.obligations.id.length;
    const own = <N extends OwnTable>(name: N) => new HeldTable(name, tables[name], { subject: subjects });
    const obliged = <N extends ObligedTable>(name: N) =>
      new HeldTable(name, tables[name], { obligation: obligations });
    const pair = <N extends PairTable>(name: N) =>
      new HeldTable(name, tables[name], { source: subjects, target: subjects });
    this.held = {
      subjects: new HeldTable('subjects', tables.subjects, {}),
      obligations: new HeldTable('obligations', tables.obligations, { debtor: subjects }),
      ...Object.fromEntries(OWN_TABLES.map((name) => [name, own(name)])),
      ...Object.fromEntries(OBLIGED_TABLES.map((name) => [name, obliged(name)])),
      ...Object.fromEntries(PAIR_TABLES.map((name) => [name, pair(name)])),
    } as Held;
    this.rates = tables.rates;
    this.#rowOf = new Map(tables.subjects.id.map((id, row) => [id, row]));
  }

  /** Subjects, by index 0 to this less one. */
  get subjects(): number {
    return this.held.subjects.length;
  }

  idOf(subject: number): string {
    return this.held.subjects.columns.id[subject]!;
  }

  /** Subjects in the code point order of their ids. */
  inOrder(subjects: readonly number[]): number[] {
    const compare = (one: number, other: number): number =>
      compareCodePoints(this.idOf(one), this.idOf(other));
    const known = [...Uint32Array.from(subjects.filter((subject) => subject < this.#ordered)).sort()];
    const later = subjects.filter((subject) => subject >= this.#ordered).sort(compare);
    if (later.length === 0) return known;
    const merged: number[] = [];
    for (const subject of known) {
      while (later.length > 0 && compare(later[0]!, subject) < 0) merged.push(later.shift()!);
      merged.push(subject);
    }
    return [...merged, ...later];
  }

  /** Undefined for one that the cut does not see. */
  find(id: string): number | undefined {
    return this.#rowOf.get(id);
  }

  /** Takes up a subject that was not there before, and gives its index. */
  addSubject(
    values: Readonly<{ id: string; kind: number; registered_at: number }>,
    journal: Journal,
  ): number {
    if (this.#rowOf.has(values.id)) throw new InvariantError('a subject was taken up twice');
    const row = this.held.subjects.append({ ...values, owner: Number.NaN }, journal);
    this.#rowOf.set(values.id, row);
    journal.note(() => this.#rowOf.delete(values.id));
    return row;
  }

  /** The obligations of a debtor. */
  obligationsOf(debtor: number): number[] {
    return this.held.obligations.rowsOf('debtor', debtor);
  }

  /** The rows of a relation that name a subject at either end. */
  visitPairs(name: PairTable, subject: number, visitor: (row: number) => void): void {
    const table = this.held[name];
    table.visit('source', subject, visitor);
    table.visit('target', subject, (row) => {
      // One of a subject with itself was met before.
      if (table.columns.source[row] !== subject) visitor(row);
    });
  }

  /** The rows between two subjects, whichever is at which end; looked for among those of the one with fewer. */
  rowsBetween(name: PairTable, one: number, other: number): number[] {
    const table = this.held[name];
    const { source, target } = table.columns;
    const most = (subject: number) => table.mostOf('source', subject) + table.mostOf('target', subject);
    const [from, to] = most(one) <= most(other) ? [one, other] : [other, one];
    const rows: number[] = [];
    this.visitPairs(name, from, (row) => {
      if (source[row] === to || target[row] === to) rows.push(row);
    });
    return rows;
  }
}
