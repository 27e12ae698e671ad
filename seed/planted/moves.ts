/** The small moves that rings are made of. */
import { type Instant } from '../../src/domain/time.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Plot } from './plot.ts';

export interface Sum {
  readonly from: number;
  readonly to: number;
  readonly amountMinor: number;
  readonly at: Instant;
}

/** Money from one person to another, unless it would move after the end. */
export function pass(random: Random, { transactions }: Scene, { from, to, amountMinor, at }: Sum): void {
  if (at >= WORLD_ENDS_AT) return;
  transactions.record(random, { payer: from, payee: to, amountMinor, currency: 'CNY', at, kind: 'transfer' });
}

/** A plain ring moves round sums just below a threshold of reporting, a subtle one sums as anybody sends them. */
export function sumOf(random: Random, { subtlety }: Plot): number {
  if (random.chance(1 - subtlety)) return PLAIN_MINOR + STEP_MINOR * random.below(STEPS);
  return Math.max(100, Math.round(logNormal(random, { median: 60_000, sigma: 0.9 }) / 100) * 100);
}

const PLAIN_MINOR = 4_500_000;
const STEP_MINOR = 100_000;
const STEPS = 5;

/** Some instant in part of the ring's time: shares of it from 0 to 1. */
export function within(
  random: Random,
  { startsAt, endsAt }: Plot,
  [from, to]: readonly [number, number],
): Instant {
  const length = endsAt - startsAt;
  return random.between(startsAt + Math.floor(from * length), startsAt + Math.floor(to * length));
}
