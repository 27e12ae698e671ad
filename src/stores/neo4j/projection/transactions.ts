import { MERCHANT_CATEGORIES } from '../../../domain/categories.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, takeTable } from '../../../engine/growing-table.ts';
import { GrowingNumbers } from '../../../domain/growing-numbers.ts';
import type { Activity } from './activity.ts';
import type { Dealing } from './dealing.ts';
import { Dealt } from './dealt.ts';
import { MonthlySums } from './monthly-sums.ts';
import { forEachPair, Pairs } from './pairs.ts';
import type { VisibleSubjects } from './subjects.ts';
import { Turnover } from './turnover.ts';

/**
 * Reduces the transactions of a cut, in any order, to every table that is made of them: one traversal in the database
 * feeds all. Each step has a twin in DuckDB's SQL, named after the table, and must stay its equal.
 */
export class TransactionTables {
  readonly #subjects: VisibleSubjects;
  readonly #activity: Activity;
  readonly #spend = new MonthlySums();
  /** By row of spend. */
  readonly #purchases = new GrowingNumbers(new Float64Array(1024));
  readonly #income = new MonthlySums();
  readonly #turnover = new Turnover();
  readonly #dealt = new Dealt();
  readonly #categories = new Pairs();

  constructor(subjects: VisibleSubjects, activity: Activity) {
    this.#subjects = subjects;
    this.#activity = activity;
  }

  add(dealing: Dealing): void {
    const { kind, status, payer, age } = dealing;
    if (status !== null && status !== 'cancelled') this.#activity.add(payer, age);
    this.#dealt.add(dealing);
    if (status !== 'completed') return;
    if (kind === 'purchase') this.#addCategory(dealing);
    if (age < 1 || age > 12) return;
    if (kind === 'purchase' || kind === 'utility') this.#addSpend(dealing);
    if (kind === 'income') this.#addIncome(dealing);
    this.#turnover.add(dealing);
  }

  take(): Pick<FactTables, 'spend' | 'income' | 'turnover' | 'purchases_by_category' | 'dealt'> {
    const { subject, currency, ...months } = this.#spend.take();
    return {
      spend: { subject, currency, purchases: this.#purchases.take(), ...months },
      income: this.#income.take(),
      turnover: this.#turnover.take(),
      purchases_by_category: this.#takeCategories(),
      dealt: this.#dealt.take(this.#subjects.count),
    };
  }

  #addSpend({ payer, currency, kind, age, amount }: Dealing): void {
    const row = this.#spend.row(payer, currency);
    if (row === this.#purchases.length) this.#purchases.append(0);
    if (kind === 'purchase') this.#purchases.set(row, this.#purchases.at(row) + 1);
    this.#spend.add(row, age, amount);
  }

  #addIncome({ payee, currency, age, amount }: Dealing): void {
    if (amount > 0) this.#income.add(this.#income.row(payee, currency), age, amount);
  }

  #addCategory({ payer, payee, age, reliability }: Dealing): void {
    const category = this.#subjects.categoryOf(payee);
    if (age < 12 && category !== undefined) this.#categories.add(payer, category, reliability);
  }

  #takeCategories(): FactTables['purchases_by_category'] {
    const table = growTable('purchases_by_category');
    const rows = this.#categories.take(Math.max(this.#subjects.count, MERCHANT_CATEGORIES.length));
    forEachPair(rows, (subject, start, end) => {
      let reliabilities = 0;
      for (let purchase = start; purchase < end; purchase++) reliabilities += rows.weights![purchase]!;
      table.subject.append(subject);
      table.category.append(rows.targets[start]!);
      table.purchases.append(end - start);
      table.reliability_sum.append(reliabilities);
    });
    return takeTable(table);
  }
}
