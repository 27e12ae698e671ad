import { describe, expect, it } from 'vitest';
import { chanceOfTie, closeTriads } from '../../../src/laboratory/behaviours/close-triads.ts';
import { dropTies } from '../../../src/laboratory/behaviours/drop-ties.ts';
import { strive } from '../../../src/laboratory/behaviours/strive.ts';
import { Payments, planPayments } from '../../../src/laboratory/world/payments.ts';
import { MS_PER_DAY } from '../../../src/domain/time.ts';
import { MONTH, monthOf, NONE, tieRow } from './people.ts';

const ALWAYS = 1;
const pairs = (ties: readonly { from: number; to: number }[]) => ties.map(({ from, to }) => [from, to]);

describe('dropping ties', () => {
  // 0 at 700 knows 1 at 650, 2 at 651, 3 at 600 who is family, 4 without a number and 5, a fake account at 500.
  const scores = [700, 650, 651, 600, NONE, 500];
  const rows = [
    tieRow(0, 1),
    tieRow(2, 0),
    tieRow(0, 3, { kind: 'family' }),
    tieRow(0, 4),
    tieRow(5, 0),
    tieRow(1, 3),
  ];
  const isFake = Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);

  it('ends ties to those 50 points or more below, family and fake accounts apart', () => {
    const { month, ties } = monthOf(scores, { ties: rows, isFake, conduct: { dropping: ALWAYS } });
    expect(dropTies(month, ties)).toBe(2);
    expect(pairs(ties.live(Date.UTC(2025, 6, 1)))).toEqual([
      [2, 0],
      [0, 3],
      [0, 4],
      [5, 0],
    ]);
  });

  it('says so in another version of the tie, within the month', () => {
    const { month, ties } = monthOf(scores, { ties: rows, isFake, conduct: { dropping: ALWAYS } });
    dropTies(month, ties);
    const told = ties.recordedWithin({ start: MONTH.start, end: Number.POSITIVE_INFINITY });
    expect(told).toHaveLength(2);
    for (const row of told) {
      expect(row.until).toBeGreaterThanOrEqual(MONTH.start);
      expect(row.until).toBeLessThan(MONTH.end);
      expect(row.recorded_at).toBeGreaterThan(row.until!);
    }
    const before = rows.map((row) => ({ ...row, until: undefined, recorded_at: 0 }));
    for (const row of told) expect(before).toContainEqual({ ...row, until: undefined, recorded_at: 0 });
  });

  it('takes the place of what would have become of the tie later', () => {
    const later = tieRow(0, 1, { until: Date.UTC(2025, 8, 1), recorded_at: Date.UTC(2025, 8, 2) });
    const { month, ties } = monthOf(scores, { ties: [tieRow(0, 1), later], conduct: { dropping: ALWAYS } });
    dropTies(month, ties);
    expect(ties.recordedWithin({ start: Date.UTC(2025, 8, 1), end: Number.POSITIVE_INFINITY })).toEqual([]);
  });

  it('happens to nobody where company is not weighed', () => {
    const free = { ties: rows, conduct: { dropping: ALWAYS }, weighsCompany: false };
    const { month, ties } = monthOf(scores, free);
    expect(dropTies(month, ties)).toBe(0);
  });
});

