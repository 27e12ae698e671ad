import { betaShare, type BetaPrior } from '../../factors/beta-prior.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { Guarantees } from '../../graph/trust/guarantees.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
import type { ColumnContext } from './context.ts';
import type { Debts } from './debts.ts';
import type { DueColumns } from './dues.ts';

/** Guarantees in a chain, as DESIGN's longest hop; the kernel's bound on work per guarantor is its own. */
export const LONGEST_CHAIN = 5;
/**
 * Chance that a debtor of whom nothing is known leaves what it owes to its guarantors: 0.05, worth ten dues.
 * Judgement.
 */
const FAILURE_PRIOR: BetaPrior = { for: 0.5, against: 9.5 };

type GuaranteeColumns = Pick<SubjectColumns, 'guaranteesGiven' | 'guaranteeBurden' | 'inGuaranteeCircle'>;
type DueWeights = Pick<DueColumns, 'duesOnTimeWeight' | 'duesMaturedWeight'>;

/**
 * What guarantors may have to pay for others. A guarantee covers the guarantor's share of what is outstanding (an
 * obligation's guarantees share it alike), at most its amount, times how far its source is believed. What its debtor
 * has taken over from others in turn comes through up to the amount, or up to what is outstanding on the obligation
 * it names. An amount is in the currency of that obligation, or in the reporting currency where it names none.
 */
export async function guaranteeColumns(
  tables: FactTables,
  { debts, dues }: { debts: Debts; dues: DueWeights },
  context: ColumnContext,
): Promise<GuaranteeColumns> {
  const guarantees = coveredAmounts(tables, debts, context);
  const failure = failures(tables, dues, context);
  const options = { guarantees, failure, longest: LONGEST_CHAIN };
  const { burden, inCircle } = await context.kernels.run('guaranteeChains', options);
  const guaranteesGiven = context.zeros();
  for (const guarantor of guarantees.source) guaranteesGiven[guarantor]!++;
  return { guaranteesGiven, guaranteeBurden: burden, inGuaranteeCircle: Float64Array.from(inCircle) };
}

function coveredAmounts(tables: FactTables, debts: Debts, { exchange }: ColumnContext): Guarantees {
  const { obligations } = tables;
  const believed = Array.from(tables.guarantees.source.keys()).filter(
    (row) => tables.guarantees.reliability[row]! > 0,
  );
  const { source, target, obligation, amount, reliability } = tables.guarantees;
  const { ofObligation, ofDebtor } = sharesOfGuarantees(tables, debts);
  const limit = new Float64Array(believed.length);
  const covered = new Float64Array(believed.length);
  believed.forEach((row, place) => {
    const named = obligation[row]!;
    const isForOne = !Number.isNaN(named);
    const weight = weightOfBelief(reliability[row]!);
    const rate = isForOne ? exchange.rate(obligations.currency[named]!) : 1;
    const most = Number.isNaN(amount[row]) ? Infinity : amount[row]! / rate;
    const outstanding = isForOne ? (debts.owed[named] ?? 0) : Infinity;
    limit[place] = Math.min(most, Number.isNaN(outstanding) ? Infinity : outstanding) * weight;
    covered[place] = Math.min(most, isForOne ? ofObligation[named]! : ofDebtor[target[row]!]!) * weight;
  });
  return {
    source: Uint32Array.from(believed, (row) => source[row]!),
    target: Uint32Array.from(believed, (row) => target[row]!),
    limit,
    covered,
  };
}

/** What one guarantee's share comes to: of each obligation, and of all of a debtor's together. */
function sharesOfGuarantees(
  { obligations, guarantees, subjects }: FactTables,
  { owed, weight }: Debts,
): { ofObligation: Float64Array; ofDebtor: Float64Array } {
  const forAll = new Float64Array(subjects.id.length);
  const forOne = new Float64Array(owed.length);
  guarantees.target.forEach((debtor, row) => {
    const named = guarantees.obligation[row]!;
    if (guarantees.reliability[row] === 0) return;
    if (Number.isNaN(named)) forAll[debtor]!++;
    else forOne[named]!++;
  });
  const ofDebtor = new Float64Array(forAll.length);
  const ofObligation = owed.map((amount, obligation) => {
    const debtor = obligations.debtor[obligation]!;
    const guarantors = forAll[debtor]! + forOne[obligation]!;
    if (guarantors === 0 || Number.isNaN(amount)) return 0;
    const share = (amount * weight[obligation]!) / guarantors;
    ofDebtor[debtor]! += share;
    return share;
  });
  return { ofObligation, ofDebtor };
}

/**
 * The chance that a subject leaves what it owes to its guarantors: its smoothed share of late dues, which overstates
 * it, or 1 while an obligation of its own is in default or given up.
 */
function failures(
  { obligations }: FactTables,
  { duesOnTimeWeight, duesMaturedWeight }: DueWeights,
  { subjects }: ColumnContext,
): Float64Array {
  const failure = new Float64Array(subjects);
  for (let subject = 0; subject < subjects; subject++) {
    const late = Math.max(0, duesMaturedWeight[subject]! - duesOnTimeWeight[subject]!);
    failure[subject] = betaShare(FAILURE_PRIOR, late, duesMaturedWeight[subject]!);
  }
  obligations.debtor.forEach((debtor, row) => {
    const isBroken =
      !Number.isNaN(obligations.defaulted_at[row]) || !Number.isNaN(obligations.written_off_at[row]);
    const isSettled = !Number.isNaN(obligations.settled_at[row]);
    if (isBroken && !isSettled && countsForExtremes(obligations.reliability[row]!)) failure[debtor] = 1;
  });
  return failure;
}
