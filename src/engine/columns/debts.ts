import type { ServedDues } from '../../domain/allocation.ts';
import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import type { PartsPerMillion } from '../../domain/fixed-point.ts';
import { utcDay } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { beliefBeyond, type ToldBalances } from './balances.ts';
import { countsForExtremes } from './belief.ts';
import type { ColumnContext } from './context.ts';

const OBLIGATION_KINDS = choicesOf(FACTS.obligations.schema.shape.kind);
const [LOAN, CARD, INSTALMENT] = ['loan', 'card', 'instalment'].map((kind) => OBLIGATION_KINDS.indexOf(kind));

/** Not settled. What a creditor has given up is owed all the same: nobody is the better for not having paid. */
export function isOpen({ settled_at }: FactTables['obligations'], obligation: number): boolean {
  return Number.isNaN(settled_at[obligation]);
}

/** By obligation. */
export interface Debts {
  /** Still to pay, in the reporting currency; 0 for one that is not open, NaN where nothing says. */
  readonly owed: Float64Array;
  /** How far that is believed, 0 to 1. */
  readonly weight: Float64Array;
}

/**
 * What is still to pay on each obligation: what its balances say, and as far as the obligation is believed more than any of
 * them, what its schedule leaves. So to clear a debt takes a balance of 0 that is believed as much as the debt. The schedule
 * leaves, of a loan or an instalment, the dues (those believed by at least half) less what was paid, or the principal less
 * what was paid where there are no dues; of a bill, a rent or a deposit what has fallen due less what was paid, since the
 * rest is not owed yet. Of a card without a balance nothing is known.
 */
export function debtsOf(
  obligations: FactTables['obligations'],
  { served, told }: { readonly served: ServedDues; readonly told: ToldBalances },
  context: ColumnContext,
): Debts {
  const count = obligations.debtor.length;
  const called = calledFor(obligations, served, context);
  const debts = { owed: new Float64Array(count), weight: new Float64Array(count) };
  for (let obligation = 0; obligation < count; obligation++) {
    const left = Math.max(0, called[obligation]! - served.paid[obligation]!);
    const debt = debtOf(told, { obligation, left, reliability: obligations.reliability[obligation]! });
    debts.weight[obligation] = debt.weight;
    if (isOpen(obligations, obligation))
      debts.owed[obligation] = debt.owed / context.exchange.rate(obligations.currency[obligation]!);
  }
  return debts;
}

interface Agreed {
  readonly obligation: number;
  /** What the schedule leaves, minor units; NaN where there is none. */
  readonly left: number;
  readonly reliability: PartsPerMillion;
}

/** In the obligation's own currency. */
function debtOf(
  { rows, start, owed, weight, believed }: ToldBalances,
  { obligation, left, reliability }: Agreed,
): { owed: number; weight: number } {
  let [sum, weights] = [0, 0];
  for (let place = start[obligation]!; place < start[obligation + 1]!; place++) {
    const row = rows[place]!;
    sum += owed[row]! * weight[row]!;
    weights += weight[row]!;
  }
  const rest = beliefBeyond(believed[obligation]!, reliability);
  if (weights === 0) return { owed: left, weight: rest };
  if (rest > 0 && !Number.isNaN(left)) [sum, weights] = [sum + left * rest, weights + rest];
  return { owed: sum / weights, weight: weights };
}

/** What obligations have called for so far, in their own currency and before payments; NaN for a card. */
function calledFor(
  { principal, kind }: FactTables['obligations'],
  { start, dueAt, amount, reliability }: ServedDues,
  { asOf }: ColumnContext,
): Float64Array {
  const today = utcDay(asOf);
  return principal.map((agreed, obligation) => {
    const isLent = isBorrowed(kind[obligation]);
    if (kind[obligation] === CARD) return Number.NaN;
    let isScheduled = false;
    let called = 0;
    for (let due = start[obligation]!; due < start[obligation + 1]!; due++) {
      if (!countsForExtremes(reliability[due]!)) continue;
      isScheduled = true;
      if (isLent || utcDay(dueAt[due]!) < today) called += amount[due]!;
    }
    return isLent && !isScheduled ? agreed : called;
  });
}

function isBorrowed(kind: number | undefined): boolean {
  return kind === LOAN || kind === INSTALMENT;
}

type DebtColumns = Pick<
  SubjectColumns,
  'instalmentBalance' | 'instalmentPrincipal' | 'instalmentDebts' | 'totalDebt' | 'openDebts'
>;

/** What subjects still have to pay, in all and on what they borrowed by instalments. */
export function debtColumns(
  { obligations }: FactTables,
  { owed, weight }: Debts,
  context: ColumnContext,
): DebtColumns {
  const columns = {
    instalmentBalance: context.zeros(),
    instalmentPrincipal: context.zeros(),
    instalmentDebts: context.zeros(),
    totalDebt: context.zeros(),
    openDebts: context.zeros(),
  };
  for (let obligation = 0; obligation < owed.length; obligation++) {
    if (Number.isNaN(owed[obligation]) || weight[obligation] === 0) continue;
    const debtor = obligations.debtor[obligation]!;
    const stillToPay = owed[obligation]! * weight[obligation]!;
    const isStillOpen = isOpen(obligations, obligation);
    if (isStillOpen) {
      columns.totalDebt[debtor]! += stillToPay;
      columns.openDebts[debtor]!++;
    }
    const principal = obligations.principal[obligation]!;
    if (!isBorrowed(obligations.kind[obligation]) || principal === 0) continue;
    // What is hardly believed to have been repaid makes nothing else look smaller.
    if (!isStillOpen && !countsForExtremes(obligations.reliability[obligation]!)) continue;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    columns.instalmentBalance[debtor]! += stillToPay;
    columns.instalmentPrincipal[debtor]! += (principal / rate) * weight[obligation]!;
    columns.instalmentDebts[debtor]!++;
  }
  return columns;
}
