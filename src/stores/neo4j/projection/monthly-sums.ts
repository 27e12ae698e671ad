import { GrowingNumbers } from '../../../domain/growing-numbers.ts';
import type { FactTable } from '../../../engine/fact-tables.ts';
import { ExactSums } from './exact-sums.ts';

type MonthlyTable = FactTable<'income'>;

/** Minor units of each subject and currency in each of the 12 whole months before the cut's own. */
export class MonthlySums {
  readonly #rows = new Map<string, Map<number, number>>();
  readonly #subject = new GrowingNumbers(new Uint32Array(1024));
  readonly #currency: string[] = [];
  readonly #months = Array.from({ length: 12 }, () => new ExactSums());

  /** The row of a subject and a currency, made where there is none yet. */
  row(subject: number, currency: string): number {
    let rows = this.#rows.get(currency);
    if (rows === undefined) this.#rows.set(currency, (rows = new Map<number, number>()));
    const row = rows.get(subject);
    if (row !== undefined) return row;
    rows.set(subject, this.#currency.length);
    this.#subject.append(subject);
    for (const sums of this.#months) sums.append();
    return this.#currency.push(currency) - 1;
  }

  /** @param age in calendar months before that of the cut, 1 to 12 */
  add(row: number, age: number, amount: number): void {
    this.#months[age - 1]!.add(row, amount);
  }

  take(): MonthlyTable {
    const [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = this.#months.map((sums) => sums.take());
    return {
      subject: this.#subject.take(),
      currency: this.#currency,
      ...{ m1: m1!, m2: m2!, m3: m3!, m4: m4!, m5: m5!, m6: m6! },
      ...{ m7: m7!, m8: m8!, m9: m9!, m10: m10!, m11: m11!, m12: m12! },
    };
  }
}