describe('closing triads', () => {
  // 0 - 1 - 2 - 3, with 3 asked by 0 once and turned down.
  const rows = [tieRow(0, 1), tieRow(1, 2), tieRow(2, 3)];

  it('ties friends of friends, once each', () => {
    const { month, ties } = monthOf([600, 600, 600, 600], { ties: rows, conduct: { closing: ALWAYS } });
    expect(closeTriads(month, ties)).toBe(2);
    expect(
      pairs(ties.live(Date.UTC(2025, 6, 1)))
        .slice(3)
        .sort(),
    ).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('ties nobody who was tied or asked before', () => {
    const refused = tieRow(2, 0, { accepted_at: undefined });
    const { month, ties } = monthOf([600, 600, 600, 600], {
      ties: [...rows, refused],
      conduct: { closing: ALWAYS },
    });
    expect(closeTriads(month, ties)).toBe(1);
  });

  it('does not tie those of whom one looks down on the other, where company is weighed', () => {
    const scores = [600, 600, 650, 600];
    const { month, ties } = monthOf(scores, { ties: rows, conduct: { closing: ALWAYS } });
    expect(closeTriads(month, ties)).toBe(1);
    const free = monthOf(scores, { ties: rows, conduct: { closing: ALWAYS }, weighsCompany: false });
    expect(closeTriads(free.month, free.ties)).toBe(2);
  });

  it('has one chance for each common friend', () => {
    expect(chanceOfTie(0.1, 1)).toBeCloseTo(0.1, 12);
    expect(chanceOfTie(0.1, 2)).toBeCloseTo(0.19, 12);
    expect(chanceOfTie(0.1, 0)).toBe(0);
  });
});

describe('striving', () => {
  const day = (number: number) => MONTH.start + number * MS_PER_DAY;
  // Person 1 owes on the 60th day before, and on days 5, 20 and 40. Each is paid late, the third on its day.
  const dues = [-60, 5, 20, 40].map((at, seq) => ({
    obligation_id: 7,
    seq,
    due_at: day(at),
    amount_minor: 100,
  }));
  const paid = (id: number, at: number) => ({
    id,
    obligation_id: 7,
    occurred_at: at,
    amount_minor: 100,
    recorded_at: at + 1000,
  });
  const onTheDay = day(20) + 8 * 3_600_000;
  const rows = [paid(0, day(3)), paid(1, day(12)), paid(2, onTheDay), paid(3, day(45))];
  const planned = planPayments({ obligations: [{ id: 7, debtor_id: 1 }], dues, payments: rows });
  const everything = { start: 0, end: Number.POSITIVE_INFINITY };

  it('is of those whom somebody 50 points above is tied to', () => {
    for (const [scores, moved] of [
      [[700, 650], 2],
      [[700, 651], 0],
    ] as const) {
      const { month } = monthOf(scores, { ties: [tieRow(0, 1)], conduct: { striving: ALWAYS } });
      expect(strive(month, new Payments(planned))).toBe(moved);
    }
  });

  it('pays what is open at once, what falls due on its day, and what is paid on its day as ever', () => {
    const { month } = monthOf([700, 600], { ties: [tieRow(0, 1)], conduct: { striving: ALWAYS } });
    const payments = new Payments(planned);
    strive(month, payments);
    const [open, due, asEver, later] = payments.recordedWithin(everything);
    expect(Math.floor((open!.occurred_at - MONTH.start) / MS_PER_DAY)).toBe(0);
    expect(Math.floor((due!.occurred_at - MONTH.start) / MS_PER_DAY)).toBe(5);
    expect([asEver, later]).toEqual([rows[2], rows[3]]);
    // Word of it comes in as fast as it would have.
    expect(open!.recorded_at - open!.occurred_at).toBe(1000);
  });

  it('is nobody’s where company is not weighed', () => {
    const free = { ties: [tieRow(0, 1)], conduct: { striving: ALWAYS }, weighsCompany: false };
    expect(strive(monthOf([700, 600], free).month, new Payments(planned))).toBe(0);
  });
});

describe('payments as planned', () => {
  const due = (seq: number, due_at: number, amount_minor: number) => ({
    obligation_id: 1,
    seq,
    due_at,
    amount_minor,
  });
  const payment = (id: number, occurred_at: number, amount_minor: number) => ({
    id,
    obligation_id: 1,
    occurred_at,
    amount_minor,
    recorded_at: occurred_at,
  });
  const dueOf = (dues: Parameters<typeof due>[], payments: Parameters<typeof payment>[]) =>
    planPayments({
      obligations: [{ id: 1, debtor_id: 4 }],
      dues: dues.map((each) => due(...each)),
      payments: payments.map((each) => payment(...each)),
    }).map(({ dueAt }) => dueAt);

  it('go to the oldest due that is open', () => {
    // 100 due at 10 and at 20: 60 to the first, 60 to its rest, 80 to the second, and 5 to none.
    const dues: Parameters<typeof due>[] = [
      [1, 20, 100],
      [0, 10, 100],
    ];
    expect(
      dueOf(dues, [
        [0, 11, 60],
        [1, 12, 60],
        [2, 13, 80],
        [3, 14, 5],
      ]),
    ).toEqual([10, 10, 20, undefined]);
  });

  it('go by how much they turned out to be', () => {
    // The first came in as 10, and was 100.
    const dues: Parameters<typeof due>[] = [
      [0, 10, 100],
      [1, 20, 100],
    ];
    expect(
      dueOf(dues, [
        [0, 11, 10],
        [0, 11, 100],
        [1, 21, 100],
      ]),
    ).toEqual([10, 10, 20]);
  });
});
