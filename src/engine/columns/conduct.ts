import { MERCHANT_CATEGORIES } from '../../domain/categories.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { scatter, type ColumnContext } from './context.ts';
import { monthlyInflow } from './inflow.ts';
import { addMonths, medianOfFirst, MONTHS, monthsPresent } from './months.ts';

type ConductColumns = Pick<
  SubjectColumns,
  'activeMonths12' | 'acts' | 'categoryEntropy' | 'purchasesCategorised'
>;

/** How active a subject is, and over how many categories its purchases spread. */
export function conductColumns(
  { activity, purchases_by_category }: FactTables,
  context: ColumnContext,
): ConductColumns {
  return {
    activeMonths12: scatter(context.zeros(), activity.subject, activity.months),
    acts: scatter(context.zeros(), activity.subject, activity.acts),
    ...categoryColumns(purchases_by_category, context),
  };
}

function categoryColumns(
  table: FactTables['purchases_by_category'],
  { subjects, zeros, unknown }: ColumnContext,
): Pick<SubjectColumns, 'categoryEntropy' | 'purchasesCategorised'> {
  const categories = MERCHANT_CATEGORIES.length;
  const weights = new Float64Array(subjects * categories);
  const [purchases, total] = [zeros(), zeros()];
  table.subject.forEach((subject, row) => {
    weights[subject * categories + table.category[row]!] = table.reliability_sum[row]!;
    purchases[subject]! += table.purchases[row]!;
    total[subject]! += table.reliability_sum[row]!;
  });
  const entropy = unknown();
  for (let subject = 0; subject < subjects; subject++) {
    if (total[subject] === 0) continue;
    let nats = 0;
    for (let category = 0; category < categories; category++) {
      const share = weights[subject * categories + category]! / total[subject]!;
      if (share > 0) nats -= share * Math.log(share);
    }
    entropy[subject] = nats / Math.log(categories);
  }
  return { categoryEntropy: entropy, purchasesCategorised: purchases };
}

type BudgetColumns = Pick<
  SubjectColumns,
  'medianSpend12' | 'spendSpread12' | 'purchases12' | 'medianNetInflow12' | 'inflowMonths12'
>;

/** The usual month: medians and spread over the whole months of the last 12 in which the subject was there. */
export function budgetColumns(
  tables: FactTables,
  registeredAt: Float64Array,
  context: ColumnContext,
): BudgetColumns {
  const { subjects, asOf, exchange } = context;
  const spend = new Float64Array(subjects * MONTHS);
  addMonths(tables.spend, spend, exchange);
  const inflow = monthlyInflow(tables, subjects, exchange);
  const columns = {
    medianSpend12: context.unknown(),
    spendSpread12: context.unknown(),
    purchases12: context.zeros(),
    medianNetInflow12: context.unknown(),
    inflowMonths12: context.zeros(),
  };
  tables.spend.subject.forEach(
    (subject, row) => (columns.purchases12[subject]! += tables.spend.purchases[row]!),
  );
  // One place for everybody's months: a million subjects would leave four million arrays behind.
  const months = new Float64Array(MONTHS);
  for (let subject = 0; subject < subjects; subject++) {
    const present = monthsPresent(registeredAt[subject]!, asOf);
    const first = subject * MONTHS;
    for (let month = 0; month < present; month++) months[month] = spend[first + month]!;
    const middle = medianOfFirst(months, present);
    columns.medianSpend12[subject] = middle;
    if (middle > 0) {
      for (let month = 0; month < present; month++) months[month] = Math.abs(months[month]! - middle);
      columns.spendSpread12[subject] = medianOfFirst(months, present) / middle;
    }
    for (let month = 0; month < present; month++) {
      months[month] = inflow[first + month]!;
      if (months[month]! > 0) columns.inflowMonths12[subject]!++;
    }
    columns.medianNetInflow12[subject] = medianOfFirst(months, present);
  }
  return columns;
}
