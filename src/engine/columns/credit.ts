import { choicesOf } from '../../domain/columns.ts';
import { FACTS } from '../../domain/facts.ts';
import { MILLION } from '../../domain/fixed-point.ts';
import { monthsWindow } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ToldBalances } from './balances.ts';
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
  told: ToldBalances,
  context: ColumnContext,
): ObligationColumns {
  const columns = {
    ...revolvingColumns({ obligations, balances }, told, context),
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
  for (let place = 0; place < kindsSeen.length; place++)
    if (kindsSeen[place] === 1) columns.obligationKinds[Math.floor(place / OBLIGATION_KINDS.length)]!++;
  inquiries.subject.forEach((subject, row) => {
    columns.inquiries6[subject] = inquiries.inquiries[row]!;
    columns.inquiryWeight6[subject] = inquiries.reliability_sum[row]! / MILLION;
  });
  return columns;
}

/** Of each open card what its balances say that tell a limit above 0, as much as each says of what is owed. */
function revolvingColumns(
  { obligations, balances }: Pick<FactTables, 'obligations' | 'balances'>,
  { rows, owed, weight }: ToldBalances,
  context: ColumnContext,
): RevolvingColumns {
  const columns = {
    revolvingBalance: context.zeros(),
    revolvingLimit: context.zeros(),
    revolvingLines: context.zeros(),
    worstLineUse: context.unknown(),
  };
  const isSeen = new Uint8Array(obligations.debtor.length);
  const isFirm = new Uint8Array(obligations.debtor.length);
  for (const row of rows) {
    const [obligation, limit] = [balances.obligation[row]!, balances.limit[row]!];
    if (!(limit > 0) || weight[row] === 0) continue;
    if (obligations.kind[obligation] !== CARD || !isOpen(obligations, obligation)) continue;
    const debtor = obligations.debtor[obligation]!;
    const rate = context.exchange.rate(obligations.currency[obligation]!);
    columns.revolvingBalance[debtor]! += (owed[row]! / rate) * weight[row]!;
    columns.revolvingLimit[debtor]! += (limit / rate) * weight[row]!;
    if (isSeen[obligation] === 0) columns.revolvingLines[debtor]!++;
    isSeen[obligation] = 1;
    if (!countsForExtremes(balances.reliability[row]!) || isFirm[obligation] === 1) continue;
    isFirm[obligation] = 1;
    const use = owed[row]! / limit;
    if (!(columns.worstLineUse[debtor]! >= use)) columns.worstLineUse[debtor] = use;
  }
  return columns;
}
