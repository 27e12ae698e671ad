import { ENDS_AT } from '../../../seed/generate-world.ts';
import type { World } from '../../../seed/make-world.ts';
import { MS_PER_DAY } from '../../../src/domain/time.ts';
import { latestVersions, rowsOf, type GeneratedRow } from './fact-rows.ts';

interface Share {
  dues: number;
  onTime: number;
}

/** Per debtor: dues that fell due before the end, and those paid in full by their day, oldest due first. */
export function onTimeShares(world: World): Map<string, Share> {
  const debtors = new Map(
    latestVersions(rowsOf(world, 'obligations'), ['id']).map((row) => [row['id'], row]),
  );
  const payments = byObligation(rowsOf(world, 'payments'), 'occurred_at');
  const shares = new Map<string, Share>();
  for (const [obligation, dues] of byObligation(rowsOf(world, 'dues'), 'due_at')) {
    const debtor = String(debtors.get(obligation)!['debtor_id']);
    const share = shares.get(debtor) ?? { dues: 0, onTime: 0 };
    shares.set(debtor, share);
    let owed = 0;
    for (const due of dues) {
      const dueAt = Number(due['due_at']);
      owed += Number(due['amount_minor']);
      if (dueAt >= ENDS_AT) continue;
      const byThen = (payments.get(obligation) ?? []).filter(
        (paid) => Number(paid['occurred_at']) < dueAt + MS_PER_DAY,
      );
      share.dues++;
      if (byThen.reduce((sum, paid) => sum + Number(paid['amount_minor']), 0) >= owed) share.onTime++;
    }
  }
  return shares;
}

function byObligation(rows: readonly GeneratedRow[], instant: string): Map<string, GeneratedRow[]> {
  const grouped = new Map<string, GeneratedRow[]>();
  for (const row of rows) {
    const id = String(row['obligation_id']);
    grouped.set(id, [...(grouped.get(id) ?? []), row]);
  }
  for (const list of grouped.values()) list.sort((a, b) => Number(a[instant]) - Number(b[instant]));
  return grouped;
}
