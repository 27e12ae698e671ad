import { InvariantError } from '../../domain/errors.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { FACT_TABLES, type FactTableName, type FactTables } from '../fact-tables.ts';
import type { Touched } from '../ports.ts';
import { Changed, pairKey } from './changed.ts';
import type { Row } from './held-table.ts';
import {
  OBLIGED_TABLES,
  OWN_TABLES,
  PAIR_TABLES,
  referenceOf,
  type ObligedTable,
  type OwnTable,
  type PairTable,
} from './references.ts';
import type { ResidentTables } from './resident-tables.ts';

/**
 * Puts the rows that a store gives around some subjects in place of those that are held of them, in the tables that it
 * was asked for. Throws InvariantError where the rows name somebody who is neither held nor among them: the store has
 * left somebody out.
 */
export function replaceRows(
  held: ResidentTables,
  {
    around,
    touched,
  }: { readonly around: FactTables; readonly touched: Pick<Touched, 'subjects' | 'tables'> },
  journal: Journal,
): Changed {
  const step = new Replacing(held, around, { touched: new Set(touched.subjects), journal });
  const isRead = (name: FactTableName): boolean => touched.tables.includes(name);
  for (const name of OWN_TABLES.filter(isRead)) step.replaceOwn(name);
  if (isRead('obligations')) step.replaceObligations();
  for (const name of OBLIGED_TABLES.filter(isRead)) step.replaceObliged(name);
  for (const name of PAIR_TABLES.filter(isRead)) step.replacePairs(name);
  return step.changed;
}

type NumbersByColumn = Readonly<Record<string, ArrayLike<number>>>;

class Replacing {
  readonly changed = new Changed();
  readonly #held: ResidentTables;
  readonly #around: FactTables;
  readonly #journal: Journal;
  /** What is held under, of each subject and obligation of the tables. */
  readonly #subjects: Uint32Array;
  readonly #obligations = new Map<number, number>();
  /** The obligations held of the touched, before and after. */
  readonly #obliged = new Set<number>();

