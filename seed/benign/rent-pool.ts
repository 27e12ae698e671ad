/** Flatmates who pay their shares of the rent to one of them, who pays the landlord. */
import { MS_PER_DAY, monthIndex, monthStart } from '../../src/domain/time.ts';
import { transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { LAST_MONTH, momentOfDay, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import type { Pattern } from '../truth.ts';

const MONTHS = 14;
const SHARE_MINOR = { least: 120_000, step: 10_000, steps: 20 };

/** @param people the landlord, the one who collects, and the others */
export function rentPool(random: Random, scene: Scene, people: readonly number[]): Pattern {
  const [landlord, collector, ...others] = people as [number, number, ...number[]];
  const joinedAt = Math.max(WORLD_STARTS_AT, ...people.map((person) => scene.people.joinedAt[person]!));
  const first = random.between(monthIndex(joinedAt) + 1, LAST_MONTH - 3);
  const last = Math.min(LAST_MONTH, first + MONTHS - 1);
  const shareMinor = SHARE_MINOR.least + SHARE_MINOR.step * random.below(SHARE_MINOR.steps);
  for (let month = first; month <= last; month++) {
    const firstDay = monthStart(month) / MS_PER_DAY;
    for (const from of others) {
      const at = momentOfDay(random, firstDay + 1 + random.below(3));
      transfer(random, scene, { from, to: collector, amountMinor: shareMinor, at });
    }
    const at = momentOfDay(random, firstDay + 5);
    transfer(random, scene, {
      from: collector,
      to: landlord,
      amountMinor: shareMinor * (others.length + 1),
      at,
    });
  }
  return {
    kind: 'rent_pool',
    isRing: false,
    subtlety: Number.NaN,
    startsAt: monthStart(first),
    endsAt: Math.min(WORLD_ENDS_AT, monthStart(last + 1)),
    parts: [
      { subject: landlord, part: 'sink' },
      { subject: collector, part: 'hub' },
      ...others.map((subject) => ({ subject, part: 'tenant' as const })),
    ],
  };
}
