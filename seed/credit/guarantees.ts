import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Obligation } from './obligation-book.ts';

/** The share of loans to people that a friend guarantees, and of these the share guaranteed in full. */
const GUARANTEED_SHARE = 0.25;
const IN_FULL_SHARE = 0.5;
const SEARCHES = 4;

/** Lets a friend of the debtor stand in for a loan; it ends with the loan. */
export function seekGuarantor(
  random: Random,
  { people, ties, facts }: Scene,
  { debtor, obligation }: { debtor: number; obligation: Obligation },
): void {
  if (!random.chance(GUARANTEED_SHARE)) return;
  let guarantor = -1;
  for (let search = 0; guarantor < 0 && search < SEARCHES; search++) {
    guarantor = ties.friendAt(random, debtor, obligation.openedAt);
  }
  if (guarantor < 0) return;
  const since = obligation.openedAt;
  const called = obligation.dues.reduce((sum, due) => sum + due.amountMinor, 0);
  const guarantee = {
    guarantor_id: people.ids[guarantor]!,
    debtor_id: people.ids[debtor]!,
    since,
    obligation_id: obligation.id,
    amount_minor: random.chance(IN_FULL_SHARE) ? undefined : Math.round(called / 2),
    source: 'bureau',
  };
  const recordedAt = recordedAfter(random, since, 'batch');
  facts.guarantees.append({ ...guarantee, recorded_at: recordedAt });
  if (obligation.settledAt === undefined) return;
  const known = revisedAfter(random, { at: obligation.settledAt, after: recordedAt }, 'batch');
  if (known !== undefined)
    facts.guarantees.append({ ...guarantee, until: obligation.settledAt, recorded_at: known });
}
