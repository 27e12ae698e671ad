import { MS_PER_DAY } from '../../domain/time.ts';
import { momentBetween } from '../../../seed/time/calendar.ts';
import { recordedAfter } from '../../../seed/time/recording.ts';
import type { LiveTie, Ties } from '../world/ties.ts';
import { looksDownOn, type Month } from './month.ts';

/** Of a fresh tie: below a usual one between friends, 0.5. */
const STRENGTH = 0.3;

/** Lets friends of friends become friends, unless one of them looks down on the other; gives how many ties came about. */
export function closeTriads(month: Month, ties: Ties): number {
  const { start, end } = month.window;
  let closed = 0;
  for (const [pair, { one, other, friends }] of openTriads(month.ties, ties)) {
    if (month.isFake[one] === 1 || month.isFake[other] === 1) continue;
    const random = month.draw('close', pair);
    if (!random.chance(chanceOfTie(month.conduct.closing, friends))) continue;
    if (month.weighsCompany && (looksDownOn(month, one, other) || looksDownOn(month, other, one))) continue;
    const since = momentBetween(random, start, Math.max(start + 1, end - MS_PER_DAY));
    const accepted_at = random.between(since + 1, end);
    const people = { from_id: one, to_id: other, kind: 'friend' as const, strength: STRENGTH };
    ties.add({ ...people, since, accepted_at, recorded_at: recordedAfter(random, accepted_at) });
    closed++;
  }
  return closed;
}

/** Each common friend is one chance of its own. */
export function chanceOfTie(rate: number, friends: number): number {
  return 1 - (1 - rate) ** friends;
}

interface OpenTriad {
  readonly one: number;
  readonly other: number;
  /** How many they have in common. */
  readonly friends: number;
}

/** Pairs that were never tied and have friends in common, by number, in the order in which they are first met. */
function openTriads(live: readonly LiveTie[], ties: Ties): ReadonlyMap<number, OpenTriad> {
  const friendsOf = new Map<number, number[]>();
  for (const { from, to } of live) {
    friendsOf.set(from, [...(friendsOf.get(from) ?? []), to]);
    friendsOf.set(to, [...(friendsOf.get(to) ?? []), from]);
  }
  const triads = new Map<number, OpenTriad>();
  for (const friends of friendsOf.values()) {
    for (const one of friends) {
      for (const other of friends) {
        if (one >= other) continue;
        const pair = ties.pairOf(one, other);
        if (ties.isKnown(pair)) continue;
        triads.set(pair, { one, other, friends: (triads.get(pair)?.friends ?? 0) + 1 });
      }
    }
  }
  return triads;
}
