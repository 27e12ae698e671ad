import type { FactTable } from '../../../engine/fact-tables.ts';
import type { Dealing } from './dealing.ts';
import { MonthlySums } from './monthly-sums.ts';

/** Taken by sales and transfers, less all that a subject paid, a whole month. DuckDB's twin is `turnover.sql`. */
export class Turnover {
  readonly #sums = new MonthlySums();

  /** @param dealing completed in one of the 12 whole months */
  add({ kind, payer, payee, amount, currency, age }: Dealing): void {
    if (amount === 0) return;
    if (kind === 'purchase' || kind === 'transfer')
      this.#sums.add(this.#sums.row(payee, currency), age, amount);
    this.#sums.add(this.#sums.row(payer, currency), age, -amount);
  }

  /** Rows that are not all 0, of subjects above 0 in some month and currency. No dealing can be added any more. */
  take(): FactTable<'turnover'> {
    const { subject, currency, ...months } = this.#sums.take();
    const sums = Object.values(months);
    const gainers = new Set<number>();
    const isBlank = new Uint8Array(currency.length).fill(1);
    for (let row = 0; row < currency.length; row++) {
      for (const { [row]: amount } of sums) {
        if (amount !== 0) isBlank[row] = 0;
        if (amount! > 0) gainers.add(subject[row]!);
      }
    }
    const isKept = (_: unknown, row: number) => isBlank[row] === 0 && gainers.has(subject[row]!);
    const kept = Object.entries(months).map(([month, amounts]) => [month, amounts.filter(isKept)]);
    return {
      subject: subject.filter(isKept),
      currency: currency.filter(isKept),
      ...(Object.fromEntries(kept) as typeof months),
    };
  }
}
