import { allocatePayments, NEVER } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import {
  EARLIEST_INSTANT,
  monthIndex,
  monthsWindow,
  MS_PER_DAY,
  utcDay,
  type Instant,
} from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

const OBLIGATION_KINDS = choicesOf(FACTS.obligations.schema.shape.kind);
const CARD = OBLIGATION_KINDS.indexOf('card');
const UTILITY = OBLIGATION_KINDS.indexOf('utility');

/** Evidence of a due halves in weight with every so many months of age. Judgement. */
const HALF_LIFE_MONTHS = 12;

type DueColumns = Pick<
  SubjectColumns,
  | 'duesMatured'
  | 'duesOnTimeWeight'
  | 'duesMaturedWeight'
  | 'utilityDuesMatured'
  | 'utilityOnTimeWeight'
  | 'utilityMaturedWeight'
  | 'worstDaysLate24'
  | 'monthlyDues'
>;

/** Punctuality and the coming month's burden, from dues and the payments allocated to them. */
export function dueColumns(tables: FactTables, context: ColumnContext): DueColumns {
  const { dues, obligations } = tables;
  const { asOf } = context;
  const { paidAt, order } = allocatePayments(dues, tables.payments, obligations.settled_at);
  const columns = {
    duesMatured: context.zeros(),
    duesOnTimeWeight: context.zeros(),
    duesMaturedWeight: context.zeros(),
    utilityDuesMatured: context.zeros(),
    utilityOnTimeWeight: context.zeros(),
    utilityMaturedWeight: context.zeros(),
    worstDaysLate24: context.zeros(),
    monthlyDues: comingDues(tables, context, paidAt),
  };
  const windowStart = monthsWindow(asOf, 24).start;
  const weightOf = weightsByDay(asOf);
  const today = utcDay(asOf);
  // Real weights are added in one order, whatever that of the rows.
  for (const due of order) {
    const dueAt = dues.due_at[due]!;
    const dueDay = utcDay(dueAt);
    if (dueDay >= today) continue;
    const obligation = dues.obligation[due]!;
    const debtor = obligations.debtor[obligation]!;
    const paid = paidAt[due]!;
    const daysLate = Math.max(0, (paid === NEVER ? today : utcDay(paid)) - dueDay);
    const weight = weightOf(dueDay);
    const isOnTime = daysLate === 0 && paid !== NEVER;
    columns.duesMatured[debtor]!++;
    columns.duesMaturedWeight[debtor]! += weight;
    if (isOnTime) columns.duesOnTimeWeight[debtor]! += weight;
    if (obligations.kind[obligation] === UTILITY) {
      columns.utilityDuesMatured[debtor]!++;
      columns.utilityMaturedWeight[debtor]! += weight;
      if (isOnTime) columns.utilityOnTimeWeight[debtor]! += weight;
    }
    if (paid >= windowStart)
      columns.worstDaysLate24[debtor] = Math.max(columns.worstDaysLate24[debtor]!, daysLate);
  }
  return columns;
}

/** The weight of a due by the UTC day it fell due on, worked out once a day: there are few days and many dues. */
function weightsByDay(asOf: Instant): (dueDay: number) => number {
  const today = utcDay(asOf);
  const known = new Float64Array(today - utcDay(EARLIEST_INSTANT) + 1).fill(Number.NaN);
  return (dueDay) => {
    const age = today - dueDay;
    if (Number.isNaN(known[age]))
      known[age] = 0.5 ** ((monthIndex(asOf) - monthIndex(dueDay * MS_PER_DAY)) / HALF_LIFE_MONTHS);
    return known[age]!;
  };
}

/**
 * What falls due from asOf's day on within a month and is not paid yet. An open obligation without any dues has a schedule
 * that nobody told us, so its debtor's burden is not known: NaN.
 */
