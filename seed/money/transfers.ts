import type { Instant } from '../../src/domain/time.ts';
import { logNormal, type LogNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { inCurrency, type Currency } from './currencies.ts';
import { sendingMishap } from './mishaps.ts';

/** Money from one person to another, by their numbers. */
export interface Sum {
  readonly from: number;
  readonly to: number;
  readonly amountMinor: number;
  readonly at: Instant;
  /** CNY unless it is said. */
  readonly currency?: Currency;
}

/** What is sent in CNY minor units: mostly small change between friends, now and then a wedding, a car or a loan. */
const SMALL: LogNormal = { median: 20_000, sigma: 1.1 };
const LARGE: LogNormal = { median: 1_500_000, sigma: 0.9 };
const LARGE_SHARE = 0.04;
const LARGE_STEP_MINOR = 100_000;
/** The share of sums that are somebody's part of a bill, to the last fen; others are in whole yuan. */
const TO_THE_FEN_SHARE = 0.3;
const YUAN_MINOR = 100;

/** Sends it, whatever comes of it: called off, fought over, or done. Nothing is sent at the end or later. */
export function transfer(random: Random, scene: Scene, sum: Sum): void {
  const { from, to, amountMinor, at, currency = 'CNY' } = sum;
  if (at >= WORLD_ENDS_AT) return;
  const { reliability } = scene.people;
  const parties = { payerReliability: reliability[from]!, payeeReliability: reliability[to]! };
  const turns = sendingMishap(random, at, parties);
  const fought = turns.find(({ status }) => status === 'disputed');
  if (fought !== undefined) scene.grievances.charge_back.push({ subject: to, at: fought.at });
  const agreed = { payer: from, payee: to, amountMinor, currency, at, kind: 'transfer' } as const;
  scene.transactions.record(random, agreed, turns);
}

/** What somebody sends, in minor units of the currency. */
export function sumSent(random: Random, currency: Currency): number {
  if (random.chance(LARGE_SHARE)) return largeSum(random, currency);
  return asSent(random, inCurrency(logNormal(random, SMALL), currency));
}

/** What is sent for something big: thousands. */
export function largeSum(random: Random, currency: Currency): number {
  const minor = inCurrency(logNormal(random, LARGE), currency);
  return Math.max(LARGE_STEP_MINOR, Math.round(minor / LARGE_STEP_MINOR) * LARGE_STEP_MINOR);
}

/** A sum as people write it: to the fen or in whole yuan, whichever this one does; at least one yuan. */
export function asSent(random: Random, minor: number): number {
  const step = random.chance(TO_THE_FEN_SHARE) ? 1 : YUAN_MINOR;
  return Math.max(YUAN_MINOR, Math.round(minor / step) * step);
}
