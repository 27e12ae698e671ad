import { utcDay, type Instant, type Window } from '../../domain/time.ts';
import type { Row } from '../../../seed/facts/fact-builder.ts';

export type PaymentRow = Row<'payments'>;

/** A payment, or a version of one, that is still to come. */
export interface PlannedPayment {
  readonly row: PaymentRow;
  /** Their number as a subject. */
  readonly debtor: number;
  /** When the due falls due that its first money goes to; absent where it is paid ahead of all. */
  readonly dueAt: Instant | undefined;
}

/** What the people of a world will pay on what they owe, unless they come to do better. */
export class Payments {
  #planned: PlannedPayment[];

  constructor(planned: readonly PlannedPayment[]) {
    this.#planned = [...planned];
  }

  add(planned: readonly PlannedPayment[]): void {
    this.#planned.push(...planned);
  }

  /**
   * Brings forward what somebody would pay after the window's start, and after the day on which it is due, of whatever
   * falls due before the window's end.
   * @param moment when it is paid instead, from the instant at which it can be at the earliest
   * @returns how many payments came earlier
   */
  bringForward(debtor: number, window: Window, moment: (earliest: Instant, id: number) => Instant): number {
    let moved = 0;
    this.#planned = this.#planned.map((payment) => {
      const { row, dueAt } = payment;
      if (payment.debtor !== debtor || dueAt === undefined || dueAt >= window.end) return payment;
      if (row.occurred_at < window.start || utcDay(row.occurred_at) <= utcDay(dueAt)) return payment;
      const occurred_at = moment(Math.max(dueAt, window.start), row.id);
      if (occurred_at >= row.occurred_at) return payment;
      moved++;
      // News of it comes in as fast as it would have.
      const recorded_at = row.recorded_at - row.occurred_at + occurred_at;
      return { ...payment, row: { ...row, occurred_at, recorded_at } };
    });
    return moved;
  }

  recordedWithin({ start, end }: Window): readonly PaymentRow[] {
    return this.#planned
      .map(({ row }) => row)
      .filter(({ recorded_at }) => recorded_at >= start && recorded_at < end);
  }
}

interface Debts {
  readonly obligations: readonly Pick<Row<'obligations'>, 'id' | 'debtor_id'>[];
  readonly dues: readonly DueRow[];
  readonly payments: readonly PaymentRow[];
}
type DueRow = Pick<Row<'dues'>, 'obligation_id' | 'due_at' | 'amount_minor' | 'seq'>;

/** Every payment, and version of one, with the due that it goes to: those of each obligation the oldest first. */
export function planPayments({ obligations, dues, payments }: Debts): readonly PlannedPayment[] {
  const debtorOf = new Map(obligations.map(({ id, debtor_id }) => [id, debtor_id]));
  const duesOf = byObligation(dues);
  return [...byObligation(payments)].flatMap(([obligation, rows]) => {
    const allotted = allot(duesOf.get(obligation) ?? [], rows);
    return rows.map((row) => ({ row, debtor: debtorOf.get(obligation)!, dueAt: allotted.get(row.id) }));
  });
}

/** Of a payment in several versions the last says how much it was. */
function allot(
  dues: readonly DueRow[],
  payments: readonly PaymentRow[],
): ReadonlyMap<number, Instant | undefined> {
  const inOrder = [...dues].sort((a, b) => a.due_at - b.due_at || a.seq - b.seq);
  const latest = [...new Map(payments.map((row) => [row.id, row])).values()];
  const allotted = new Map<number, Instant | undefined>();
  let [due, calledFor, paid] = [0, inOrder[0]?.amount_minor ?? 0, 0];
  for (const { id, amount_minor } of latest.sort((a, b) => a.occurred_at - b.occurred_at || a.id - b.id)) {
    while (due < inOrder.length && paid >= calledFor) calledFor += inOrder[++due]?.amount_minor ?? 0;
    allotted.set(id, inOrder[due]?.due_at);
    paid += amount_minor;
  }
  return allotted;
}

function byObligation<T extends { readonly obligation_id: number }>(
  rows: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.obligation_id);
    if (group === undefined) groups.set(row.obligation_id, [row]);
    else group.push(row);
  }
  return groups;
}
