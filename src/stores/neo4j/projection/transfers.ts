import { GrowingNumbers } from '../../../domain/growing-numbers.ts';
import { ExactSums } from './exact-sums.ts';
import type { MonthlySums } from './monthly-sums.ts';
import { forEachPair, Pairs } from './pairs.ts';

/** A transfer of one of the 12 whole months before that of the cut. */
interface Transfer {
  readonly payer: number;
  readonly payee: number;
  readonly amount: number;
  readonly currency: string;
  readonly age: number;
}

/**
 * Transfers, netted between the two of each pair within a currency and a month: what is left over is an inflow of the
 * side that took more. DuckDB's twin is the `net` of `inflow.sql`, which nets each side by itself.
 */
export class Transfers {
  /** By the lower and the higher index of the two; the value is the transfer's place in the columns below. */
  readonly #pairs = new Pairs('valued');
  /** From the lower index to the higher one. */
  readonly #amount = new GrowingNumbers(new Float64Array(1024));
  /** Which currency and month: 12 for each currency. */
  readonly #slot = new GrowingNumbers(new Uint32Array(1024));
  readonly #currencies: string[] = [];

  add({ payer, payee, amount, currency, age }: Transfer): void {
    this.#pairs.add(Math.min(payer, payee), Math.max(payer, payee), this.#slot.length);
    this.#amount.append(payer < payee ? amount : -amount);
    this.#slot.append(12 * this.#placeOf(currency) + age - 1);
  }

  /** Adds what each side took in more than it gave; there may be no more transfers after this. */
  addNetTo(inflow: MonthlySums, subjects: number): void {
    const net = new ExactSums();
    for (let slot = 0; slot < 12 * this.#currencies.length; slot++) net.append();
    const rows = this.#pairs.take(subjects);
    forEachPair(rows, (lower, start, end) => {
      const slots = new Set<number>();
      for (let entry = start; entry < end; entry++) {
        const transfer = rows.weights![entry]!;
        const slot = this.#slot.at(transfer);
        slots.add(slot);
        net.add(slot, this.#amount.at(transfer));
      }
      for (const slot of slots) {
        const amount = net.at(slot);
        net.clear(slot);
        if (amount === 0) continue;
        const taker = amount > 0 ? rows.targets[start]! : lower;
        const row = inflow.row(taker, this.#currencies[Math.floor(slot / 12)]!);
        inflow.add(row, (slot % 12) + 1, Math.abs(amount));
      }
    });
  }

  #placeOf(currency: string): number {
    const place = this.#currencies.indexOf(currency);
    return place === -1 ? this.#currencies.push(currency) - 1 : place;
  }
}
