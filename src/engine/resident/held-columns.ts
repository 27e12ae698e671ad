import type { Journal } from '../../graph/local/journal.ts';
import {
  SUBJECT_COLUMNS,
  type AttributeColumn,
  type Projection,
  type SubjectColumn,
  type SubjectColumns,
} from '../../graph/projection.ts';
import { BITS_READING } from './factor-reads.ts';
import { MarkedSubjects } from './marked-subjects.ts';
import { roomFor } from './room.ts';

const NAMES = Object.keys(SUBJECT_COLUMNS) as SubjectColumn[];

/** One byte a subject; `regard`: 0 where nothing is known, 1 where something is, 2 where that is bad. */
type Mark = 'kinds' | 'restricted' | 'consented' | 'seeds' | 'established' | 'regard';
/**
 * `own`: p in points, NaN for who has no number; `credence`: c; `doubtfulTriangles`: how many may count or not;
 * `exposureSeen` and `exposureBad`: what exposure was last made of.
 */
type Measure =
  SubjectColumn | 'badness' | 'own' | 'credence' | 'doubtfulTriangles' | 'exposureSeen' | 'exposureBad';

interface Cells {
  readonly measures: Readonly<Record<Measure, Float64Array>>;
  readonly marks: Readonly<Record<Mark, Uint8Array>>;
  readonly attributes: ReadonlyMap<
    string,
    { readonly texts: (string | undefined)[]; readonly numbers: Float64Array }
  >;
}

/** What is held of each subject besides its projection. */
export interface MoreColumns {
  readonly badness: Float64Array;
  readonly own: Float64Array;
  readonly credence: Float64Array;
  readonly doubtfulTriangles: Float64Array;
  readonly exposureSeen: Float64Array;
  readonly exposureBad: Float64Array;
  readonly seeds: Uint8Array;
  readonly established: Uint8Array;
  readonly regard: Uint8Array;
}

/** What of a row is made known. */
export interface PickRequest extends Pick<Projection, 'asOf' | 'reportingCurrency'> {
  readonly idOf: (subject: number) => string;
  /** Columns in place of those that are held. */
  readonly over?: Partial<SubjectColumns>;
}

/** A projection's columns by index of what is resident, with room for subjects to come. */
export class HeldColumns {
  readonly #protected: ReadonlySet<string>;
  #cells: Cells;
  #count: number;
  #moved: MarkedSubjects;

