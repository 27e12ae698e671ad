import { MATURITY_DAYS } from '../../../domain/dealings.ts';
import { monthIndex, MS_PER_DAY } from '../../../domain/time.ts';
import { exactNumber } from '../values.ts';
import type { Activity } from './activity.ts';
import { asText, type CutReader, type Entry } from './cut-reader.ts';
import type { Dealing } from './dealing.ts';
import { weigh, type Sources } from './sources.ts';
import type { VisibleSubjects } from './subjects.ts';
import { TransactionTables } from './transactions.ts';

interface Seen {
  readonly subjects: VisibleSubjects;
  readonly sources: Sources;
  readonly activity: Activity;
}

/** Every table that is made of transactions; payments made are acts of the payer. */
export async function readTransactions(
  reader: CutReader,
  { subjects, sources, activity }: Seen,
): Promise<ReturnType<TransactionTables['take']>> {
  const tables = new TransactionTables(subjects, activity);
  await reader.readLists('transactions', (id, entries) => {
    const payer = subjects.indexOf(id);
    if (payer === undefined) return;
    for (const entry of entries) {
      const payee = subjects.indexOf(asText(entry[0]));
      if (payee === undefined || subjects.isOneHolder(payer, payee)) continue;
      const reliability = sources.partsPerMillion(entry[9]);
      if (reliability > 0) tables.add(dealingOf(entry, { payer, payee, reliability, reader }));
    }
  });
  return tables.take();
}

interface Place {
  readonly payer: number;
  readonly payee: number;
  readonly reliability: number;
  readonly reader: CutReader;
}

/** Only declared choices enter; one that a hand has written into the graph since counts for nothing in particular. */
function dealingOf(
  [, amount, currency, month, kind, status, statusBy, statusAt, occurredAt]: Entry,
  { payer, payee, reliability, reader }: Place,
): Dealing {
  const agreedIn = exactNumber(month, 'month');
  const ending = statusAt === null ? undefined : exactNumber(statusAt, 'status_at');
  const isPending = ending !== undefined && ending >= reader.asOf;
  return {
    payer,
    payee,
    reliability,
    amount: weigh(exactNumber(amount, 'amount_minor'), reliability),
    currency: asText(currency),
    age: reader.month - agreedIn,
    maturedAge:
      reader.month -
      (ending === undefined ? agreedIn : maturedIn(ending, exactNumber(occurredAt, 'occurred_at'))),
    kind: asText(kind) as Dealing['kind'],
    status: isPending ? null : (asText(status) as Dealing['status']),
    statusBy: statusBy as Dealing['statusBy'],
  };
}

/** The calendar month in which it matured. */
function maturedIn(endedAt: number, occurredAt: number): number {
  return monthIndex(Math.min(endedAt, occurredAt + MATURITY_DAYS * MS_PER_DAY));
}
