/** What is owed, and what became of it: obligations, dues, payments, balances and guarantees. */
import { HALF_BELIEVED } from '../../../domain/belief.ts';
import { choicesOf } from '../../../domain/columns.ts';
import { FACTS } from '../../../domain/facts.ts';
import type { PartsPerMillion } from '../../../domain/fixed-point.ts';
import { compareCodePoints } from '../../../domain/order.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, putRow, takeTable } from '../../../engine/growing-table.ts';
import { exactNumber } from '../values.ts';
import { numberOf, numberOrNaN, textOf, type CutReader, type Entry } from './cut-reader.ts';
import type { Sources } from './sources.ts';
import type { VisibleSubjects } from './subjects.ts';

const KINDS = choicesOf(FACTS.obligations.schema.shape.kind);

/** The obligations that a cut sees, of debtors that it sees. */
export interface VisibleObligations {
  readonly table: FactTables['obligations'];
  /** Undefined for an obligation that the cut does not see. */
  indexOf(id: string): number | undefined;
}

/** What facts about obligations are read in view of. */
interface Believed {
  readonly obligations: VisibleObligations;
  readonly sources: Sources;
}

interface Obligation {
  readonly id: string;
  readonly debtor: number;
  readonly kind: number;
  readonly currency: string;
  readonly principal: number;
  readonly opened_at: number;
  readonly settled_at: number;
  readonly defaulted_at: number;
  readonly written_off_at: number;
  readonly reliability: number;
}

export async function readObligations(
  reader: CutReader,
  { subjects, sources }: { subjects: VisibleSubjects; sources: Sources },
): Promise<VisibleObligations> {
  const found: Obligation[] = [];
  await reader.read('obligations', (row) => {
    const debtor = subjects.indexOf(textOf(row, 1));
    if (debtor === undefined) return;
    found.push({
      id: textOf(row, 0),
      debtor,
      kind: KINDS.indexOf(textOf(row, 2)),
      currency: textOf(row, 3),
      principal: numberOf(row, 4),
      opened_at: numberOf(row, 5),
      settled_at: numberOrNaN(row, 6),
      defaulted_at: numberOrNaN(row, 7),
      written_off_at: numberOrNaN(row, 8),
      reliability: sources.partsPerMillion(row.get(9)),
    });
  });
  found.sort((a, b) => compareCodePoints(a.id, b.id));
  const obligations = growTable('obligations');
  for (const [row, obligation] of found.entries()) putRow(obligations, row, obligation);
  const indices = new Map(found.map(({ id }, index) => [id, index]));
  return { table: takeTable(obligations), indexOf: (id) => indices.get(id) };
}

export async function readDues(
  reader: CutReader,
  { obligations, sources }: Believed,
): Promise<FactTables['dues']> {
  const dues = growTable('dues');
  await reader.readLists('dues', (id, entries) => {
    const obligation = obligations.indexOf(id);
    if (obligation === undefined) return;
    for (const [at, amount, source, seq] of entries) {
      const reliability = sources.partsPerMillion(source);
      if (reliability === 0) continue;
      dues.obligation.append(obligation);
      dues.seq.append(exactNumber(seq, 'seq'));
      dues.due_at.append(exactNumber(at, 'due_at'));
      dues.amount.append(exactNumber(amount, 'amount_minor'));
      dues.reliability.append(reliability);
    }
  });
  return takeTable(dues);
}

export async function readPayments(
  reader: CutReader,
  { obligations, sources }: Believed,
): Promise<FactTables['payments']> {
  const payments = growTable('payments');
  await reader.readLists('payments', (id, entries) => {
    const obligation = obligations.indexOf(id);
    if (obligation === undefined) return;
    for (const [at, amount, source] of entries) {
      if (sources.partsPerMillion(source) < HALF_BELIEVED) continue;
      payments.obligation.append(obligation);
      payments.occurred_at.append(exactNumber(at, 'occurred_at'));
      payments.amount.append(exactNumber(amount, 'amount_minor'));
    }
  });
  return takeTable(payments);
}

export async function readBalances(
  reader: CutReader,
  { obligations, sources }: Believed,
): Promise<FactTables['balances']> {
  const balances = growTable('balances');
  const keep = (obligation: number, entries: readonly Entry[]): void => {
    const latest = new Map<PartsPerMillion, Balance>();
    for (const [at, balance, limit, source] of entries) {
      const reliability = sources.partsPerMillion(source);
      const told = balanceOf(at, balance, limit);
      if (
        reliability > 0 &&
        told.occurred_at > (latest.get(reliability)?.occurred_at ?? Number.NEGATIVE_INFINITY)
      )
        latest.set(reliability, told);
    }
    for (const [reliability, told] of latest)
      putRow(balances, balances.obligation.length, { obligation, ...told, reliability });
  };
  const isGivenUp = (obligation: number) => !Number.isNaN(obligations.table.written_off_at[obligation]);
  await reader.readLists('balances', (id, entries) => {
    const obligation = obligations.indexOf(id);
    if (obligation !== undefined && !isGivenUp(obligation)) keep(obligation, entries);
  });
  await reader.readLists('balances-given-up', (id, entries) => {
    const obligation = obligations.indexOf(id);
    if (obligation !== undefined) keep(obligation, entries);
  });
  return takeTable(balances);
}

interface Balance {
  readonly occurred_at: number;
  readonly balance: number;
  /** NaN where there is none. */
  readonly limit: number;
}

function balanceOf(at: unknown, balance: unknown, limit: unknown): Balance {
  return {
    occurred_at: exactNumber(at, 'occurred_at'),
    balance: exactNumber(balance, 'balance_minor'),
    limit: limit === null ? Number.NaN : exactNumber(limit, 'limit_minor'),
  };
}

/** One for an obligation that the cut does not see is left out, or it would read as one for all of them. */
export async function readGuarantees(
  reader: CutReader,
  { subjects, obligations, sources }: Believed & { subjects: VisibleSubjects },
): Promise<FactTables['guarantees']> {
  const guarantees = growTable('guarantees');
  await reader.read('guarantees', (row) => {
    const source = subjects.indexOf(textOf(row, 0));
    const target = subjects.indexOf(textOf(row, 1));
    const obligation = row.get(2) === null ? Number.NaN : obligations.indexOf(textOf(row, 2));
    if (source === undefined || target === undefined || obligation === undefined) return;
    guarantees.source.append(source);
    guarantees.target.append(target);
    guarantees.obligation.append(obligation);
    guarantees.amount.append(numberOrNaN(row, 3));
    guarantees.reliability.append(sources.partsPerMillion(row.get(4)));
  });
  return takeTable(guarantees);
}
