import { NEVER, type Allocation } from '../../domain/allocation.ts';
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
import { countsForExtremes, weightOfBelief } from './belief.ts';
import { comingDues } from './coming-dues.ts';
import type { ColumnContext } from './context.ts';

const OBLIGATION_KINDS = choicesOf(FACTS.obligations.schema.shape.kind);
const [UTILITY, RENTAL, DEPOSIT] = ['utility', 'rental', 'deposit'].map((kind) =>
  OBLIGATION_KINDS.indexOf(kind),
);

/** Evidence of a due halves in weight with every so many months of age. Judgement. */
const HALF_LIFE_MONTHS = 12;
/** Over how many months the worst delay is looked for. */
const DELAY_MONTHS = 24;

/** How dues of some kinds were honoured, by debtor. */
interface DueRecord {
  readonly matured: Float64Array;
  readonly late: Float64Array;
  readonly onTimeWeight: Float64Array;
  readonly maturedWeight: Float64Array;
}

type DelayColumns = Pick<SubjectColumns, 'worstDaysLate24' | 'duesLate24' | 'duesPastDue' | 'lastLateAt'>;

export type DueColumns = DelayColumns &
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
    | 'monthlyDues'
  >;

/** A matured due, or a deposit that ended. */
interface Matured {
  readonly debtor: number;
  /** 0: in full by its day. */
  readonly daysLate: number;
  readonly weight: number;
}

/** Punctuality and the coming month's burden, from dues and the payments allocated to them. */
export function dueColumns(tables: FactTables, allocation: Allocation, context: ColumnContext): DueColumns {
  const { all, utility, placed, delays } = readMatured(tables, allocation, context);
  enterEndedDeposits(tables, placed, context);
  return {
    ...delays,
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
    monthlyDues: comingDues(tables, allocation, context),
  };
}

interface MaturedDues {
  readonly all: DueRecord;
  readonly utility: DueRecord;
  readonly placed: DueRecord;
  readonly delays: DelayColumns;
}

function readMatured(
  { dues, obligations }: FactTables,
  { order, paidAt }: Allocation,
  context: ColumnContext,
): MaturedDues {
  const [all, utility, placed] = [emptyRecord(context), emptyRecord(context), emptyRecord(context)];
  const { asOf, zeros, unknown } = context;
  const delays = {
    worstDaysLate24: zeros(),
    duesLate24: zeros(),
    duesPastDue: zeros(),
    lastLateAt: unknown(),
  };
  const windowStart = monthsWindow(asOf, DELAY_MONTHS).start;
  const weightOf = weightsByDay(asOf);
  const today = utcDay(asOf);
  // Real weights are added in one order, whatever that of the rows.
  for (const due of order) {
    const dueDay = utcDay(dues.due_at[due]!);
    const reliability = dues.reliability[due]!;
    if (dueDay >= today) continue;
    const obligation = dues.obligation[due]!;
    const debtor = obligations.debtor[obligation]!;
    const paid = paidAt[due]!;
    const daysLate = Math.max(0, (paid === NEVER ? today : utcDay(paid)) - dueDay);
    const matured = { debtor, daysLate, weight: weightOf(dueDay) * weightOfBelief(reliability) };
    enter(all, matured);
    const kind = obligations.kind[obligation];
    if (kind === UTILITY) enter(utility, matured);
    if (kind === RENTAL || kind === DEPOSIT) enter(placed, matured);
    if (daysLate > 0 && countsForExtremes(reliability)) {
      if (paid === NEVER) delays.duesPastDue[debtor]!++;
      enterDelay(delays, matured, { until: Math.min(paid, asOf), isRecent: paid >= windowStart });
    }
  }
  return { all, utility, placed, delays };
}

function emptyRecord({ zeros }: ColumnContext): DueRecord {
  return { matured: zeros(), late: zeros(), onTimeWeight: zeros(), maturedWeight: zeros() };
}

function enter(record: DueRecord, { debtor, daysLate, weight }: Matured): void {
  record.matured[debtor]!++;
  record.maturedWeight[debtor]! += weight;
  if (daysLate === 0) record.onTimeWeight[debtor]! += weight;
  else record.late[debtor]!++;
}

/** @param delay how long it lasted: to the payment, or to asOf; recent within the window of delays */
function enterDelay(
  { worstDaysLate24, duesLate24, lastLateAt }: DelayColumns,
  { debtor, daysLate }: Matured,
  { until, isRecent }: { until: Instant; isRecent: boolean },
): void {
  if (!(lastLateAt[debtor]! >= until)) lastLateAt[debtor] = until;
  if (!isRecent) return;
  duesLate24[debtor]!++;
  worstDaysLate24[debtor] = Math.max(worstDaysLate24[debtor]!, daysLate);
}

/** A deposit that nobody drew a schedule for is honoured as a whole: when it is settled, or not at all. */
function enterEndedDeposits(
  { dues, obligations }: FactTables,
  placed: DueRecord,
  context: ColumnContext,
): void {
  const isScheduled = new Uint8Array(obligations.debtor.length);
  for (const obligation of dues.obligation) isScheduled[obligation] = 1;
  const weightOf = weightsByDay(context.asOf);
  obligations.debtor.forEach((debtor, row) => {
    const settledAt = obligations.settled_at[row]!;
    const endedAt = Number.isNaN(settledAt) ? brokenAt(obligations, row) : settledAt;
    const reliability = obligations.reliability[row]!;
    const isLeftOut = obligations.kind[row] !== DEPOSIT || isScheduled[row] === 1 || reliability === 0;
    if (isLeftOut || Number.isNaN(endedAt)) return;
    const daysLate = Number.isNaN(settledAt) ? NEVER : 0;
    enter(placed, { debtor, daysLate, weight: weightOf(utcDay(endedAt)) * weightOfBelief(reliability) });
  });
}

/** When the creditor called an obligation in default or gave it up, whichever is known; NaN where neither. */
function brokenAt({ defaulted_at, written_off_at }: FactTables['obligations'], row: number): Instant {
  return Number.isNaN(defaulted_at[row]) ? written_off_at[row]! : defaulted_at[row]!;
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
