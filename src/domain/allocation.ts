import { HALF_BELIEVED } from './belief.ts';
import type { PartsPerMillion } from './fixed-point.ts';
import { columnInOrder, groupRows, type GroupedRows } from './grouped-rows.ts';
import type { Instant } from './time.ts';

/** What obligations call for: columns, equally long, in any order. Amounts in minor units. */
export interface Dues {
  /** Dense index of the obligation. */
  readonly obligation: Uint32Array;
  readonly due_at: Float64Array;
  readonly amount: Float64Array;
  /** How far each is believed: those by less than half are served last, and of dues alike in all else the less believed. */
  readonly reliability: ArrayLike<PartsPerMillion>;
}

/** What was paid on obligations, in any order. */
export interface Payments {
  readonly obligation: Uint32Array;
  readonly occurred_at: Float64Array;
  readonly amount: Float64Array;
}

/** When something was never paid in full. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

/**
 * Dues by obligation, whether half believed, instant, amount and belief: an order that does not depend on that of the rows.
 * Columns are in it too, for a table of any length is read many times as fast from the first row to the last.
 */
export interface ServedDues extends GroupedRows {
  readonly dueAt: Float64Array;
  readonly amount: Float64Array;
  readonly reliability: Float64Array;
  /** When each was paid in full, or NEVER. */
  readonly paidAt: Float64Array;
  /** By obligation: all that was paid on it. */
  readonly paid: Float64Array;
}

/**
 * Allocates every obligation's payments to its dues, the oldest due first, and those believed by less than half after all
 * others, or what hardly anybody believes would make others late. Dues of one instant are served smallest
 * first, of equal ones the more believed; a due of nothing is paid at its own instant. What is paid beyond all dues stays over. An obligation's
 * `settledAt` (NaN: open) pays whatever is still open then, because a creditor who calls a debt settled asks for
 * nothing more.
 *
 * O(n log n) in the longest obligation, O(n) otherwise; the order of the rows does not matter.
 */
export function allocatePayments(dues: Dues, payments: Payments, settledAt: Float64Array): ServedDues {
  const paid = orderPayments(payments, settledAt.length);
  const served = { ...orderDues(dues, settledAt.length), paid: paid.total };
  const { start, dueAt, amount, paidAt } = served;
  for (let obligation = 0; obligation < settledAt.length; obligation++) {
    const settled = settledAt[obligation]!;
    const end = paid.start[obligation + 1]!;
    let next = paid.start[obligation]!;
    let inHand = 0;
    let inHandSince = Number.NEGATIVE_INFINITY;
    for (let due = start[obligation]!; due < start[obligation + 1]!; due++) {
      const asked = amount[due]!;
      while (inHand < asked && next < end) {
        inHand += paid.amount[next]!;
        inHandSince = paid.at[next++]!;
      }
      const isPaid = inHand >= asked;
      const at = !isPaid ? NEVER : asked === 0 ? dueAt[due]! : inHandSince;
      // What an unpaid due has drawn in stays with it: nothing is left for the dues after it.
      inHand = isPaid ? inHand - asked : 0;
      paidAt[due] = Number.isNaN(settled) ? at : Math.min(at, settled);
    }
  }
  return served;
}

/** More ms than any two instants are apart, and few enough that an instant beyond it is still told to the ms. */
const AFTER_ALL_INSTANTS = 2 ** 51;

function orderDues({ obligation, due_at, amount, reliability }: Dues, obligations: number) {
  const places = new Float64Array(due_at.length);
  for (let due = 0; due < places.length; due++)
    places[due] = due_at[due]! + (reliability[due]! < HALF_BELIEVED ? AFTER_ALL_INSTANTS : 0);
  const { rows, start, keys } = groupRows(obligation, obligations, {
    keys: places,
    compare: (a, b) => amount[a]! - amount[b]! || reliability[b]! - reliability[a]!,
  });
  for (let place = 0; place < keys.length; place++)
    if (keys[place]! >= AFTER_ALL_INSTANTS / 2) keys[place]! -= AFTER_ALL_INSTANTS;
  return {
    ...{ rows, start, dueAt: keys },
    amount: columnInOrder(amount, rows),
    reliability: columnInOrder(reliability, rows),
    paidAt: new Float64Array(rows.length),
  };
}

function orderPayments({ obligation, occurred_at, amount }: Payments, obligations: number) {
  const { rows, start, keys } = groupRows(obligation, obligations, { keys: occurred_at });
  const total = new Float64Array(obligations);
  const ordered = columnInOrder(amount, rows);
  for (let group = 0; group < obligations; group++)
    for (let place = start[group]!; place < start[group + 1]!; place++) total[group]! += ordered[place]!;
  return { start, at: keys, amount: ordered, total };
}
