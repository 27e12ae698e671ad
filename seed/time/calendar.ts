import { MS_PER_DAY, monthIndex, type Instant } from '../../src/domain/time.ts';
import type { Random } from '../random/random.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;

/** The first people and merchants join from here; money moves from WORLD_STARTS_AT. */
export const FIRST_JOINED_AT: Instant = Date.UTC(2020, 0, 1);
export const WORLD_STARTS_AT: Instant = Date.UTC(2023, 0, 1);
/** Nothing is known that happened here or later. */
export const WORLD_ENDS_AT: Instant = Date.UTC(2025, 11, 31, 18);

export const FIRST_MONTH = monthIndex(WORLD_STARTS_AT);
export const LAST_MONTH = monthIndex(WORLD_ENDS_AT);

/** People live by UTC+8. */
const LOCAL_OFFSET_MS = 8 * MS_PER_HOUR;

/** How much goes on in each hour of the local day: judgement, peaks at noon and in the evening. */
const HOURS = [
  1, 1, 0.5, 0.3, 0.3, 0.5, 2, 5, 7, 8, 9, 11, 13, 10, 8, 8, 8, 10, 13, 14, 13, 10, 6, 3,
] as const;
const BUSIEST = Math.max(...HOURS);
const hours = new WeightedChoice(HOURS);
/** Draws for a moment at which people are up; where none is found they are up at night. */
const TRIES = 40;

/** Some moment of the local day that has the number of a UTC day (days since the epoch). */
export function momentOfDay(random: Random, day: number): Instant {
  const localMidnight = day * MS_PER_DAY - LOCAL_OFFSET_MS;
  return localMidnight + hours.draw(random) * MS_PER_HOUR + random.below(MS_PER_HOUR);
}

/** Some moment in [from, until), at the hours at which people are up. */
export function momentBetween(random: Random, from: Instant, until: Instant): Instant {
  let at = random.between(from, until);
  for (let tries = 1; tries < TRIES && !random.chance(HOURS[localHour(at)]! / BUSIEST); tries++)
    at = random.between(from, until);
  return at;
}

function localHour(at: Instant): number {
  const local = at + LOCAL_OFFSET_MS;
  return Math.floor((local - startOfDay(local)) / MS_PER_HOUR);
}

/** Saturday or Sunday; the epoch was a Thursday. */
export function isWeekend(day: number): boolean {
  return (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
}

/** The same day of later months, or the last day of those that are shorter: months later -> instant. */
export function monthsAfter(instant: Instant): (months: number) => Instant {
  const date = new Date(instant);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const timeOfDay = instant - startOfDay(instant);
  return (months) => {
    const lastDay = Date.UTC(year, month + months + 1, 0);
    return Math.min(Date.UTC(year, month + months, day), lastDay) + timeOfDay;
  };
}

/** Midnight UTC of the instant's day. */
export function startOfDay(instant: Instant): Instant {
  return Math.floor(instant / MS_PER_DAY) * MS_PER_DAY;
}
