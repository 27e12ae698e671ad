import type { Cells, Journal } from '../../graph/local/journal.ts';
import {
  emptyScoreTable,
  FACTOR_SCORE_COLUMNS,
  NOT_SCORED_BIN,
  scoreColumns,
  SUBJECT_SCORE_COLUMNS,
  type FillableScoreTable,
  type ScoreTable,
} from '../../scoring/score-table.ts';
import { pickRows } from './emission.ts';
import { differing } from './epsilon.ts';
import { roomFor } from './room.ts';

type Columns = Pick<ScoreTable, keyof typeof SUBJECT_SCORE_COLUMNS>;
/** Some columns of the subjects' own, and those of some factors. */
type Written = {
  readonly [C in keyof Columns]?: Columns[C] | undefined;
} & Partial<Pick<ScoreTable, 'factors'>>;

/** What a step did. */
export interface Settled {
  readonly stood: ScoreTable;
  /** Whose rows are others, each with where in `stood` the row is that stood before. */
  readonly others: ReadonlyMap<number, number>;
}

/** Rows of scores by index of what is resident, with room for subjects to come, that a step writes to and settles. */
export class HeldScores {
  #table: FillableScoreTable;
  #count: number;
  /** Where in `#stood` the row stands that a subject had before the step. */
  #before = new Map<number, number>();
  #stood: ScoreTable;

  constructor(table: ScoreTable) {
    this.#count = table.ids.length;
    this.#table = withRoom(table, this.#count);
    this.#stood = this.pick([]);
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

  /** The subjects' own columns alone, without those of factors. */
  pickOwn(subjects: readonly number[]): FillableScoreTable {
    return pickRows({ ...this.#table, factors: [] }, subjects);
  }

  /** Writes what is given of rows, `subjects` being whose the first of them are. */
  write(subjects: readonly number[], given: Written, journal: Journal): void {
    const fresh = subjects.filter((subject) => !this.#before.has(subject));
    if (fresh.length > 0) this.#remember(fresh);
    for (const [held, values] of columnPairs(this.#table, given))
      if (held instanceof Float64Array && values instanceof Float64Array)
        writeDoubles(held, { subjects, values }, journal);
      else writeWhole(held, { subjects, values }, journal);
  }

  /** Whose rows the step has written so far. */
  writtenSubjects(): number[] {
    return [...this.#before.keys()];
  }

  /** The row as it stood before the step; only of one that was written. */
  before(subject: number): RowAt {
    return [this.#stood, this.#before.get(subject)!];
  }

  /** Ends a step: rows that say the same as before stand as they stood. */
  settle(journal: Journal, isNew: (subject: number) => boolean): Settled {
    const [table, subjects] = [this.#stood, this.writtenSubjects()];
    // They were remembered one after the other.
    const marks = differing(
      { table, rows: subjects.map((_, at) => at) },
      { table: this.#table, rows: subjects },
    );
    const others = new Map<number, number>();
    const same: number[] = [];
    subjects.forEach((subject, at) => {
      if (marks[at] === 1 || isNew(subject)) others.set(subject, at);
      else same.push(at);
    });
    const [held, stood] = [scoreColumns(this.#table), scoreColumns(table)];
    held.forEach((cells, column) => {
      const before = stood[column]!;
      for (const at of same)
        if (!Object.is(cells[subjects[at]!], before[at])) journal.set(cells, subjects[at]!, before[at]!);
    });
    this.forget();
    return { stood: table, others };
  }

  /** Ends a step that failed. */
  forget(): void {
    this.#before = new Map();
    this.#stood = this.pick([]);
  }

  #remember(subjects: readonly number[]): void {
    const count = this.#before.size;
    const now = this.pick(subjects);
    const room = Math.max(count + subjects.length, this.#stood.kinds.length);
    // Twice as long each time, or many small steps would copy all again and again.
    if (room > this.#stood.kinds.length) this.#stood = extended(this.#stood, Math.max(room, 2 * count));
    const [given, held] = [scoreColumns(now), scoreColumns(this.#stood)];
    held.forEach((cells, column) => {
      cells.set(given[column]!, count);
    });
    subjects.forEach((subject, place) => this.#before.set(subject, count + place));
  }
}

interface Cell<C extends Cells> {
  readonly subjects: readonly number[];
  /** By place of the subjects. */
  readonly values: C;
}

/** Apart from whole numbers, so as to be compiled for doubles. */
function writeDoubles(held: Float64Array, { subjects, values }: Cell<Float64Array>, journal: Journal): void {
  for (let place = 0; place < subjects.length; place++) {
    const subject = subjects[place]!;
    const value = values[place]!;
    if (!Object.is(held[subject], value)) journal.set(held, subject, value);
  }
}

function writeWhole(held: Cells, { subjects, values }: Cell<Cells>, journal: Journal): void {
  for (let place = 0; place < subjects.length; place++) {
    const subject = subjects[place]!;
    const value = values[place]!;
    if (held[subject] !== value) journal.set(held, subject, value);
  }
}

/** Each column that is given, beside the table's. */
function columnPairs(table: ScoreTable, given: Written): readonly (readonly [Cells, Cells])[] {
  const own = (Object.keys(SUBJECT_SCORE_COLUMNS) as (keyof Columns)[]).flatMap((name) => {
    const values = given[name];
    return values === undefined ? [] : [[table[name], values] as const];
  });
  const ofFactors = (given.factors ?? []).flatMap((factor) => {
    const held = table.factors.find(({ factorId }) => factorId === factor.factorId)!;
    const names = Object.keys(FACTOR_SCORE_COLUMNS) as (keyof typeof FACTOR_SCORE_COLUMNS)[];
    return names.map((name) => [held[name], factor[name]] as const);
  });
  return [...own, ...ofFactors];
}

/** A row of a table. */
export type RowAt = readonly [ScoreTable, number];

function extended(table: ScoreTable, rows: number): ScoreTable {
  const made = emptyScoreTable(
    rows,
    table.factors.map(({ factorId }) => factorId),
  );
  const [from, to] = [scoreColumns(table), scoreColumns(made)];
  to.forEach((cells, column) => {
    cells.set(from[column]!);
  });
  return made;
}

function withRoom(table: ScoreTable, count: number): FillableScoreTable {
  const made = emptyScoreTable(
    roomFor(count),
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
