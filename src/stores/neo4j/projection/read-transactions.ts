import { exactNumber } from '../values.ts';
import type { Activity } from './activity.ts';
import { asText, type CutReader, type Entry } from './cut-reader.ts';
import type { Dealing } from './dealing.ts';
import type { VisibleSubjects } from './subjects.ts';
import { TransactionTables } from './transactions.ts';

/** Every table that is made of transactions; payments made are acts of the payer. */
export async function readTransactions(
  reader: CutReader,
  { subjects, activity }: { subjects: VisibleSubjects; activity: Activity },
): Promise<ReturnType<TransactionTables['take']>> {
  const tables = new TransactionTables(subjects, activity);
  await reader.readLists('transactions', (id, entries) => {
    const payer = subjects.indexOf(id);
    if (payer === undefined) return;
    for (const entry of entries) {
      const payee = subjects.indexOf(asText(entry[0]));
      if (payee !== undefined) tables.add(dealingOf(entry, { payer, payee, month: reader.month }));
    }
  });
  return tables.take();
}

/** Only declared choices enter; one that a hand has written into the graph since counts for nothing in particular. */
function dealingOf(
  [, amount, currency, month, kind, status, statusBy]: Entry,
  { payer, payee, month: cutMonth }: { payer: number; payee: number; month: number },
): Dealing {
  return {
    payer,
    payee,
    amount: exactNumber(amount, 'amount_minor'),
    currency: asText(currency),
    age: cutMonth - exactNumber(month, 'month'),
    kind: asText(kind) as Dealing['kind'],
    status: asText(status) as Dealing['status'],
    statusBy: statusBy as Dealing['statusBy'],
  };
}
