/** A rotating savings club: every month each member of a lending circle pays the one whose turn it is. */
import { MS_PER_DAY, monthIndex, monthStart } from '../../src/domain/time.ts';
import { transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Group } from '../people/groups.ts';
import type { Scene } from '../scene.ts';
import { LAST_MONTH, momentOfDay, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import type { Pattern } from '../truth.ts';

const SHARES_MINOR = [30_000, 50_000, 100_000] as const;
/** The share of members who pay by another way in a month. */
const PAID_ELSEWHERE = 0.05;

export function savingsClub(random: Random, scene: Scene, { members }: Group): Pattern | undefined {
  const there = Math.max(WORLD_STARTS_AT, ...members.map(({ since }) => since));
  const first = monthIndex(there) + 1;
  const last = Math.min(LAST_MONTH, first + members.length - 1);
  if (members.length < 3 || last - first < 2) return undefined;
  const shareMinor = random.pick(SHARES_MINOR);
  for (let month = first; month <= last; month++) {
    const taker = members[(month - first) % members.length]!.person;
    const payday = monthStart(month) / MS_PER_DAY + 7;
    for (const { person, until } of members) {
      const at = momentOfDay(random, payday + random.below(3));
      if (person === taker || at >= until || random.chance(PAID_ELSEWHERE)) continue;
      transfer(random, scene, { from: person, to: taker, amountMinor: shareMinor, at });
    }
  }
  return {
    kind: 'savings_club',
    isRing: false,
    subtlety: Number.NaN,
    startsAt: monthStart(first),
    endsAt: Math.min(WORLD_ENDS_AT, monthStart(last + 1)),
    parts: members.map(({ person }) => ({ subject: person, part: 'member' })),
  };
}
