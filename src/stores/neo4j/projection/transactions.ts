import { MERCHANT_CATEGORIES } from '../../../domain/categories.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, takeTable } from '../../../engine/growing-table.ts';
import { GrowingNumbers } from '../../../domain/growing-numbers.ts';
import type { Activity } from './activity.ts';
import type { Dealing } from './dealing.ts';
import { MonthlySums } from './monthly-sums.ts';
import { forEachPair, Pairs } from './pairs.ts';
import { Promises } from './promises.ts';
import type { VisibleSubjects } from './subjects.ts';
import { Transfers } from './transfers.ts';

/**
 * Reduces the transactions of a cut, in any order, to every table that is made of them: one traversal in the database
 * feeds all. Each step has a twin in DuckDB's SQL, named after the table, and must stay its equal.
 */
export class TransactionTables {
  readonly #subjects: VisibleSubjects;
  readonly #activity: Activity;
  readonly #promises: Promises;
  readonly #spend = new MonthlySums();
  /** By row of spend. */
  readonly #purchases = new GrowingNumbers(new Float64Array(1024));
  readonly #inflow = new MonthlySums();
  readonly #transfers = new Transfers();
  readonly #paid = new Pairs('bare');
  readonly #categories = new Pairs('bare');

  constructor(subjects: VisibleSubjects, activity: Activity) {
    this.#subjects = subjects;
    this.#activity = activity;
    this.#promises = new Promises(subjects.count);
  }

  add(dealing: Dealing): void {
    const { kind, status, payer, age } = dealing;
    if (status !== 'cancelled') this.#activity.add(payer, age);
    if (kind === 'purchase' || kind === 'utility' || kind === 'deposit') this.#promises.add(dealing);
    if (status !== 'completed') return;
    if (kind === 'purchase' || kind === 'utility' || kind === 'transfer')
      this.#paid.add(payer, dealing.payee);
    if (kind === 'purchase') this.#addCategory(dealing);
    if (age < 1 || age > 12) return;
    if (kind === 'purchase' || kind === 'utility') this.#addSpend(dealing);
    if (kind === 'purchase' || kind === 'income') this.#addInflow(dealing);
    if (kind === 'transfer') this.#transfers.add(dealing);
  }

  take(): Pick<FactTables, 'spend' | 'inflow' | 'purchases_by_category' | 'dealings' | 'paid'> {
    this.#transfers.addNetTo(this.#inflow, this.#subjects.count);
    const { subject, currency, ...months } = this.#spend.take();
    return {
      spend: { subject, currency, purchases: this.#purchases.take(), ...months },
      inflow: this.#inflow.take(),
      purchases_by_category: this.#takeCategories(),
      dealings: this.#promises.take(),
      paid: this.#takePaid(),
    };
  }

  #addSpend({ payer, currency, kind, age, amount }: Dealing): void {
    const row = this.#spend.row(payer, currency);
    if (row === this.#purchases.length) this.#purchases.append(0);
    if (kind === 'purchase') this.#purchases.set(row, this.#purchases.at(row) + 1);
    this.#spend.add(row, age, amount);
  }

  #addInflow({ payee, currency, age, amount }: Dealing): void {
    if (amount > 0) this.#inflow.add(this.#inflow.row(payee, currency), age, amount);
  }

  #addCategory({ payer, payee, age }: Dealing): void {
    const category = this.#subjects.categoryOf(payee);
    if (age < 12 && category !== undefined) this.#categories.add(payer, category);
  }

  #takeCategories(): FactTables['purchases_by_category'] {
    const table = growTable('purchases_by_category');
    const rows = this.#categories.take(Math.max(this.#subjects.count, MERCHANT_CATEGORIES.length));
    forEachPair(rows, (subject, start, end) => {
      table.subject.append(subject);
      table.category.append(rows.targets[start]!);
      table.purchases.append(end - start);
    });
    return takeTable(table);
  }

  #takePaid(): FactTables['paid'] {
    const paid = growTable('paid');
    const rows = this.#paid.take(this.#subjects.count);
    forEachPair(rows, (source, start, end) => {
      paid.source.append(source);
      paid.target.append(rows.targets[start]!);
      paid.dealings.append(end - start);
    });
    return takeTable(paid);
  }
}
