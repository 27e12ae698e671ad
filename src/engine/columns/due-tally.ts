import { NEVER } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { monthsWindow, type Instant } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

const OBLIGATION_KINDS = choicesOf(FACTS.obligations.schema.shape.kind);
const [UTILITY, RENTAL, DEPOSIT] = ['utility', 'rental', 'deposit'].map((kind) =>
  OBLIGATION_KINDS.indexOf(kind),
);

/** Over how many months the worst delay is looked for. */
const DELAY_MONTHS = 24;

type DelayColumns = Pick<SubjectColumns, 'worstDaysLate24' | 'duesLate24' | 'duesPastDue' | 'lastLateAt'>;

export type TalliedColumns = DelayColumns &
  Pick<
    SubjectColumns,
    | 'duesMatured'
    | 'duesLate'
    | 'duesOnTimeWeight'
    | 'duesMaturedWeight'
    | 'utilityDuesMatured'
    | 'utilityDuesLate'
    | 'utilityOnTimeWeight'
    | 'utilityMaturedWeight'
    | 'placedDuesMatured'
    | 'placedDuesLate'
    | 'placedOnTimeWeight'
    | 'placedMaturedWeight'
  >;

/** How dues of some kinds were honoured, by debtor. */
interface DueRecord {
  readonly matured: Float64Array;
  readonly late: Float64Array;
  readonly onTimeWeight: Float64Array;
  readonly maturedWeight: Float64Array;
}

/** A due whose day has ended, or a debt that was called in. */
export interface Matured {
  readonly obligation: number;
  /** 0: in full by its day. */
  readonly daysLate: number;
  readonly weight: number;
  /** In full; NEVER while it is open. */
  readonly paidAt: Instant;
  /** Whether the worst and the last take it. */
  readonly isFirm: boolean;
  /** A whole debt, called in; never on time. */
  readonly isCalled: boolean;
}

/** What is counted of an obligation: something late, something that was so in the last 24 months or is past its day. */
const [LATE, LATE_24, PAST_DUE] = [1, 2, 4] as const;

/**
 * Matured dues, gathered by debtor: first all dues, then debts called in. Real weights are added as they come, so they
 * have to come in an order of their own.
 *
 * A debt called in is one late due more. What was late of it before is the same failing: so it counts only where nothing
 * was, and weighs what it weighs more than that together. To pay a due of it, late or not, worsens nothing.
 */
export class DueTally {
  readonly #obligations: FactTables['obligations'];
  readonly #context: ColumnContext;
  readonly #windowStart: Instant;
  readonly #all: DueRecord;
  readonly #utility: DueRecord;
  readonly #placed: DueRecord;
  /** By kind of obligation: the records that its dues are entered in. */
  readonly #recordsOf: readonly (readonly DueRecord[])[];
  readonly #delays: DelayColumns;
  /** By obligation. */
  readonly #lateWeight: Float64Array;
  readonly #counted: Uint8Array;

  constructor(obligations: FactTables['obligations'], context: ColumnContext) {
    const { zeros, unknown } = context;
    this.#obligations = obligations;
    this.#context = context;
    this.#windowStart = monthsWindow(context.asOf, DELAY_MONTHS).start;
    this.#all = emptyRecord(context);
    this.#utility = emptyRecord(context);
    this.#placed = emptyRecord(context);
    this.#recordsOf = OBLIGATION_KINDS.map((_, kind) => {
      if (kind === UTILITY) return [this.#all, this.#utility];
      return kind === RENTAL || kind === DEPOSIT ? [this.#all, this.#placed] : [this.#all];
    });
    this.#delays = {
      worstDaysLate24: unknown(),
      duesLate24: zeros(),
      duesPastDue: zeros(),
      lastLateAt: unknown(),
    };
    this.#lateWeight = new Float64Array(obligations.debtor.length);
    this.#counted = new Uint8Array(obligations.debtor.length);
  }

  enter(due: Matured): void {
    const { obligation, daysLate, isCalled } = due;
    const debtor = this.#obligations.debtor[obligation]!;
    const known = isCalled ? this.#lateWeight[obligation]! : 0;
    const weight = Math.max(0, due.weight - known);
    const isOneMore = daysLate === 0 || this.#isOneMore(due, LATE);
    for (const record of this.#recordsOf[this.#obligations.kind[obligation]!]!) {
      record.maturedWeight[debtor]! += weight;
      if (daysLate === 0) record.onTimeWeight[debtor]! += weight;
      if (!isOneMore) continue;
      record.matured[debtor]!++;
      if (daysLate > 0) record.late[debtor]!++;
    }
    // A debt called in and settled long ago is no sign that nothing was late since.
    if (!isCalled) this.#noteDelay(debtor, 0);
    if (daysLate === 0) return;
    this.#lateWeight[obligation]! += weight;
    if (due.isFirm) this.#enterDelay(due, debtor);
  }

  /** A deposit that nobody drew a schedule for is honoured as a whole. */
  enterReturned({ obligation, weight }: Pick<Matured, 'obligation' | 'weight'>): void {
    const debtor = this.#obligations.debtor[obligation]!;
    this.#placed.matured[debtor]!++;
    this.#placed.maturedWeight[debtor]! += weight;
    this.#placed.onTimeWeight[debtor]! += weight;
  }

  columns(): TalliedColumns {
    const [all, utility, placed] = [this.#all, this.#utility, this.#placed];
    return {
      ...this.#delays,
      duesMatured: all.matured,
      duesLate: all.late,
      duesOnTimeWeight: all.onTimeWeight,
      duesMaturedWeight: all.maturedWeight,
      utilityDuesMatured: utility.matured,
      utilityDuesLate: utility.late,
      utilityOnTimeWeight: utility.onTimeWeight,
      utilityMaturedWeight: utility.maturedWeight,
      placedDuesMatured: placed.matured,
      placedDuesLate: placed.late,
      placedOnTimeWeight: placed.onTimeWeight,
      placedMaturedWeight: placed.maturedWeight,
    };
  }

  #isOneMore({ obligation, isCalled }: Matured, failing: number): boolean {
    const isCounted = (this.#counted[obligation]! & failing) !== 0;
    this.#counted[obligation]! |= failing;
    return !isCalled || !isCounted;
  }

  #enterDelay(due: Matured, debtor: number): void {
    const { duesLate24, duesPastDue, lastLateAt } = this.#delays;
    const until = Math.min(due.paidAt, this.#context.asOf);
    if (!(lastLateAt[debtor]! >= until)) lastLateAt[debtor] = until;
    if (due.paidAt === NEVER && this.#isOneMore(due, PAST_DUE)) duesPastDue[debtor]!++;
    if (due.paidAt < this.#windowStart) return;
    if (this.#isOneMore(due, LATE_24)) duesLate24[debtor]!++;
    this.#noteDelay(debtor, due.daysLate);
  }

  #noteDelay(debtor: number, daysLate: number): void {
    const { worstDaysLate24 } = this.#delays;
    if (!(worstDaysLate24[debtor]! >= daysLate)) worstDaysLate24[debtor] = daysLate;
  }
}

function emptyRecord({ zeros }: ColumnContext): DueRecord {
  return { matured: zeros(), late: zeros(), onTimeWeight: zeros(), maturedWeight: zeros() };
}
