import { countMonths } from '../../../domain/month-mask.ts';
import type { FactTable } from '../../../engine/fact-tables.ts';
import { growTable, takeTable } from '../../../engine/growing-table.ts';

/** Acts of each subject, and in which of the last 12 calendar months it had any. DuckDB's twin is `activity.sql`. */
export class Activity {
  /** Bit k: something was done k months ago; 0 is the month of the cut. */
  readonly #months: Uint16Array;
  readonly #acts: Float64Array;

  constructor(subjects: number) {
    this.#months = new Uint16Array(subjects);
    this.#acts = new Float64Array(subjects);
  }

  /** @param age in calendar months before that of the cut, 0 or more */
  add(subject: number, age: number): void {
    this.#acts[subject]!++;
    if (age < 12) this.#months[subject]! |= 1 << age;
  }

  take(): FactTable<'activity'> {
    const activity = growTable('activity');
    for (const [subject, acts] of this.#acts.entries()) {
      if (acts === 0) continue;
      activity.subject.append(subject);
      activity.months.append(countMonths(this.#months[subject]!));
      activity.acts.append(acts);
    }
    return takeTable(activity);
  }
}
