/** What rings have in common: which sums they move, and when. */
import { type Instant } from '../../src/domain/time.ts';
import { asSent, largeSum } from '../money/transfers.ts';
import { logNormal, type LogNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import { momentBetween } from '../time/calendar.ts';
import type { Plot } from './plot.ts';

/** A plain ring moves large round sums, a subtle one sums as anybody sends them. */
export function sumOf(random: Random, { subtlety }: Plot): number {
  if (random.chance(1 - subtlety)) return largeSum(random, 'CNY');
  return asSent(random, logNormal(random, SUBTLE));
}

const SUBTLE: LogNormal = { median: 60_000, sigma: 0.9 };

/** Some moment in part of the ring's time: shares of it from 0 to 1. */
export function within(
  random: Random,
  { startsAt, endsAt }: Plot,
  [from, to]: readonly [number, number],
): Instant {
  const length = endsAt - startsAt;
  return momentBetween(random, startsAt + Math.floor(from * length), startsAt + Math.floor(to * length));
}
