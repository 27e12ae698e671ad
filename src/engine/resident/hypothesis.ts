import { allocatePayments, NEVER } from '../../domain/allocation.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { SUBJECT_KINDS } from '../../domain/facts.ts';
import { MILLION } from '../../domain/fixed-point.ts';
import type { Instant } from '../../domain/time.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { Changed } from './changed.ts';
import type { ResidentTables } from './resident-tables.ts';

/** A fact that might be, about one subject. */
export type Hypothesis =
  /** Pays what it takes until this due is paid in full: payments serve the oldest due first, so those before it are too. */
  | { readonly kind: 'pay_due'; readonly obligationId: string; readonly seq: number }
  /** The creditor calls the debt settled. */
  | { readonly kind: 'settle'; readonly obligationId: string }
  /** All ties with the other end. */
  | { readonly kind: 'end_tie'; readonly otherId: string }
  | { readonly kind: 'join_group'; readonly groupId: string }
  | { readonly kind: 'leave_group'; readonly groupId: string }
  /** Somebody stands for the subject: for one obligation or all, up to an amount or all that is outstanding. */
  | {
      readonly kind: 'add_guarantor';
      readonly guarantorId: string;
      readonly obligationId?: string;
      /** Minor units, in the currency of the obligation, or the reporting currency where none is named. */
      readonly amountMinor?: number;
    };

/** Whom hypotheses are about, and when they come true. */
interface Supposed {
  readonly subject: number;
  readonly at: Instant;
  readonly journal: Journal;
}

/**
 * Enters hypothetical facts into the tables, one after the other, as an import of them would. Throws InvalidInputError for
 * one that cannot be.
 */
export function suppose(held: ResidentTables, changes: readonly Hypothesis[], supposed: Supposed): Changed {
  if (changes.length === 0)
    throw new InvalidInputError('what if: no change came, expected at least one; say what is to be supposed');
  const changed = new Changed();
  changed.subjects.add(supposed.subject);
  const step = new Supposing(held, changed, supposed);
  for (const change of changes) step.enter(change);
  return changed;
}

class Supposing {
  readonly #held: ResidentTables;
  readonly #changed: Changed;
  readonly #supposed: Supposed;

  constructor(held: ResidentTables, changed: Changed, supposed: Supposed) {
    this.#held = held;
    this.#changed = changed;
    this.#supposed = supposed;
  }

  enter(change: Hypothesis): void {
    switch (change.kind) {
      case 'pay_due':
        this.#payDue(change);
        break;
      case 'settle':
        this.#settle(change.obligationId);
        break;
      case 'end_tie':
        this.#endTie(change.otherId);
        break;
      case 'join_group':
        this.#joinGroup(change.groupId);
        break;
      case 'leave_group':
        this.#leaveGroup(change.groupId);
        break;
      case 'add_guarantor':
        this.#addGuarantor(change);
        break;
    }
  }

