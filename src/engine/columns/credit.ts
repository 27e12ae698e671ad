import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { MILLION } from '../../domain/fixed-point.ts';
import { monthsWindow } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
import type { ColumnContext } from './context.ts';
import { isOpen } from './debts.ts';

const OBLIGATION_KINDS = choicesOf(FACTS.obligations.schema.shape.kind);
const CARD = OBLIGATION_KINDS.indexOf('card');

type RevolvingColumns = Pick<
  SubjectColumns,
  'revolvingBalance' | 'revolvingLimit' | 'revolvingLines' | 'worstLineUse'
>;
type ObligationColumns = RevolvingColumns &
  Pick<
    SubjectColumns,
    | 'obligationsEver'
    | 'obligationKinds'
    | 'oldestObligationAt'
    | 'obligationsOpened6'
    | 'openedWeight6'
    | 'inquiries6'
    | 'inquiryWeight6'
  >;

/** Use of revolving lines, age, number and kinds of obligations, and inquiries. */
export function obligationColumns(
  { obligations, balances, inquiries }: FactTables,
  context: ColumnContext,
): ObligationColumns {
  const columns = {
    ...revolvingColumns({ obligations, balances }, context),
    obligationsEver: context.zeros(),
    obligationKinds: context.zeros(),
    oldestObligationAt: context.unknown(),
    obligationsOpened6: context.zeros(),
    openedWeight6: context.zeros(),
    inquiries6: context.zeros(),
    inquiryWeight6: context.zeros(),
  };
  const recent = monthsWindow(context.asOf, 6).start;
  const kindsSeen = new Uint8Array(context.subjects * OBLIGATION_KINDS.length);
  for (let obligation = 0; obligation < obligations.debtor.length; obligation++) {
    const reliability = obligations.reliability[obligation]!;
    if (reliability === 0) continue;
    const debtor = obligations.debtor[obligation]!;
    const openedAt = obligations.opened_at[obligation]!;
    columns.obligationsEver[debtor]!++;
    if (openedAt >= recent) {
      columns.obligationsOpened6[debtor]!++;
      columns.openedWeight6[debtor]! += weightOfBelief(reliability);
    }
    if (!countsForExtremes(reliability)) continue;
    kindsSeen[debtor * OBLIGATION_KINDS.length + obligations.kind[obligation]!] = 1;
    if (!(columns.oldestObligationAt[debtor]! <= openedAt)) columns.oldestObligationAt[debtor] = openedAt;
  }
  for (const [place, isSeen] of kindsSeen.entries())
    if (isSeen === 1) columns.obligationKinds[Math.floor(place / OBLIGATION_KINDS.length)]!++;
  inquiries.subject.forEach((subject, row) => {
    columns.inquiries6[subject] = inquiries.inquiries[row]!;
    columns.inquiryWeight6[subject] = inquiries.reliability_sum[row]! / MILLION;
  });
  return columns;
}

function revolvingColumns(
  { obligations, balances }: Pick<FactTables, 'obligations' | 'balances'>,
  context: ColumnContext,
): RevolvingColumns {
  const columns = {
    revolvingBalance: context.zeros(),
    revolvingLimit: context.zeros(),
    revolvingLines: context.zeros(),
    worstLineUse: context.unknown(),
  };
  const balanceOf = new Map<number, number>();
  balances.obligation.forEach((obligation, row) => balanceOf.set(obligation, row));
  for (let obligation = 0; obligation < obligations.debtor.length; obligation++) {
    const row = balanceOf.get(obligation);
    if (row === undefined || obligations.kind[obligation] !== CARD || !isOpen(obligations, obligation))
      continue;
    const debtor = obligations.debtor[obligation]!;
    const [firmBalance, firmLimit] = [balances.firm_balance[row]!, balances.firm_limit[row]!];
    if (firmLimit > 0 && !(columns.worstLineUse[debtor]! >= firmBalance / firmLimit))
      columns.worstLineUse[debtor] = firmBalance / firmLimit;
    const [balance, limit] = [balances.balance[row]!, balances.limit[row]!];
    if (limit > 0 || firmLimit > 0) columns.revolvingLines[debtor]!++;
    if (!(limit > 0)) continue;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    const weight = weightOfBelief(balances.reliability[row]!);
    columns.revolvingBalance[debtor]! += (balance / rate) * weight;
    columns.revolvingLimit[debtor]! += (limit / rate) * weight;
  }
  return columns;
}
