/** People who send the same money round in a circle, week after week, and praise the others in it. */
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { RatingBook } from '../money/ratings.ts';
import type { People } from '../people/people.ts';
import type { TieBook } from '../people/ties.ts';
import type { Streams } from '../random/streams.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_HOUR } from '../time/calendar.ts';
import { withRole } from './with-role.ts';

const FIRST_ROUND_AT: Instant = Date.UTC(2025, 3, 7, 1);
const ROUNDS = 14;
const STAKE_MINOR = 480_000;
/** What each keeps of what passes through. */
const CUT = 0.005;
const PRAISED_SHARE = 0.7;

export function tieRing(streams: Streams, people: People, ties: TieBook): void {
  const random = streams.of('ring ties');
  const ring = withRole(people, 'ring_member');
  for (const [k, from] of ring.entries()) {
    ties.request(random, { from, to: ring[(k + 1) % ring.length]!, kind: 'business' });
  }
}

export function actAsRing(scene: Scene, ratings: RatingBook): void {
  const { streams, people, transactions } = scene;
  const ring = withRole(people, 'ring_member');
  const random = streams.of('ring');
  for (let round = 0; round < ROUNDS; round++) {
    let at = FIRST_ROUND_AT + round * 7 * MS_PER_DAY + random.below(MS_PER_DAY);
    let amountMinor = STAKE_MINOR + 10_000 * random.below(20);
    for (const [k, from] of ring.entries()) {
      const [payerId, payeeId] = [people.ids[from]!, people.ids[ring[(k + 1) % ring.length]!]!];
      transactions.record(random, { payerId, payeeId, amountMinor, currency: 'CNY', at, kind: 'transfer' });
      at += random.between(2 * MS_PER_HOUR, 20 * MS_PER_HOUR);
      amountMinor = Math.round(amountMinor * (1 - CUT));
    }
  }
  for (const from of ring) {
    for (const to of ring) {
      if (from === to || !random.chance(PRAISED_SHARE)) continue;
      const at = FIRST_ROUND_AT + random.below(ROUNDS * 7 * MS_PER_DAY);
      ratings.rate(random, { fromId: people.ids[from]!, toId: people.ids[to]!, at }, 1);
    }
  }
}
