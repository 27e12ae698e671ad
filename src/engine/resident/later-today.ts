import { MS_PER_DAY, utcDay, type Instant } from '../../domain/time.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { monthLater } from '../columns/coming-dues.ts';
import { AGEING } from './factor-reads.ts';
import type { ResidentTables } from './resident-tables.ts';
import { sweep, type Swept } from './sweep.ts';

/**
 * What time alone changes before the UTC day is over: looked up once, so that a step need not look at everybody. Readings
 * that grow with time cross an edge once, so whoever reads as its row says at the day's end does so until then.
 */
export class LaterToday {
  readonly #end: Instant;
  readonly #ageing: Set<number>;
  /** Dues that come within the month ahead before the day is over, of those that there were at first. */
  readonly #dues: readonly number[];
  readonly #knownDues: number;

  constructor(swept: Swept, tables: ResidentTables) {
    const { asOf } = swept;
    this.#end = (utcDay(asOf) + 1) * MS_PER_DAY - 1;
    this.#ageing = new Set(sweep({ ...swept, asOf: this.#end }, { factorIds: AGEING }));
    const { dues } = tables.held;
    this.#knownDues = dues.length;
    this.#dues = dueBetween(tables, { from: asOf, to: this.#end + 1 }, everyRow(0, this.#knownDues));
  }

  /** Whose reading of something that grows with time says something else by now than the row that stands. */
  aged(swept: Swept): number[] {
    return sweep(swept, { factorIds: AGEING, subjects: [...this.#ageing] });
  }

  /** Takes in that readings of these subjects that grow with time, or their rows, are others. */
  update(swept: Swept, subjects: readonly number[], journal: Journal): void {
    for (const subject of sweep({ ...swept, asOf: this.#end }, { factorIds: AGEING, subjects })) {
      if (this.#ageing.has(subject)) continue;
      this.#ageing.add(subject);
      journal.note(() => this.#ageing.delete(subject));
    }
  }

  /** Whose obligations have a due that comes within the month ahead as time goes on, though no fact is new. */
  fallingDue(tables: ResidentTables, { from, to }: Span): Set<number> {
    const { dues, obligations } = tables.held;
    const later = everyRow(this.#knownDues, dues.length);
    const rows = [
      ...dueBetween(tables, { from, to }, this.#dues),
      ...dueBetween(tables, { from, to }, later),
    ];
    return new Set(rows.map((row) => obligations.columns.debtor[dues.columns.obligation[row]!]!));
  }
}

/** A state is brought from one instant to the other. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Those of the rows that come to lie within the month ahead. */
function dueBetween(
  { held: { dues } }: ResidentTables,
  { from, to }: Span,
  rows: Iterable<number>,
): number[] {
  const [start, end] = [monthLater(from), monthLater(to)];
  const found: number[] = [];
  if (start === end) return found;
  const { due_at } = dues.columns;
  for (const row of rows)
    if (due_at[row]! >= start && due_at[row]! < end && dues.isThere(row)) found.push(row);
  return found;
}

function* everyRow(from: number, to: number): Iterable<number> {
  for (let row = from; row < to; row++) yield row;
}