  #payDue({ obligationId, seq }: Extract<Hypothesis, { kind: 'pay_due' }>): void {
    const obligation = this.#obligation('pay_due', obligationId);
    const { dues, payments, obligations } = this.#held.held;
    const dueRows = dues.rowsOf('obligation', obligation);
    const paymentRows = payments.rowsOf('obligation', obligation);
    const wanted = dueRows.findIndex((row) => dues.columns.seq[row] === seq);
    if (wanted === -1)
      throw refuse('pay_due', `the obligation ${obligationId} has no due ${seq}; give the seq of one it has`);
    const alone = (rows: readonly number[]) => new Uint32Array(rows.length);
    const cells = (column: Float64Array, rows: readonly number[]) =>
      Float64Array.from(rows, (row) => column[row]!);
    const amounts = cells(dues.columns.amount, dueRows);
    const paid = cells(payments.columns.amount, paymentRows);
    const served = allocatePayments(
      {
        obligation: alone(dueRows),
        due_at: cells(dues.columns.due_at, dueRows),
        amount: amounts,
        reliability: cells(dues.columns.reliability, dueRows),
      },
      {
        obligation: alone(paymentRows),
        occurred_at: cells(payments.columns.occurred_at, paymentRows),
        amount: paid,
      },
      Float64Array.of(obligations.columns.settled_at[obligation]!),
    );
    const place = served.rows.indexOf(wanted);
    if (served.paidAt[place] !== NEVER)
      throw refuse('pay_due', `the due ${seq} of ${obligationId} is paid already; give one that is open`);
    const upTo = served.amount.subarray(0, place + 1).reduce((sum, value) => sum + value, 0);
    const amount = upTo - paid.reduce((sum, value) => sum + value, 0);
    payments.append({ obligation, occurred_at: this.#supposed.at, amount }, this.#supposed.journal);
  }

  #settle(obligationId: string): void {
    const obligation = this.#obligation('settle', obligationId);
    const { obligations } = this.#held.held;
    if (!Number.isNaN(obligations.columns.settled_at[obligation]))
      throw refuse('settle', `the obligation ${obligationId} is settled already; give one that is open`);
    obligations.write(obligation, { settled_at: this.#supposed.at }, this.#supposed.journal);
  }

  #endTie(otherId: string): void {
    const other = this.#other('end_tie', otherId);
    const row = this.#between('knows', other);
    if (row === undefined)
      throw refuse(
        'end_tie',
        `there is no live tie between the subject and ${otherId}; name somebody it is tied to`,
      );
    this.#held.held.knows.remove(row, this.#supposed.journal);
    this.#note('knows', other);
  }

  #joinGroup(groupId: string): void {
    const group = this.#group('join_group', groupId);
    const { subject, journal } = this.#supposed;
    if (this.#kindOf(subject) === 'group')
      throw refuse('join_group', 'the subject is a group itself; members are users and merchants');
    if (this.#between('member_of', group) !== undefined)
      throw refuse('join_group', `the subject is a member of ${groupId} already; name another group`);
    this.#held.held.member_of.append({ source: subject, target: group }, journal);
    this.#note('member_of', group);
  }

  #leaveGroup(groupId: string): void {
    const group = this.#group('leave_group', groupId);
    const row = this.#between('member_of', group);
    if (row === undefined)
      throw refuse('leave_group', `the subject is no member of ${groupId}; name a group that it is in`);
    this.#held.held.member_of.remove(row, this.#supposed.journal);
    this.#note('member_of', group);
  }

  #addGuarantor(change: Extract<Hypothesis, { kind: 'add_guarantor' }>): void {
    const { guarantorId, obligationId, amountMinor } = change;
    const guarantor = this.#other('add_guarantor', guarantorId);
    for (const [who, subject] of [
      ['the subject', this.#supposed.subject],
      [guarantorId, guarantor],
    ] as const)
      if (this.#kindOf(subject) === 'group')
        throw refuse(
          'add_guarantor',
          `${who} is a group; users and merchants guarantee, and are guaranteed for`,
        );
    if (amountMinor !== undefined && !(Number.isSafeInteger(amountMinor) && amountMinor >= 0))
      throw refuse(
        'add_guarantor',
        `the amount ${amountMinor} came, expected a whole number of minor units from 0`,
      );
    const obligation =
      obligationId === undefined ? Number.NaN : this.#obligation('add_guarantor', obligationId);
    const row = { obligation, amount: amountMinor ?? Number.NaN, reliability: MILLION };
    const { subject, journal } = this.#supposed;
    this.#held.held.guarantees.append({ source: guarantor, target: subject, ...row }, journal);
    this.#note('guarantees', guarantor);
  }

  #obligation(kind: Hypothesis['kind'], id: string): number {
    const { columns } = this.#held.held.obligations;
    const row = this.#held.obligationsOf(this.#supposed.subject).find((known) => columns.id[known] === id);
    if (row !== undefined) return row;
    throw refuse(kind, `the subject has no obligation ${id} as of the run; name one that it owes`);
  }

  #group(kind: Hypothesis['kind'], id: string): number {
    const group = this.#held.find(id);
    if (group !== undefined && this.#kindOf(group) === 'group') return group;
    throw refuse(kind, `there is no group ${id} in the run; name one that the run knew`);
  }

  #other(kind: Hypothesis['kind'], id: string): number {
    const other = this.#held.find(id);
    if (other === undefined)
      throw refuse(kind, `there is no subject ${id} in the run; name one that the run knew`);
    if (other === this.#supposed.subject)
      throw refuse(kind, 'the subject itself was named; name somebody else');
    return other;
  }

  #kindOf(subject: number): (typeof SUBJECT_KINDS)[number] {
    return SUBJECT_KINDS[this.#held.held.subjects.columns.kind[subject]!]!;
  }

  #between(name: 'knows' | 'member_of', other: number): number | undefined {
    return this.#held.rowsBetween(name, this.#supposed.subject, other)[0];
  }

  #note(name: 'knows' | 'member_of' | 'guarantees', other: number): void {
    this.#changed.notePair(name, this.#supposed.subject, other);
    this.#changed.subjects.add(other);
  }
}

function refuse(kind: Hypothesis['kind'], problem: string): InvalidInputError {
  return new InvalidInputError(`what if, ${kind}: ${problem}`, { context: { kind } });
}
