import { GrowingNumbers } from '../../../domain/growing-numbers.ts';

/**
 * Sums of whole numbers, each correctly rounded once: exact up to 2^53, and beyond it the nearest double, as a database
 * that adds in 128 bits gives it.
 */
export class ExactSums {
  readonly #sums = new GrowingNumbers(new Float64Array(64));
  /** The exact sums of the few that a double cannot hold. */
  readonly #large = new Map<number, bigint>();

  get length(): number {
    return this.#sums.length;
  }

  /** One more sum, 0. */
  append(): void {
    this.#sums.append(0);
  }

  add(index: number, amount: number): void {
    const sum = this.#sums.at(index) + amount;
    if (Number.isSafeInteger(sum) && !this.#large.has(index)) this.#sums.set(index, sum);
    else this.#addLarge(index, BigInt(amount));
  }

  at(index: number): number {
    return this.#sums.at(index);
  }

  take(): Float64Array {
    return this.#sums.take();
  }

  #addLarge(index: number, amount: bigint): void {
    const before = this.#large.get(index) ?? BigInt(this.#sums.at(index));
    const sum = before + amount;
    this.#large.set(index, sum);
    this.#sums.set(index, Number(sum));
  }
}
