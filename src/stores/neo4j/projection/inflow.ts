import type { FactTable } from '../../../engine/fact-tables.ts';
import type { Dealing } from './dealing.ts';
import { MonthlySums } from './monthly-sums.ts';

/**
 * Income, and what was left of sales and transfers after all that a subject paid, a whole month. DuckDB's twin is
 * `inflow.sql`.
 */
export class Inflow {
  readonly #income = new MonthlySums();
  /** Taken by sales and transfers, less what was paid. */
  readonly #passing = new MonthlySums();

  /** @param dealing completed in one of the 12 whole months */
  add({ kind, payer, payee, amount, currency, age }: Dealing): void {
    if (amount === 0) return;
    if (kind === 'income') this.#income.add(this.#income.row(payee, currency), age, amount);
    if (kind === 'purchase' || kind === 'transfer')
      this.#passing.add(this.#passing.row(payee, currency), age, amount);
    this.#passing.add(this.#passing.row(payer, currency), age, -amount);
  }

  /** No dealing can be added any more. */
  take(): FactTable<'inflow'> {
    this.#income.addGains(this.#passing);
    return this.#income.take();
  }
}
