import { describe, expect, test } from 'vitest';
import { allocatePayments, NEVER } from '../../../src/domain/allocation.ts';

type Row = readonly [obligation: number, instant: number, amount: number];

const dues = (...rows: Row[]) => ({
  obligation: Uint32Array.from(rows, (row) => row[0]),
  due_at: Float64Array.from(rows, (row) => row[1]),
  amount: Float64Array.from(rows, (row) => row[2]),
  reliability: new Float64Array(rows.length).fill(1_000_000),
});
const payments = (...rows: Row[]) => ({
  obligation: Uint32Array.from(rows, (row) => row[0]),
  occurred_at: Float64Array.from(rows, (row) => row[1]),
  amount: Float64Array.from(rows, (row) => row[2]),
});
const open = Float64Array.of(Number.NaN, Number.NaN);

/** By row of the dues, when it was paid. */
function paidAtOf(...given: Parameters<typeof allocatePayments>): number[] {
  const { rows, paidAt } = allocatePayments(...given);
  const byRow = new Float64Array(rows.length);
  for (const [place, row] of rows.entries()) byRow[row] = paidAt[place]!;
  return [...byRow];
}

describe('allocatePayments', () => {
  test('the oldest due is served first, whatever the order of the rows', () => {
    const paidAt = paidAtOf(dues([0, 20, 100], [0, 10, 100]), payments([0, 15, 100], [0, 30, 100]), open);
    expect(paidAt).toEqual([30, 15]);
  });

  test('what is believed by less than half takes nothing from what is believed', () => {
    const paidAt = paidAtOf(
      { ...dues([0, 10, 100], [0, 20, 100]), reliability: Float64Array.of(499_999, 500_000) },
      payments([0, 15, 100]),
      open,
    );
    expect(paidAt).toEqual([NEVER, 15]);
  });

  test('a part payment leaves the due open until the rest comes', () => {
    const paidAt = paidAtOf(dues([0, 10, 100]), payments([0, 12, 60], [0, 18, 40]), open);
    expect(paidAt).toEqual([18]);
  });

  test('one payment may serve several dues, paid ahead included', () => {
    const paidAt = paidAtOf(dues([0, 10, 50], [0, 20, 50], [0, 30, 50]), payments([0, 5, 100]), open);
    expect(paidAt).toEqual([5, 5, NEVER]);
  });

  test('an unpaid older due draws in what comes after it', () => {
    const paidAt = paidAtOf(dues([0, 10, 100], [0, 20, 10]), payments([0, 12, 90]), open);
    expect(paidAt).toEqual([NEVER, NEVER]);
  });

  test('obligations do not pay for each other', () => {
    const paidAt = paidAtOf(dues([0, 10, 100], [1, 10, 100]), payments([1, 9, 500]), open);
    expect(paidAt).toEqual([NEVER, 9]);
  });

  test('what a creditor calls settled is paid by then', () => {
    const paidAt = paidAtOf(dues([0, 10, 100], [0, 40, 100]), payments([0, 11, 100]), Float64Array.of(25));
    expect(paidAt).toEqual([11, 25]);
  });

  test('a due of nothing is paid at its own instant', () => {
    expect(paidAtOf(dues([0, 10, 0]), payments(), open)).toEqual([10]);
  });

  test('overpayment stays over', () => {
    expect(paidAtOf(dues([0, 10, 1]), payments([0, 9, 1_000]), open)).toEqual([9]);
  });

  test('nothing owed, nothing told', () => {
    expect(paidAtOf(dues(), payments([0, 1, 1]), open)).toHaveLength(0);
  });

  test('a long schedule is served as a short one, and columns come in the order of serving', () => {
    const rows = Array.from({ length: 100 }, (_, seq): Row => [
      0,
      1000 - 10 * Math.floor(seq / 2),
      1 + (seq % 2),
    ]);
    const served = allocatePayments(dues(...rows), payments([0, 5, 75]), open);
    // By hand: fifty instants with 1 and 2 each; 75 pays the first 25 of them.
    expect([...served.dueAt.subarray(0, 4)]).toEqual([510, 510, 520, 520]);
    expect([...served.amount.subarray(0, 4)]).toEqual([1, 2, 1, 2]);
    expect(served.paidAt.filter((at) => at === 5)).toHaveLength(50);
    expect(served.paidAt.indexOf(NEVER)).toBe(50);
  });
});
