import { describe, expect, test } from 'vitest';
import {
  formatInstant,
  monthIndex,
  monthsWindow,
  parseInstant,
  utcDay,
  wholeMonthsWindow,
} from '../../../src/domain/time.ts';

test('monthIndex knows every day from 1900 to 2200 as Date does', () => {
  const wrong: string[] = [];
  for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2200, 0, 1); at += 86_400_000) {
    const date = new Date(at);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (monthIndex(at) !== month || monthIndex(at + 86_399_999) !== month) wrong.push(date.toISOString());
  }
  expect(wrong).toEqual([]);
  expect(monthIndex(Number.NaN)).toBe(Number.NaN);
});

describe('parseInstant', () => {
  test.each([
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2024-02-29T12:30', Date.UTC(2024, 1, 29, 12, 30)],
    ['2024-02-29 12:30:15', Date.UTC(2024, 1, 29, 12, 30, 15)],
    ['2024-02-29T12:30:15.1239Z', Date.UTC(2024, 1, 29, 12, 30, 15, 123)],
    ['2024-03-01T00:30:00+01:00', Date.UTC(2024, 1, 29, 23, 30)],
    ['2024-03-01T00:30:00-0530', Date.UTC(2024, 2, 1, 6)],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('%s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    '2023-02-29',
    '2024-13-01',
    '2024-1-1',
    '24:00',
    '2024-01-01T24:00',
    '1899-12-31',
    '2200-01-01',
    '',
    '2024-01-01Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

test('an instant is written without its time at midnight', () => {
  expect(formatInstant(Date.UTC(2024, 0, 31))).toBe('2024-01-31');
  expect(formatInstant(Date.UTC(2024, 0, 31, 18))).toBe('2024-01-31T18:00:00.000Z');
});

test('a window of n months is the current part of a month and the n - 1 before it', () => {
  const asOf = Date.UTC(2024, 2, 15, 10);
  expect(monthsWindow(asOf, 3)).toEqual({ start: Date.UTC(2024, 0, 1), end: asOf });
  expect(monthsWindow(asOf, 6).start).toBe(Date.UTC(2023, 9, 1));
});

test('whole months end where the current one begins', () => {
  expect(wholeMonthsWindow(Date.UTC(2024, 2, 15), 2)).toEqual({
    start: Date.UTC(2024, 0, 1),
    end: Date.UTC(2024, 2, 1),
  });
});

test('on the first of a month its first instant belongs to it', () => {
  expect(monthsWindow(Date.UTC(2024, 2, 1), 1)).toEqual({
    start: Date.UTC(2024, 2, 1),
    end: Date.UTC(2024, 2, 1),
  });
  expect(monthIndex(Date.UTC(2024, 2, 1)) - monthIndex(Date.UTC(2024, 2, 1) - 1)).toBe(1);
});

test('days are UTC days, before 1970 as well', () => {
  expect(utcDay(Date.UTC(2024, 0, 2)) - utcDay(Date.UTC(2024, 0, 1, 23, 59))).toBe(1);
  expect(utcDay(-1)).toBe(-1);
});
