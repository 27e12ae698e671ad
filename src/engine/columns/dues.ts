import { NEVER, type ServedDues } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { EARLIEST_INSTANT, monthIndex, MS_PER_DAY, utcDay, type Instant } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
import { comingDues } from './coming-dues.ts';
import type { ColumnContext } from './context.ts';
import { DueTally, type TalliedColumns } from './due-tally.ts';

const DEPOSIT = choicesOf(FACTS.obligations.schema.shape.kind).indexOf('deposit');

/** Evidence of a due halves in weight with every so many months of age. Judgement. */
const HALF_LIFE_MONTHS = 12;

export type DueColumns = TalliedColumns & Pick<SubjectColumns, 'monthlyDues'>;

/** What a day counts by. */
interface Days {
  readonly today: number;
  readonly weightOf: (day: number) => number;
}

/**
 * Punctuality and the coming month's burden, from dues and the payments allocated to them, and from debts that were
 * called in.
 */
export function dueColumns(
  { obligations }: Pick<FactTables, 'obligations'>,
  dues: ServedDues,
  context: ColumnContext,
): DueColumns {
  const tally = new DueTally(obligations, context);
  const days = { today: utcDay(context.asOf), weightOf: weightsByDay(context.asOf) };
  enterDues(tally, dues, days);
  enterWholeDebts(tally, { obligations, dues }, days);
  return { ...tally.columns(), monthlyDues: comingDues(obligations, dues, context) };
}

function enterDues(
  tally: DueTally,
  { start, dueAt, paidAt, reliability }: ServedDues,
  { today, weightOf }: Days,
): void {
  // One for all: an object each for ten million dues takes longer than to enter them.
  const matured = { obligation: 0, daysLate: 0, weight: 0, paidAt: NEVER, isFirm: true, isCalled: false };
  // Real weights are added in one order, whatever that of the rows.
  for (let obligation = 0; obligation + 1 < start.length; obligation++) {
    matured.obligation = obligation;
    for (let due = start[obligation]!; due < start[obligation + 1]!; due++) {
      const dueDay = utcDay(dueAt[due]!);
      if (dueDay >= today) continue;
      const paid = paidAt[due]!;
      matured.daysLate = Math.max(0, (paid === NEVER ? today : utcDay(paid)) - dueDay);
      matured.weight = weightOf(dueDay) * weightOfBelief(reliability[due]!);
      matured.paidAt = paid;
      matured.isFirm = countsForExtremes(reliability[due]!);
      tally.enter(matured);
    }
  }
}

/** Debts that their creditors called in, and deposits without dues that were given back. */
function enterWholeDebts(
  tally: DueTally,
  { dues, obligations }: Pick<FactTables, 'obligations'> & { readonly dues: ServedDues },
  { today, weightOf }: Days,
): void {
  obligations.reliability.forEach((reliability, obligation) => {
    if (reliability === 0) return;
    const belief = weightOfBelief(reliability);
    const settledAt = obligations.settled_at[obligation]!;
    const isSettled = !Number.isNaN(settledAt);
    const called = calledIn(obligations, obligation);
    if (called !== undefined && called.firstDay < today)
      tally.enter({
        obligation,
        daysLate: (isSettled ? utcDay(settledAt) : today) - called.firstDay,
        weight: weightOf(called.lastDay) * belief,
        paidAt: isSettled ? settledAt : NEVER,
        isFirm: countsForExtremes(reliability),
        isCalled: true,
      });
    const isReturned = called === undefined && isSettled && obligations.kind[obligation] === DEPOSIT;
    if (isReturned && dues.start[obligation] === dues.start[obligation + 1])
      tally.enterReturned({ obligation, weight: weightOf(utcDay(settledAt)) * belief });
  });
}

/**
 * The days on which the creditor first and last called an obligation in, by default or by giving it up. It is late from
 * the first on, and weighs from the last: saying so again neither shortens it nor makes it older. Undefined where it was
 * settled by the first.
 */
function calledIn(
  { settled_at, defaulted_at, written_off_at }: FactTables['obligations'],
  obligation: number,
): { readonly firstDay: number; readonly lastDay: number } | undefined {
  const [defaulted, writtenOff] = [defaulted_at[obligation]!, written_off_at[obligation]!];
  if (Number.isNaN(defaulted) && Number.isNaN(writtenOff)) return undefined;
  const instants = [defaulted, writtenOff].filter((instant) => !Number.isNaN(instant));
  const [firstDay, lastDay] = [utcDay(Math.min(...instants)), utcDay(Math.max(...instants))];
  return utcDay(settled_at[obligation]!) <= firstDay ? undefined : { firstDay, lastDay };
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
