import { describe, expect, it } from 'vitest';
import { MonthlySums } from '../../../../../src/stores/neo4j/projection/monthly-sums.ts';
import { Transfers } from '../../../../../src/stores/neo4j/projection/transfers.ts';

type Row = [payer: number, payee: number, amount: number, age?: number, currency?: string];

function inflowOf(...rows: readonly Row[]): unknown[] {
  const transfers = new Transfers();
  for (const [payer, payee, amount, age = 1, currency = 'EUR'] of rows)
    transfers.add({ payer, payee, amount, age, currency });
  const inflow = new MonthlySums();
  transfers.addNetTo(inflow, 4);
  const { subject, currency, m1, m2, m12 } = inflow.take();
  return Array.from(subject, (who, row) => [who, currency[row], m1[row], m2[row], m12[row]]);
}

describe('transfers between two', () => {
  it('are an inflow of the side that took more, of the rest', () => {
    expect(inflowOf([0, 1, 300], [1, 0, 400])).toEqual([[0, 'EUR', 100, 0, 0]]);
    expect(inflowOf([0, 1, 300], [1, 0, 120], [0, 1, 5])).toEqual([[1, 'EUR', 185, 0, 0]]);
  });

  it('that even out are nobody’s inflow', () => {
    expect(inflowOf([0, 1, 7], [1, 0, 7])).toEqual([]);
    expect(inflowOf([2, 3, 0])).toEqual([]);
  });

  it('of other months, currencies and pairs do not even out', () => {
    expect(inflowOf([0, 1, 10, 1], [1, 0, 10, 2], [1, 0, 4, 12])).toEqual([
      [1, 'EUR', 10, 0, 0],
      [0, 'EUR', 0, 10, 4],
    ]);
    expect(inflowOf([0, 1, 10], [1, 0, 9, 1, 'USD'])).toEqual([
      [1, 'EUR', 10, 0, 0],
      [0, 'USD', 9, 0, 0],
    ]);
    expect(inflowOf([0, 1, 10], [1, 2, 10], [2, 0, 10])).toEqual([
      [1, 'EUR', 10, 0, 0],
      [0, 'EUR', 10, 0, 0],
      [2, 'EUR', 10, 0, 0],
    ]);
  });
});