  constructor(
    held: ResidentTables,
    around: FactTables,
    { touched, journal }: { touched: ReadonlySet<string>; journal: Journal },
  ) {
    this.#held = held;
    this.#around = around;
    this.#journal = journal;
    const { id, kind, registered_at, owner } = around.subjects;
    this.#subjects = Uint32Array.from(id, (name, row) => {
      const known = held.find(name);
      if (known === undefined && !touched.has(name))
        throw new InvariantError('a store named a subject that nothing had changed for and nobody knew');
      return (
        known ?? held.addSubject({ id: name, kind: kind[row]!, registered_at: registered_at[row]! }, journal)
      );
    });
    id.forEach((name, row) => {
      if (!touched.has(name)) return;
      const subject = this.#subjects[row]!;
      this.changed.subjects.add(subject);
      this.#own(subject, this.#subjectOf(owner[row]!));
      const values = { kind: kind[row]!, registered_at: registered_at[row]! };
      held.held.subjects.write(subject, values, journal);
    });
  }

  #own(subject: number, owner: number): void {
    const { subjects } = this.#held.held;
    const before = subjects.columns.owner[subject]!;
    if (Object.is(before, owner)) return;
    for (const end of [before, owner]) if (!Number.isNaN(end)) this.changed.notePair('owned', subject, end);
    subjects.write(subject, { owner }, this.#journal);
  }

  replaceOwn(name: OwnTable): void {
    const table = this.#held.held[name];
    for (const subject of this.changed.subjects)
      for (const row of table.rowsOf('subject', subject)) table.remove(row, this.#journal);
    const given = this.#around[name];
    for (let row = 0; row < given.subject.length; row++)
      if (this.changed.subjects.has(this.#subjects[given.subject[row]!]!))
        table.append(this.#read(name, row), this.#journal);
  }

  /** An obligation that is held already is written over, so that whatever names it still does. */
  replaceObligations(): void {
    const table = this.#held.held.obligations;
    const known = new Map<string, number>();
    for (const subject of this.changed.subjects)
      for (const row of this.#held.obligationsOf(subject)) known.set(table.columns.id[row]!, row);
    const gone = new Map(known);
    const { id, debtor } = this.#around.obligations;
    id.forEach((name, row) => {
      const owing = this.#subjects[debtor[row]!]!;
      if (!this.changed.subjects.has(owing)) {
        this.#obligations.set(row, this.#obligationOf(owing, name));
        return;
      }
      const values = this.#read('obligations', row);
      const at = known.get(name) ?? table.append(values, this.#journal);
      if (known.has(name)) table.write(at, values, this.#journal);
      gone.delete(name);
      this.#obligations.set(row, at);
      this.#obliged.add(at);
    });
    for (const row of gone.values()) {
      this.#obliged.add(row);
      table.remove(row, this.#journal);
    }
  }

  replaceObliged(name: ObligedTable): void {
    const table = this.#held.held[name];
    for (const obligation of this.#obliged)
      for (const row of table.rowsOf('obligation', obligation)) table.remove(row, this.#journal);
    const given = this.#around[name];
    for (let row = 0; row < given.obligation.length; row++)
      if (this.#obliged.has(this.#obligations.get(given.obligation[row]!)!))
        table.append(this.#read(name, row), this.#journal);
  }

  /** Rows that are as they were stay, and so does whatever was made of them. */
  replacePairs(name: PairTable): void {
    const table = this.#held.held[name];
    const before = this.#pairsHeld(name);
    const isAlike = this.#comparing(name);
    const given = this.#around[name];
    for (let row = 0; row < given.source.length; row++) {
      const ends = [this.#subjects[given.source[row]!]!, this.#subjects[given.target[row]!]!] as const;
      if (!this.changed.subjects.has(ends[0]) && !this.changed.subjects.has(ends[1])) continue;
      // A tie is told once, from the lower index.
      const [source, target] = name === 'knows' && ends[0] > ends[1] ? [ends[1], ends[0]] : ends;
      const alike = before.get(pairKey(source, target));
      const same = alike?.findIndex((held) => isAlike(held, row)) ?? -1;
      if (same >= 0) {
        alike!.splice(same, 1);
        continue;
      }
      table.append({ ...this.#read(name, row), source, target }, this.#journal);
      this.changed.notePair(name, source, target);
    }
    for (const rows of before.values())
      for (const row of rows) {
        table.remove(row, this.#journal);
        this.changed.notePair(name, table.columns.source[row]!, table.columns.target[row]!);
      }
  }

  /** Whether a row that is held says the same of its two subjects as one of the store's. */
  #comparing(name: PairTable): (held: number, row: number) => boolean {
    const theirs: NumbersByColumn = this.#held.held[name].columns;
    const given: NumbersByColumn = this.#around[name];
    const columns = Object.keys(FACT_TABLES[name])
      .filter((column) => column !== 'source' && column !== 'target')
      .map((column) => ({
        ...{ theirs: theirs[column]!, given: given[column]! },
        isObligation: referenceOf(name, column) === 'obligations',
      }));
    return (held, row) =>
      columns.every((column) => {
        const value = column.given[row]!;
        return Object.is(column.theirs[held], column.isObligation ? this.#obligationAt(value) : value);
      });
  }

  #pairsHeld(name: PairTable): Map<number, number[]> {
    const { columns } = this.#held.held[name];
    const rows = new Map<number, number[]>();
    for (const subject of this.changed.subjects)
      this.#held.visitPairs(name, subject, (row) => {
        const [source, target] = [columns.source[row]!, columns.target[row]!];
        // One between two of the touched is met from the first end alone.
        if (subject !== source && this.changed.subjects.has(source)) return;
        const known = rows.get(pairKey(source, target));
        if (known === undefined) rows.set(pairKey(source, target), [row]);
        else known.push(row);
      });
    return rows;
  }

  /** A row of the store's, with subjects and obligations by the numbers that they are held under. */
  #read(name: FactTableName, row: number): Row {
    const cells: Readonly<Record<string, ArrayLike<number> | readonly string[]>> = this.#around[name];
    const values: Record<string, number | string> = {};
    for (const column in FACT_TABLES[name]) {
      const value = cells[column]![row]!;
      const reference = referenceOf(name, column);
      if (reference === undefined) values[column] = value;
      else
        values[column] =
          reference === 'subjects' ? this.#subjectOf(Number(value)) : this.#obligationAt(Number(value));
    }
    return values;
  }

  #subjectOf(row: number): number {
    return Number.isNaN(row) ? row : this.#subjects[row]!;
  }

  #obligationAt(row: number): number {
    return Number.isNaN(row) ? row : this.#obligations.get(row)!;
  }

  #obligationOf(debtor: number, id: string): number {
    const { columns } = this.#held.held.obligations;
    const row = this.#held.obligationsOf(debtor).find((known) => columns.id[known] === id);
    if (row !== undefined) return row;
    throw new InvariantError('a store named an obligation that nothing had changed for and nobody knew');
  }
}
