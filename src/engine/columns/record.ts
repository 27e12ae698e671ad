import type { ServedDues } from '../../domain/allocation.ts';
import { RECORD_MONTHS } from '../../domain/dealings.ts';
import { countMonths } from '../../domain/month-mask.ts';
import { monthIndex, utcDay } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { edgesOf } from './edges.ts';

/**
 * How much could be seen of a subject: the distinct (counterparty, month) in which a promise between the two matured,
 * whoever made it, and the distinct (obligation, month) in which a due of its own did, over RECORD_MONTHS. What a source
 * says that is not believed at all does not count.
 *
 * Invariant: opportunity. It grows with what came due and does not depend on how that went.
 */
export async function recordColumn(
  tables: Pick<FactTables, 'dealt' | 'obligations'> & { readonly served: ServedDues },
  context: ColumnContext,
): Promise<Pick<SubjectColumns, 'record'>> {
  const record = context.zeros();
  const counterparties = addCounterparties(record, tables, context);
  addObligations(record, tables, context);
  await counterparties;
  return { record };
}

async function addCounterparties(
  record: Float64Array,
  { dealt }: Pick<FactTables, 'dealt'>,
  { kernels, subjects }: ColumnContext,
): Promise<void> {
  const edges = edgesOf([{ from: dealt.source, to: dealt.target, weight: (row) => dealt.months[row]! }]);
  const { offsets, targets, weights } = await kernels.run('buildUndirected', { edges, nodes: subjects });
  for (let subject = 0; subject < subjects; subject++) {
    const end = offsets[subject + 1]!;
    for (let entry = offsets[subject]!; entry < end;) {
      const counterparty = targets[entry]!;
      let months = 0;
      for (; entry < end && targets[entry] === counterparty; entry++) months |= weights![entry]!;
      record[subject]! += countMonths(months);
    }
  }
}

function addObligations(
  record: Float64Array,
  { served, obligations }: Pick<FactTables, 'obligations'> & { readonly served: ServedDues },
  { asOf }: ColumnContext,
): void {
  const today = utcDay(asOf);
  const thisMonth = monthIndex(asOf);
  for (let obligation = 0; obligation < obligations.debtor.length; obligation++) {
    let months = 0;
    for (let due = served.start[obligation]!; due < served.start[obligation + 1]!; due++) {
      if (utcDay(served.dueAt[due]!) >= today) continue;
      const age = thisMonth - monthIndex(served.dueAt[due]!);
      if (age < RECORD_MONTHS) months |= 1 << age;
    }
    record[obligations.debtor[obligation]!]! += countMonths(months);
  }
}
