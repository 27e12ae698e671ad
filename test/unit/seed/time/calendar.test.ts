import { describe, expect, test } from 'vitest';
import { Streams } from '../../../../seed/random/streams.ts';
import {
  isWeekend,
  momentBetween,
  momentOfDay,
  monthsAfter,
  startOfDay,
} from '../../../../seed/time/calendar.ts';
import { utcDay } from '../../../../src/domain/time.ts';

describe('calendar', () => {
  test('keeps the day of the month, and takes the last one of shorter months', () => {
    const after = monthsAfter(Date.UTC(2023, 11, 31, 9, 30));
    expect([0, 1, 2, 4, 14].map((months) => new Date(after(months)).toISOString())).toEqual([
      '2023-12-31T09:30:00.000Z',
      '2024-01-31T09:30:00.000Z',
      '2024-02-29T09:30:00.000Z',
      '2024-04-30T09:30:00.000Z',
      '2025-02-28T09:30:00.000Z',
    ]);
  });

  test('starts days at midnight UTC, before the epoch as well', () => {
    expect(startOfDay(Date.UTC(2024, 1, 29, 23, 59))).toBe(Date.UTC(2024, 1, 29));
    expect(startOfDay(-1)).toBe(Date.UTC(1969, 11, 31));
  });

  test('knows weekends', () => {
    // 2025-12-26 was a Friday.
    const days = [26, 27, 28, 29].map((day) => isWeekend(utcDay(Date.UTC(2025, 11, day))));
    expect(days).toEqual([false, true, true, false]);
  });

  test('places moments within the local day, which begins at 16:00 UTC the day before', () => {
    const random = new Streams(1).of('moments');
    const day = utcDay(Date.UTC(2025, 4, 10));
    const moments = Array.from({ length: 2000 }, () => momentOfDay(random, day));
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(Date.UTC(2025, 4, 9, 16));
    expect(Math.max(...moments)).toBeLessThan(Date.UTC(2025, 4, 10, 16));
    // 02:00 to 06:00 local time is 18:00 to 22:00 UTC: 1.6 of 169.6 by weight.
    const asleep = moments.filter((at) => at >= Date.UTC(2025, 4, 9, 18) && at < Date.UTC(2025, 4, 9, 22));
    expect(asleep.length / moments.length).toBeLessThan(0.03);
  });

  test('places moments between two instants at the hours at which people are up, where there are any', () => {
    const random = new Streams(1).of('moments between');
    const [from, until] = [Date.UTC(2025, 2, 3), Date.UTC(2025, 2, 17)];
    const moments = Array.from({ length: 5000 }, () => momentBetween(random, from, until));
    expect(moments.every((at) => at >= from && at < until)).toBe(true);
    // The weights of midnight to six in the morning, UTC+8, are 3.6 of 169.6 in all.
    const atNight = moments.filter((at) => new Date(at + 8 * 3_600_000).getUTCHours() < 6).length;
    expect(Math.abs(atNight / 5000 - 3.6 / 169.6)).toBeLessThan(0.007);
    const night = Date.UTC(2025, 2, 3, 19);
    expect(momentBetween(random, night, night + 1)).toBe(night);
  });
});