function comingDues(
  { dues, obligations }: FactTables,
  context: ColumnContext,
  paidAt: Float64Array,
): Float64Array {
  const burden = context.zeros();
  const today = utcDay(context.asOf);
  const until = monthLater(context.asOf);
  const owed = new Float64Array(obligations.debtor.length);
  const isScheduled = new Uint8Array(obligations.debtor.length);
  for (let due = 0; due < dues.due_at.length; due++) {
    const obligation = dues.obligation[due]!;
    const dueAt = dues.due_at[due]!;
    isScheduled[obligation] = 1;
    if (utcDay(dueAt) >= today && dueAt < until && paidAt[due] === NEVER)
      owed[obligation]! += dues.amount[due]!;
  }
  for (let obligation = 0; obligation < owed.length; obligation++) {
    const debtor = obligations.debtor[obligation]!;
    const isOpen =
      Number.isNaN(obligations.settled_at[obligation]) &&
      Number.isNaN(obligations.written_off_at[obligation]);
    // A card's dues are not a schedule agreed beforehand; its use shows in utilisation.
    if (isOpen && isScheduled[obligation] === 0 && obligations.kind[obligation] !== CARD)
      burden[debtor] = Number.NaN;
    else burden[debtor]! += owed[obligation]! / context.exchange.rate(obligations.currency[obligation]!);
  }
  return burden;
}

function monthLater(instant: Instant): Instant {
  const date = new Date(instant);
  return date.setUTCMonth(date.getUTCMonth() + 1);
}

type ObligationColumns = Pick<
  SubjectColumns,
  | 'revolvingBalance'
  | 'revolvingLimit'
  | 'revolvingLines'
  | 'obligationsEver'
  | 'oldestObligationAt'
  | 'obligationsOpened6'
  | 'inquiries6'
>;

/** Use of revolving lines, age and number of obligations, and inquiries. */
export function obligationColumns(
  { obligations, balances, inquiries }: FactTables,
  context: ColumnContext,
): ObligationColumns {
  const columns = {
    ...revolvingColumns({ obligations, balances }, context),
    obligationsEver: context.zeros(),
    oldestObligationAt: context.unknown(),
    obligationsOpened6: context.zeros(),
    inquiries6: context.zeros(),
  };
  const recent = monthsWindow(context.asOf, 6).start;
  for (let obligation = 0; obligation < obligations.debtor.length; obligation++) {
    const debtor = obligations.debtor[obligation]!;
    const openedAt = obligations.opened_at[obligation]!;
    columns.obligationsEver[debtor]!++;
    if (openedAt >= recent) columns.obligationsOpened6[debtor]!++;
    if (!(columns.oldestObligationAt[debtor]! <= openedAt)) columns.oldestObligationAt[debtor] = openedAt;
  }
  inquiries.subject.forEach((subject, row) => (columns.inquiries6[subject] = inquiries.inquiries[row]!));
  return columns;
}

function revolvingColumns(
  { obligations, balances }: Pick<FactTables, 'obligations' | 'balances'>,
  context: ColumnContext,
): Pick<SubjectColumns, 'revolvingBalance' | 'revolvingLimit' | 'revolvingLines'> {
  const columns = {
    revolvingBalance: context.zeros(),
    revolvingLimit: context.zeros(),
    revolvingLines: context.zeros(),
  };
  const balanceOf = new Map<number, number>();
  balances.obligation.forEach((obligation, row) => balanceOf.set(obligation, row));
  for (let obligation = 0; obligation < obligations.debtor.length; obligation++) {
    const row = balanceOf.get(obligation);
    const isOpen =
      Number.isNaN(obligations.settled_at[obligation]) &&
      Number.isNaN(obligations.written_off_at[obligation]);
    if (row === undefined || !isOpen || obligations.kind[obligation] !== CARD || !(balances.limit[row]! > 0))
      continue;
    const debtor = obligations.debtor[obligation]!;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    columns.revolvingBalance[debtor]! += balances.balance[row]! / rate;
    columns.revolvingLimit[debtor]! += balances.limit[row]! / rate;
    columns.revolvingLines[debtor]!++;
  }
  return columns;
}