  constructor(projection: Projection, more: MoreColumns) {
    this.#count = projection.ids.length;
    this.#protected = projection.protectedAttributes;
    const { kinds, restricted, consented, attributes } = projection;
    const { seeds, established, regard, ...measures } = more;
    this.#cells = withRoom(this.#count, {
      measures: { ...projection.columns, ...measures },
      marks: { kinds, restricted, consented, seeds, established, regard },
      attributes: new Map(
        [...attributes].map(([name, { texts, numbers }]) => [name, { texts: texts.slice(), numbers }]),
      ),
    });
    this.#moved = new MarkedSubjects(this.#room);
  }

  get count(): number {
    return this.#count;
  }

  /** One number a subject; another array once subjects were added. */
  measure(name: Measure): Float64Array {
    return this.#cells.measures[name];
  }

  mark(name: Mark): Uint8Array {
    return this.#cells.marks[name];
  }

  /** Takes up subjects that were not there before, of whom nothing counts until it is written: nothing else was yet. */
  addTo(count: number, journal: Journal): void {
    const [before, cells] = [this.#count, this.#cells];
    if (count > this.#room) {
      this.#cells = withRoom(count, cells);
      this.#moved = new MarkedSubjects(this.#room);
    }
    this.#count = count;
    journal.note(() => {
      this.#count = before;
      this.#cells = cells;
    });
  }

  /** Gives whether it was another. */
  set(name: Measure, { subject, value }: { subject: number; value: number }, journal: Journal): boolean {
    return this.setter(name, journal)(subject, value);
  }

  /** The same for many, while no subjects are added. */
  setter(name: Measure, journal: Journal): (subject: number, value: number) => boolean {
    const column = this.measure(name);
    const bits = BITS_READING.get(name) ?? 0;
    const moved = this.#moved;
    return (subject, value) => {
      if (Object.is(column[subject], value)) return false;
      journal.set(column, subject, value);
      if (bits !== 0) moved.add(subject, bits);
      return true;
    };
  }

  /** Of whom a column that a watched factor reads was set to another since this was last asked, with that factor's bit. */
  takeMoved(): MarkedSubjects {
    const moved = this.#moved;
    this.#moved = new MarkedSubjects(this.#room);
    return moved;
  }

  get #room(): number {
    return this.#cells.marks.kinds.length;
  }

  setMark(name: Mark, { subject, value }: { subject: number; value: number }, journal: Journal): boolean {
    const marks = this.mark(name);
    if (marks[subject] === value) return false;
    journal.set(marks, subject, value);
    return true;
  }

  setAttributes(
    given: ReadonlyMap<string, AttributeColumn>,
    { subject, place }: { readonly subject: number; readonly place: number },
    journal: Journal,
  ): void {
    for (const name of given.keys()) this.#takeUp(name, journal);
    for (const [name, { texts, numbers }] of this.#cells.attributes) {
      const [text, number] = [given.get(name)?.texts[place], given.get(name)?.numbers[place] ?? Number.NaN];
      const before = texts[subject];
      if (before !== text) {
        texts[subject] = text;
        journal.note(() => (texts[subject] = before));
      }
      if (!Object.is(numbers[subject], number)) journal.set(numbers, subject, number);
    }
  }

  /** What factors look at, of some subjects in this order or of everybody; not to be written to. */
  view(
    asOf: number,
    subjects?: readonly number[],
    over: Partial<SubjectColumns> = {},
  ): Pick<Projection, 'columns' | 'attributes' | 'asOf'> {
    const at = (cells: Float64Array) =>
      subjects === undefined ? cells.subarray(0, this.#count) : pickCells(cells, subjects);
    const attributes = [...this.#cells.attributes].map(([name, { texts, numbers }]) => {
      const told = subjects === undefined ? texts : subjects.map((subject) => texts[subject]);
      return [name, { texts: told, numbers: at(numbers) }] as const;
    });
    return { asOf, columns: this.#columnsBy(at, over), attributes: new Map(attributes) };
  }

  /** Some rows, in this order, as a projection of their own. */
  pick(subjects: readonly number[], { idOf, over, ...of }: PickRequest): Projection {
    const marked = (name: Mark) => pickCells(this.mark(name), subjects);
    return {
      ...of,
      ...this.view(of.asOf, subjects, over),
      ids: subjects.map(idOf),
      kinds: marked('kinds'),
      protectedAttributes: this.#protected,
      restricted: marked('restricted'),
      consented: marked('consented'),
    };
  }

  /** Each is made when it is first looked at: factors read some of them. */
  #columnsBy(make: (cells: Float64Array) => Float64Array, over: Partial<SubjectColumns>): SubjectColumns {
    const made = new Map(Object.entries(over) as [SubjectColumn, Float64Array][]);
    const { measures } = this.#cells;
    const get = (name: SubjectColumn): Float64Array => {
      const column = made.get(name) ?? make(measures[name]);
      made.set(name, column);
      return column;
    };
    const getters = NAMES.map((name) => [name, { enumerable: true, get: () => get(name) }] as const);
    return Object.defineProperties({}, Object.fromEntries(getters)) as SubjectColumns;
  }

  #takeUp(name: string, journal: Journal): void {
    const { attributes } = this.#cells;
    if (attributes.has(name)) return;
    const room = this.#room;
    const column = {
      texts: Array.from<string | undefined>({ length: room }),
      numbers: new Float64Array(room).fill(Number.NaN),
    };
    const before = this.#cells;
    this.#cells = { ...before, attributes: new Map([...attributes, [name, column]]) };
    journal.note(() => (this.#cells = before));
  }
}

function pickCells<A extends Float64Array | Uint8Array>(cells: A, subjects: readonly number[]): A {
  const picked = new (cells.constructor as new (length: number) => A)(subjects.length);
  for (let place = 0; place < subjects.length; place++) picked[place] = cells[subjects[place]!]!;
  return picked;
}

/** The same with room for so many subjects and some more; texts are lists, and grow by themselves. */
function withRoom(count: number, { measures, marks, attributes }: Cells): Cells {
  const room = roomFor(count);
  const numbers = (cells: Float64Array): Float64Array => {
    const longer = new Float64Array(room);
    longer.set(cells);
    return longer;
  };
  const bytes = (cells: Uint8Array): Uint8Array => {
    const longer = new Uint8Array(room);
    longer.set(cells);
    return longer;
  };
  return {
    measures: mapped(measures, numbers),
    marks: mapped(marks, bytes),
    attributes: new Map(
      [...attributes].map(([name, column]) => [name, { ...column, numbers: numbers(column.numbers) }]),
    ),
  };
}

function mapped<K extends string, T>(given: Readonly<Record<K, T>>, make: (value: T) => T): Record<K, T> {
  const made = Object.entries<T>(given).map(([name, value]) => [name, make(value)]);
  return Object.fromEntries(made) as Record<K, T>;
}
