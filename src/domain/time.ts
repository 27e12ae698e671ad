/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. Zones are resolved on the way in. */
export type Instant = number;

/** Half-open: `start` belongs to the window, `end` does not. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant;
}

export const MS_PER_DAY = 86_400_000;

/** The earliest and latest instants a fact may name; outside of them lies a unit mistake, not history. */
export const EARLIEST_INSTANT: Instant = Date.UTC(1900, 0, 1);
export const LATEST_INSTANT: Instant = Date.UTC(2200, 0, 1) - 1;

/**
 * ISO 8601: a date, or a date and a time with `T` or one space between, up to nine fractional digits
 * (cut to milliseconds) and a zone. Without a zone it is UTC. RE2 and JavaScript read it alike, so stores
 * and TypeScript give the same verdict.
 */
export const INSTANT_PATTERN =
  '^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' +
  '(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\\.([0-9]{1,9}))?)?' +
  '(Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?$';

const instantExpression = new RegExp(INSTANT_PATTERN);

/** Reads an instant as INSTANT_PATTERN has it; undefined when the text is none, or names no real date. */
export function parseInstant(text: string): Instant | undefined {
  const match = instantExpression.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const atMidnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(atMidnight);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  if (date.getUTCDate() !== Number(day) || date.getUTCFullYear() !== Number(year)) return undefined;
  const ofDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const instant = atMidnight + ofDay + Number(fraction.padEnd(3, '0').slice(0, 3)) - zoneOffsetMs(zone);
  return instant < EARLIEST_INSTANT || instant > LATEST_INSTANT ? undefined : instant;
}

function zoneOffsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** ISO 8601 in UTC; the time of day is left out at midnight. */
export function formatInstant(instant: Instant): string {
  const text = new Date(instant).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

const [DAYS_BEFORE_EPOCH, DAYS_OF_400_YEARS] = [719_468, 146_097];

/**
 * Calendar months since year 0, UTC: the difference of two is a number of months. By whole numbers alone, which a Date takes
 * ten times as long for: years begin in March here, so that a leap day is the last, and 400 of them are always as long.
 * After H. Hinnant, chrono-Compatible Low-Level Date Algorithms, 2021, `civil_from_days`.
 */
export function monthIndex(instant: Instant): number {
  const days = utcDay(instant) + DAYS_BEFORE_EPOCH;
  const era = Math.floor(days / DAYS_OF_400_YEARS);
  const day = days - era * DAYS_OF_400_YEARS;
  const leaps = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / 146_096);
  const year = Math.floor((day - leaps) / 365);
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + year) * 12 + month + 2;
}

/** The first instant of a month given by its index. */
export function monthStart(index: number): Instant {
  return Date.UTC(Math.floor(index / 12), index % 12, 1);
}

/** The current part of asOf's UTC calendar month and the `months - 1` before it. */
export function monthsWindow(asOf: Instant, months: number): Window {
  return { start: monthStart(monthIndex(asOf) - months + 1), end: asOf };
}

/** The `months` whole UTC calendar months before asOf's own: what medians and spreads use. */
export function wholeMonthsWindow(asOf: Instant, months: number): Window {
  const end = monthIndex(asOf);
  return { start: monthStart(end - months), end: monthStart(end) };
}

/** UTC days since the epoch: days late are differences of these. */
export function utcDay(instant: Instant): number {
  return Math.floor(instant / MS_PER_DAY);
}
