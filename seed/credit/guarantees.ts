import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Obligation } from './obligation-book.ts';

/** The share of loans to people that a friend guarantees, and of these the share guaranteed in full. */
const GUARANTEED_SHARE = 0.25;
const IN_FULL_SHARE = 0.5;
const SEARCHES = 4;

/** Lets a friend of the debtor stand in for a loan. */
export function seekGuarantor(
  random: Random,
  scene: Scene,
  { debtor, obligation }: { debtor: number; obligation: Obligation },
): void {
  if (!random.chance(GUARANTEED_SHARE)) return;
  let guarantor = -1;
  for (let search = 0; guarantor < 0 && search < SEARCHES; search++) {
    guarantor = scene.ties.friendAt(random, debtor, obligation.openedAt);
  }
  if (guarantor < 0) return;
  guarantee(random, scene, { guarantor, obligation, inFull: random.chance(IN_FULL_SHARE) });
}

/** For all or half of what is called for, from the opening on; it ends when the obligation is settled. */
export function guarantee(
  random: Random,
  { facts }: Scene,
  { guarantor, obligation, inFull }: { guarantor: number; obligation: Obligation; inFull: boolean },
): void {
  const since = obligation.openedAt;
  const called = obligation.dues.reduce((sum, due) => sum + due.amountMinor, 0);
  const given = {
    guarantor_id: guarantor,
    debtor_id: obligation.debtor,
    since,
    obligation_id: obligation.number,
    amount_minor: inFull ? undefined : Math.round(called / 2),
    source: 'bureau',
  };
  const recordedAt = recordedAfter(random, since, 'batch');
  facts.guarantees.append({ ...given, recorded_at: recordedAt });
  if (obligation.settledAt === undefined) return;
  const known = revisedAfter(random, { at: obligation.settledAt, after: recordedAt }, 'batch');
  if (known !== undefined)
    facts.guarantees.append({ ...given, until: obligation.settledAt, recorded_at: known });
}
