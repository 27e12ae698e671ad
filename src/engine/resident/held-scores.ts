import type { Journal } from '../../graph/local/journal.ts';
import {
  emptyScoreTable,
  NOT_SCORED_BIN,
  scoreColumns,
  type FillableScoreTable,
  type ScoreTable,
} from '../../scoring/score-table.ts';
import { pickRows } from './emission.ts';
import { isOtherRow } from './epsilon.ts';

const SLACK = 1 / 16;
const LEAST_SLACK = 64;

/** Rows of scores by index of what is resident, with room for subjects to come, that a step writes to and settles. */
export class HeldScores {
  #table: FillableScoreTable;
  #count: number;
  /** Rows as they stood before the step, by subject: tables of one row. */
  #before = new Map<number, ScoreTable>();

  constructor(table: ScoreTable) {
    this.#count = table.ids.length;
    this.#table = withRoom(table, this.#count);
  }

  get count(): number {
    return this.#count;
  }

  /** All columns, which are longer than there are subjects, and others once subjects were added. */
  get table(): ScoreTable {
    return this.#table;
  }

  /** Takes up subjects of whom nothing is scored yet. */
  add(ids: readonly string[], journal: Journal): void {
    const [table, count] = [this.#table, this.#count];
    if (count + ids.length > table.kinds.length) this.#table = withRoom(table, count + ids.length);
    ids.forEach((id, place) => (this.#table.ids[count + place] = id));
    this.#count = count + ids.length;
    journal.note(() => {
      this.#table = table;
      this.#count = count;
      table.ids.fill('', count);
    });
  }

  pick(subjects: readonly number[]): FillableScoreTable {
    return pickRows(this.#table, subjects);
  }

  /** Rows as they stand where no step is under way, and as they stood before one that is. */
  standing(subjects: readonly number[]): ScoreTable {
    const table = this.pick(subjects);
    const cells = scoreColumns(table);
    subjects.forEach((subject, place) => {
      const before = this.#before.get(subject);
      if (before === undefined) return;
      scoreColumns(before).forEach((given, column) => (cells[column]![place] = given[0]!));
    });
    return table;
  }

  /** Writes rows that were picked and changed, `subjects` being whose the first of them are. */
  write(subjects: readonly number[], from: ScoreTable, journal: Journal): void {
    const [given, held] = [scoreColumns(from), scoreColumns(this.#table)];
    subjects.forEach((subject, place) => {
      this.#remember(subject);
      held.forEach((cells, column) => {
        const value = given[column]![place]!;
        if (!Object.is(cells[subject], value)) journal.set(cells, subject, value);
      });
    });
  }

  /** Whose rows the step has written so far. */
  writtenSubjects(): number[] {
    return [...this.#before.keys()];
  }

  /** The row as it stood before the step; undefined for one that was not written. */
  before(subject: number): ScoreTable | undefined {
    return this.#before.get(subject);
  }

  /**
   * Ends a step: rows that say the same as before stand as they stood. Gives the subjects of the others with the row that
   * stood.
   */
  settle(journal: Journal, isNew: (subject: number) => boolean): ReadonlyMap<number, ScoreTable> {
    const others = new Map<number, ScoreTable>();
    for (const [subject, before] of this.#before) {
      if (isNew(subject) || isOtherRow([before, 0], [this.#table, subject])) others.set(subject, before);
      else this.#restore(subject, before, journal);
    }
    this.forget();
    return others;
  }

  /** Ends a step that failed. */
  forget(): void {
    this.#before = new Map();
  }

  #remember(subject: number): void {
    if (!this.#before.has(subject)) this.#before.set(subject, this.pick([subject]));
  }

  #restore(subject: number, before: ScoreTable, journal: Journal): void {
    const [given, held] = [scoreColumns(before), scoreColumns(this.#table)];
    held.forEach((cells, column) => {
      const value = given[column]![0]!;
      if (!Object.is(cells[subject], value)) journal.set(cells, subject, value);
    });
  }
}

function withRoom(table: ScoreTable, count: number): FillableScoreTable {
  const room = count + Math.max(LEAST_SLACK, Math.ceil(count * SLACK));
  const made = emptyScoreTable(
    room,
    table.factors.map(({ factorId }) => factorId),
  );
  table.ids.forEach((id, place) => (made.ids[place] = id));
  const [from, to] = [scoreColumns(table), scoreColumns(made)];
  to.forEach((cells, column) => {
    cells.set(from[column]!);
  });
  for (const { value, bin } of made.factors) {
    value.fill(Number.NaN, table.kinds.length);
    bin.fill(NOT_SCORED_BIN, table.kinds.length);
  }
  return made;
}
