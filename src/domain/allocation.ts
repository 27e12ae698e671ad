import { HALF_BELIEVED } from './belief.ts';
import { MILLION, type PartsPerMillion } from './fixed-point.ts';
import { groupRows } from './grouped-rows.ts';
import type { Instant } from './time.ts';

/** What obligations call for: three columns, equally long, in any order. Amounts in minor units. */
export interface Dues {
  /** Dense index of the obligation. */
  readonly obligation: Uint32Array;
  readonly due_at: Float64Array;
  readonly amount: Float64Array;
  /** How far each is believed: those by less than half are served last, and of dues alike in all else the less believed. */
  readonly reliability?: ArrayLike<PartsPerMillion>;
}

/** What was paid on obligations, in any order. */
export interface Payments {
  readonly obligation: Uint32Array;
  readonly occurred_at: Float64Array;
  readonly amount: Float64Array;
}

/** When something was never paid in full. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

export interface Allocation {
  /** For each due the instant at which it was paid in full, or NEVER. */
  readonly paidAt: Float64Array;
  /** The dues' row numbers by obligation, whether half believed, instant, amount and belief: an order that does not depend on that of the rows. */
  readonly order: Uint32Array;
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
export function allocatePayments(dues: Dues, payments: Payments, settledAt: Float64Array): Allocation {
  const obligations = settledAt.length;
  const isDoubted = (due: number): boolean => (dues.reliability?.[due] ?? MILLION) < HALF_BELIEVED;
  const dueOrder = groupRows(
    dues.obligation,
    obligations,
    (a, b) =>
      Number(isDoubted(a)) - Number(isDoubted(b)) ||
      dues.due_at[a]! - dues.due_at[b]! ||
      dues.amount[a]! - dues.amount[b]! ||
      (dues.reliability?.[b] ?? 0) - (dues.reliability?.[a] ?? 0),
  );
  const paymentOrder = groupRows(
    payments.obligation,
    obligations,
    (a, b) => payments.occurred_at[a]! - payments.occurred_at[b]!,
  );
  const paidAt = new Float64Array(dues.due_at.length);
  for (let obligation = 0; obligation < obligations; obligation++) {
    let next = paymentOrder.start[obligation]!;
    const end = paymentOrder.start[obligation + 1]!;
    let inHand = 0;
    let inHandSince = Number.NEGATIVE_INFINITY;
    for (let place = dueOrder.start[obligation]!; place < dueOrder.start[obligation + 1]!; place++) {
      const due = dueOrder.rows[place]!;
      const amount = dues.amount[due]!;
      while (inHand < amount && next < end) {
        const payment = paymentOrder.rows[next++]!;
        inHand += payments.amount[payment]!;
        inHandSince = payments.occurred_at[payment]!;
      }
      const isPaid = inHand >= amount;
      const paid = !isPaid ? NEVER : amount === 0 ? dues.due_at[due]! : inHandSince;
      // What an unpaid due has drawn in stays with it: nothing is left for the dues after it.
      inHand = isPaid ? inHand - amount : 0;
      const settled = settledAt[obligation]!;
      paidAt[due] = Number.isNaN(settled) ? paid : Math.min(paid, settled);
    }
  }
  return { paidAt, order: dueOrder.rows };
}
