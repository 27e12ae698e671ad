import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { logNormal, type LogNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import { MS_PER_HOUR, MS_PER_MINUTE, WORLD_ENDS_AT } from './calendar.ts';

/** How long word takes to come in: `prompt` from a live feed, `batch` from a bureau's nightly file. */
const LAGS = {
  prompt: { median: 3 * MS_PER_MINUTE, sigma: 1 },
  batch: { median: 9 * MS_PER_HOUR, sigma: 0.6 },
} as const satisfies Readonly<Record<string, LogNormal>>;

export type Feed = keyof typeof LAGS;

/** The share of facts that come in days or weeks late, and by how much. */
const STRAGGLERS = 0.015;
const STRAGGLER_LAG: LogNormal = { median: 9 * MS_PER_DAY, sigma: 0.7 };

/** The last instant at which anything is recorded. */
const LAST_RECORDED_AT = WORLD_ENDS_AT - 1;

function lag(random: Random, feed: Feed): number {
  const usual = logNormal(random, LAGS[feed]);
  const late = random.chance(STRAGGLERS) ? logNormal(random, STRAGGLER_LAG) : 0;
  return Math.ceil(usual + late);
}

/** When a fact of `at`, before the end, comes to be known: not before it, and before the end. */
export function recordedAfter(random: Random, at: Instant, feed: Feed = 'prompt'): Instant {
  return Math.min(at + lag(random, feed), LAST_RECORDED_AT);
}

export interface News {
  /** When it happened. */
  readonly at: Instant;
  /** When the version that it replaces was recorded. */
  readonly after: Instant;
}

/** When a new version comes to be known: after the old one; undefined where that is not before the end. */
export function revisedAfter(
  random: Random,
  { at, after }: News,
  feed: Feed = 'prompt',
): Instant | undefined {
  const known = Math.max(at + lag(random, feed), after + 1);
  return known > LAST_RECORDED_AT ? undefined : known;
}
