/** An agent who holds buyers' money until the goods are there, and pays the sellers then. */
import { MS_PER_DAY } from '../../src/domain/time.ts';
import { logNormal } from '../random/log-normal.ts';
import { asSent, transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Pattern } from '../truth.ts';

const DAYS = 200;
const DEALS = 24;
const FEE = 0.015;
/** Days that the agent holds the money. */
const HOLDS = { least: 2, most: 12 };

/** @param people the agent, then as many sellers as buyers */
export function escrow(random: Random, scene: Scene, people: readonly number[]): Pattern {
  const [agent, ...others] = people as [number, ...number[]];
  const half = Math.floor(others.length / 2);
  const [buyers, sellers] = [others.slice(0, half), others.slice(half)];
  const joinedAt = Math.max(...people.map((person) => scene.people.joinedAt[person]!));
  const startsAt = random.between(joinedAt, WORLD_ENDS_AT - DAYS * MS_PER_DAY);
  const endsAt = startsAt + DAYS * MS_PER_DAY;
  for (let deal = 0; deal < DEALS; deal++) {
    const buyer = buyers[deal % buyers.length]!;
    const seller = sellers[random.below(sellers.length)]!;
    const at = momentBetween(random, startsAt, endsAt - HOLDS.most * MS_PER_DAY);
    const amountMinor = Math.max(1000, asSent(random, logNormal(random, { median: 80_000, sigma: 0.8 })));
    transfer(random, scene, { from: buyer, to: agent, amountMinor, at });
    const paidAt = momentBetween(random, at + HOLDS.least * MS_PER_DAY, at + HOLDS.most * MS_PER_DAY);
    transfer(random, scene, {
      from: agent,
      to: seller,
      amountMinor: Math.round(amountMinor * (1 - FEE)),
      at: paidAt,
    });
  }
  return {
    kind: 'escrow',
    isRing: false,
    subtlety: Number.NaN,
    startsAt,
    endsAt,
    parts: [
      { subject: agent, part: 'agent' },
      ...buyers.map((subject) => ({ subject, part: 'source' as const })),
      ...sellers.map((subject) => ({ subject, part: 'sink' as const })),
    ],
  };
}
