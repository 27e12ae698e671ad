import { describe, expect, test } from 'vitest';
import type { Debtor } from '../../../../seed/credit/debtor.ts';
import { follow, type Course, type PlannedDue } from '../../../../seed/credit/repayment.ts';
import { instalments, monthlyBills } from '../../../../seed/credit/schedules.ts';
import { Streams } from '../../../../seed/random/streams.ts';
import { WORLD_ENDS_AT } from '../../../../seed/time/calendar.ts';
import { MS_PER_DAY } from '../../../../src/domain/time.ts';

const OPENED_AT = Date.UTC(2023, 0, 31, 10);

function debtor(reliability: number, isHardPressed = false): Debtor {
  return {
    subject: 0,
    joinedAt: Date.UTC(2022, 0, 1),
    reliability,
    incomeMinor: 750_000,
    isHardPressed: () => isHardPressed,
  };
}

function courses(who: Debtor, schedule: readonly PlannedDue[]): readonly Course[] {
  const streams = new Streams(11);
  return Array.from({ length: 300 }, (_, k) => follow(streams.of('courses', k), who, schedule));
}

describe('schedules', () => {
  test('instalments fall due monthly, add up to the total and are known from the opening', () => {
    const schedule = instalments(OPENED_AT, { months: 3, totalMinor: 100_000 });
    expect(schedule).toEqual([
      { dueAt: Date.UTC(2023, 1, 28), amountMinor: 33_334, knownAt: OPENED_AT },
      { dueAt: Date.UTC(2023, 2, 31), amountMinor: 33_333, knownAt: OPENED_AT },
      { dueAt: Date.UTC(2023, 3, 30), amountMinor: 33_333, knownAt: OPENED_AT },
    ]);
  });

  test('bills are known 18 days before they fall due; one sent before the end may fall due after it', () => {
    const openedAt = Date.UTC(2025, 9, 10, 10);
    const bills = monthlyBills({ openedAt, endsAt: Number.POSITIVE_INFINITY }, () => 9_900);
    expect(bills.map(({ dueAt, knownAt }) => [dueAt, knownAt])).toEqual([
      [Date.UTC(2025, 10, 10), Date.UTC(2025, 9, 23)],
      [Date.UTC(2025, 11, 10), Date.UTC(2025, 10, 22)],
      [Date.UTC(2026, 0, 10), Date.UTC(2025, 11, 23)],
    ]);
    expect(monthlyBills({ openedAt, endsAt: Date.UTC(2025, 11, 9) }, () => 9_900)).toHaveLength(1);
  });
});

describe('repayment', () => {
  const schedule = instalments(OPENED_AT, { months: 12, totalMinor: 1_200_000 });

  test('what is paid up adds up to what was called for, and nothing is paid before it is known', () => {
    for (const course of courses(debtor(0.9), schedule)) {
      if (course.paidUpAt === undefined) continue;
      const paid = course.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(paid).toBe(1_200_000);
      expect(Math.min(...course.payments.map(({ at }) => at))).toBeGreaterThan(OPENED_AT);
      expect(course.paidUpAt).toBe(Math.max(...course.payments.map(({ at }) => at)));
    }
  });

  test('a default comes at least 90 days after a due that stays unpaid', () => {
    const defaulted = courses(debtor(0, true), schedule).filter(
      ({ defaultedAt }) => defaultedAt !== undefined,
    );
    expect(defaulted.length).toBeGreaterThan(20);
    for (const { defaultedAt, payments, paidUpAt } of defaulted) {
      const overdue = schedule.filter((due) => due.dueAt <= defaultedAt! - 90 * MS_PER_DAY);
      const owed = overdue.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBeLessThan(owed);
      expect(paidUpAt).toBeUndefined();
    }
  });

  test('the reliable pay on the day far oftener, the hard-pressed less, and defaults follow suit', () => {
    const onTime = (who: Debtor): number => {
      const all = courses(who, schedule).flatMap(({ payments }) => payments);
      const byDay = all.filter(({ at }) =>
        schedule.some(({ dueAt }) => at < dueAt + MS_PER_DAY && at > dueAt - 8 * MS_PER_DAY),
      );
      return byDay.length / (300 * schedule.length);
    };
    const defaults = (who: Debtor): number =>
      courses(who, schedule).filter((c) => c.defaultedAt !== undefined).length;
    expect(onTime(debtor(1))).toBeGreaterThan(onTime(debtor(0.4)) + 0.1);
    expect(onTime(debtor(0.8))).toBeGreaterThan(onTime(debtor(0.8, true)) + 0.2);
    expect(defaults(debtor(1))).toBeLessThan(defaults(debtor(0.2)));
    expect(defaults(debtor(0.8))).toBeLessThan(defaults(debtor(0.8, true)));
  });

  test('bills stop after a default, a schedule agreed at the opening stands', () => {
    const bills = monthlyBills({ openedAt: OPENED_AT, endsAt: Number.POSITIVE_INFINITY }, () => 10_000);
    const cut = courses(debtor(0, true), bills).find(({ defaultedAt }) => defaultedAt !== undefined);
    expect(cut?.dues.every(({ knownAt }) => knownAt < cut.defaultedAt!)).toBe(true);
    const stands = courses(debtor(0, true), schedule).find(({ defaultedAt }) => defaultedAt !== undefined);
    expect(stands?.dues).toEqual(schedule);
  });

  test('nothing is paid or called in default at the end or later', () => {
    const late = instalments(Date.UTC(2025, 11, 1, 9), { months: 12, totalMinor: 1_200_000 });
    for (const { payments, paidUpAt, defaultedAt } of courses(debtor(0.3, true), late)) {
      expect(payments.every(({ at }) => at < WORLD_ENDS_AT)).toBe(true);
      expect([paidUpAt, defaultedAt]).toEqual([undefined, undefined]);
    }
  });
});
