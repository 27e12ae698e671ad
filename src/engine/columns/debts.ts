import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { utcDay } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
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
 * What is still to pay on each obligation: the latest balance. Without one, of a loan or an instalment the dues (those
 * believed by at least half) less
 * what was paid, or the principal less what was paid where there are no dues; of a bill, a rent or a deposit what has
 * fallen due less what was paid, since the rest is not owed yet. Of a card without a balance nothing is known.
 */
export function debtsOf(tables: FactTables, context: ColumnContext): Debts {
  const { obligations, balances, payments } = tables;
  const count = obligations.debtor.length;
  const paid = new Float64Array(count);
  payments.obligation.forEach((obligation, row) => (paid[obligation]! += payments.amount[row]!));
  const called = calledFor(tables, context);
  const owed = new Float64Array(count);
  const weight = Float64Array.from(obligations.reliability, weightOfBelief);
  for (let obligation = 0; obligation < count; obligation++) {
    if (!isOpen(obligations, obligation)) continue;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    owed[obligation] = Math.max(0, called[obligation]! - paid[obligation]!) / rate;
  }
  balances.obligation.forEach((obligation, row) => {
    if (!isOpen(obligations, obligation)) return;
    owed[obligation] = balances.balance[row]! / context.exchange.rate(obligations.currency[obligation]!);
    weight[obligation] = weightOfBelief(balances.reliability[row]!);
  });
  return { owed, weight };
}

/** What obligations have called for so far, in their own currency and before payments; NaN for a card. */
function calledFor({ obligations, dues }: FactTables, { asOf }: ColumnContext): Float64Array {
  const called = obligations.principal.map((principal, obligation) => {
    const kind = obligations.kind[obligation];
    return kind === CARD ? Number.NaN : isBorrowed(kind) ? principal : 0;
  });
  const isScheduled = new Uint8Array(called.length);
  const today = utcDay(asOf);
  dues.obligation.forEach((obligation, row) => {
    if (!countsForExtremes(dues.reliability[row]!)) return;
    if (isScheduled[obligation] === 0 && obligations.kind[obligation] !== CARD) called[obligation] = 0;
    isScheduled[obligation] = 1;
    const isCalled = isBorrowed(obligations.kind[obligation]) || utcDay(dues.due_at[row]!) < today;
    if (isCalled) called[obligation]! += dues.amount[row]!;
  });
  return called;
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
    const isKnown = !Number.isNaN(owed[obligation]) && weight[obligation]! > 0;
    if (!isKnown || !isOpen(obligations, obligation)) continue;
    const debtor = obligations.debtor[obligation]!;
    const stillToPay = owed[obligation]! * weight[obligation]!;
    columns.totalDebt[debtor]! += stillToPay;
    columns.openDebts[debtor]!++;
    const principal = obligations.principal[obligation]!;
    if (!isBorrowed(obligations.kind[obligation]) || principal === 0) continue;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    columns.instalmentBalance[debtor]! += stillToPay;
    columns.instalmentPrincipal[debtor]! += (principal / rate) * weight[obligation]!;
    columns.instalmentDebts[debtor]!++;
  }
  return columns;
}
