import { exactNumber } from '../values.ts';
import type { Activity } from './activity.ts';
import { asText, type CutReader } from './cut-reader.ts';
import type { VisibleSubjects } from './subjects.ts';
import { TransactionTables, type Dealing } from './transactions.ts';

/** Every table that is made of transactions; payments made are acts of the payer. */
export async function readTransactions(
  reader: CutReader,
  { subjects, activity }: { subjects: VisibleSubjects; activity: Activity },
): Promise<ReturnType<TransactionTables['take']>> {
  const tables = new TransactionTables(subjects, activity);
  await reader.readLists('transactions', (payerId, transaction) => {
    const [payeeId, amount, currency, month, kind, status, statusBy] = transaction;
    const payer = subjects.indexOf(payerId);
    const payee = subjects.indexOf(asText(payeeId));
    if (payer === undefined || payee === undefined) return;
    tables.add({
      payer,
      payee,
      amount: exactNumber(amount, 'amount_minor'),
      currency: asText(currency),
      age: reader.month - exactNumber(month, 'month'),
      // Only declared choices enter; what a hand may have written since counts for nothing in particular.
      kind: asText(kind) as Dealing['kind'],
      status: asText(status) as Dealing['status'],
      statusBy: statusBy as Dealing['statusBy'],
    });
  });
  return tables.take();
}
