import { describe, expect, test } from 'vitest';
import { choicesOf } from '../../../src/domain/columns.ts';
import { FACTS } from '../../../src/domain/facts.ts';
import { buildProjection } from '../../../src/engine/projection.ts';
import { factTables, people } from '../../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15, 12);
const LONG_AGO = Date.UTC(2020, 0, 1);
const day = (month: number, date: number) => Date.UTC(2025, month - 1, date);
const kindOf = (kind: string) => choicesOf(FACTS.obligations.schema.shape.kind).indexOf(kind);
const [ANN, BOB, CAT, DAN] = [0, 1, 2, 3] as const;
const four = people(['ann', 'bob', 'cat', 'dan'], LONG_AGO);
const obligation = (debtor: number, kind: string, rest = {}) => ({
  ...{ id: '', debtor, kind: kindOf(kind), currency: 'CNY', principal: 1000, opened_at: day(1, 1), ...rest },
});
const columnsOf = async (rows: Parameters<typeof factTables>[0], reportingCurrency?: string) =>
  (await buildProjection(factTables({ subjects: four, ...rows }), AS_OF, { reportingCurrency })).columns;

describe('what is still to pay', () => {
  test('is the latest balance, else dues less payments, else the principal less payments', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan'),
        obligation(BOB, 'instalment'),
        obligation(CAT, 'loan'),
        obligation(DAN, 'loan', { settled_at: day(3, 1) }),
        obligation(DAN, 'loan', { settled_at: day(3, 1), reliability: 400_000 }),
        obligation(DAN, 'card', { settled_at: day(3, 1) }),
      ],
      balances: [{ obligation: 0, balance: 250 }],
      dues: [
        { obligation: 1, due_at: day(5, 1), amount: 600 },
        { obligation: 1, due_at: day(9, 1), amount: 600 },
      ],
      payments: [
        { obligation: 0, occurred_at: day(2, 1), amount: 900 },
        { obligation: 1, occurred_at: day(5, 1), amount: 700 },
        { obligation: 2, occurred_at: day(5, 1), amount: 300 },
      ],
    });
    expect([...columns.instalmentBalance]).toEqual([250, 500, 700, 0]);
    expect([...columns.totalDebt]).toEqual([250, 500, 700, 0]);
    // Of dan's two one is believed, and none is owed.
    expect([...columns.instalmentPrincipal]).toEqual([1000, 1000, 1000, 1000]);
    expect([...columns.instalmentDebts]).toEqual([1, 1, 1, 1]);
    expect([...columns.openDebts]).toEqual([1, 1, 1, 0]);
  });

  test('of a bill only what has fallen due, of a card only its balance', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'utility'),
        obligation(ANN, 'rental'),
        obligation(BOB, 'card'),
        obligation(CAT, 'card'),
      ],
      balances: [{ obligation: 3, balance: 40, limit: 100 }],
      dues: [
        { obligation: 0, due_at: day(6, 1), amount: 30 },
        { obligation: 0, due_at: day(7, 1), amount: 30 },
      ],
    });
    expect([...columns.totalDebt]).toEqual([30, 0, 40, 0]);
    expect([...columns.openDebts]).toEqual([2, 0, 1, 0]);
    expect(columns.instalmentDebts.every((count) => count === 0)).toBe(true);
  });

  test('is exchanged, and weighed by who says so', async () => {
    const columns = await columnsOf(
      {
        obligations: [obligation(ANN, 'loan', { currency: 'USD' }), obligation(ANN, 'loan')],
        balances: [
          { obligation: 0, balance: 100 },
          { obligation: 1, balance: 500, reliability: 500_000 },
        ],
        rates: [{ currency: 'USD', per_reporting_unit: 125_000 }],
      },
      'CNY',
    );
    // By hand: 100 / 0.125 and 500 / 2 + 1000 / 2; a principal of 1000 / 0.125 and 1000.
    expect(columns.instalmentBalance[ANN]).toBe(1550);
    expect(columns.instalmentPrincipal[ANN]).toBe(9000);
  });

  test('is told by each balance as far as it is believed more than those after it, the rest by the schedule', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan'),
        obligation(BOB, 'loan'),
        obligation(CAT, 'card', { reliability: 600_000 }),
        obligation(DAN, 'loan', { reliability: 200_000 }),
      ],
      balances: [
        // Rows come in any order; the second is the latest, and the first is believed no more than the third after it.
        { obligation: 0, occurred_at: day(2, 1), balance: 5, reliability: 750_000 },
        { obligation: 0, occurred_at: day(4, 1), balance: 0, reliability: 250_000 },
        { obligation: 0, occurred_at: day(3, 1), balance: 400, reliability: 750_000 },
        { obligation: 1, occurred_at: day(4, 1), balance: 0, reliability: 250_000 },
        { obligation: 2, occurred_at: day(4, 1), balance: 80, limit: 100, reliability: 250_000 },
        { obligation: 3, occurred_at: day(4, 1), balance: 700, reliability: 200_000 },
      ],
    });
    // By hand: 0 / 4 + 400 / 2 + 1000 / 4; 0 / 4 + 1000 * 3 / 4; 80 / 4, of a card there is no schedule; 700 / 5.
    expect([...columns.totalDebt]).toEqual([450, 750, 20, 140]);
    expect([...columns.instalmentPrincipal]).toEqual([1000, 1000, 0, 200]);
  });

  test('of a debt given up is what its last balance from before leaves after later payments', async () => {
    const lost = { written_off_at: day(5, 1) };
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan', lost),
        obligation(BOB, 'loan', lost),
        obligation(CAT, 'card', lost),
        obligation(DAN, 'loan'),
      ],
      balances: [
        { obligation: 0, occurred_at: day(4, 1), balance: 600 },
        { obligation: 2, occurred_at: day(4, 1), balance: 90, limit: 100 },
        { obligation: 3, occurred_at: day(4, 1), balance: 600 },
      ],
      payments: [
        { obligation: 0, occurred_at: day(3, 1), amount: 100 },
        { obligation: 0, occurred_at: day(4, 1), amount: 100 },
        { obligation: 0, occurred_at: day(4, 15), amount: 30 },
        { obligation: 0, occurred_at: day(6, 1), amount: 50 },
        { obligation: 1, occurred_at: day(6, 1), amount: 50 },
        { obligation: 2, occurred_at: day(6, 1), amount: 120 },
        { obligation: 3, occurred_at: day(6, 1), amount: 50 },
      ],
    });
    // A balance knows of the payments up to it. Of a debt that lasts the next balance will tell what was paid since.
    expect([...columns.totalDebt]).toEqual([520, 950, 0, 600]);
    expect([columns.revolvingBalance[CAT], columns.revolvingLimit[CAT]]).toEqual([0, 100]);
  });
});

test('the fullest line stands out beside their sum', async () => {
  const card = obligation(ANN, 'card');
  const columns = await columnsOf({
    obligations: [card, card, card],
    balances: [
      { obligation: 0, balance: 90, limit: 100 },
      // The latest word on it is believed by less than half; the latest that is believed by more counts for the worst.
      { obligation: 1, occurred_at: day(5, 1), balance: 10, limit: 900, reliability: 250_000 },
      { obligation: 1, occurred_at: day(4, 1), balance: 855, limit: 900 },
      { obligation: 2, balance: 300, limit: 200, reliability: 400_000 },
    ],
  });
  expect(columns.worstLineUse[ANN]).toBe(0.95);
  // By hand: 90, 10 / 4 + 855 * 3 / 4 and 300 * 2 / 5; 100, 900 and 200 * 2 / 5.
  expect(columns.revolvingBalance[ANN]).toBe(90 + 643.75 + 120);
  expect(columns.revolvingLimit[ANN]).toBe(100 + 900 + 80);
  expect(columns.revolvingLines[ANN]).toBe(3);
});

test('a balance that tells no limit leaves the use of a line to those before it that are believed more', async () => {
  const columns = await columnsOf({
    obligations: [obligation(ANN, 'card'), obligation(BOB, 'card')],
    balances: [
      { obligation: 0, occurred_at: day(5, 1), balance: 10, reliability: 200_000 },
      { obligation: 0, occurred_at: day(4, 1), balance: 80, limit: 100 },
      { obligation: 1, occurred_at: day(5, 1), balance: 10 },
      { obligation: 1, occurred_at: day(4, 1), balance: 80, limit: 100, reliability: 800_000 },
    ],
  });
  expect([...columns.worstLineUse]).toEqual([0.8, Number.NaN, Number.NaN, Number.NaN]);
  expect([...columns.revolvingLines]).toEqual([1, 0, 0, 0]);
  expect([columns.revolvingBalance[ANN], columns.revolvingLimit[ANN]]).toEqual([64, 80]);
});

test('kinds and age come from sources believed at least by half, openings and inquiries weigh', async () => {
  const columns = await columnsOf({
    obligations: [
      obligation(ANN, 'loan', { reliability: 500_000 }),
      obligation(ANN, 'card'),
      obligation(ANN, 'card'),
      obligation(ANN, 'rental', { opened_at: LONG_AGO, reliability: 499_999 }),
      obligation(ANN, 'deposit', { reliability: 0 }),
    ],
    inquiries: [{ subject: ANN, inquiries: 3, reliability_sum: 1_500_000 }],
  });
  expect([columns.obligationKinds[ANN], columns.obligationsEver[ANN]]).toEqual([2, 4]);
  expect(columns.oldestObligationAt[ANN]).toBe(day(1, 1));
  expect([columns.obligationsOpened6[ANN], columns.openedWeight6[ANN]]).toEqual([3, 2.5]);
  expect([columns.inquiries6[ANN], columns.inquiryWeight6[ANN]]).toEqual([3, 1.5]);
});

describe('lateness', () => {
  const dues = [
    { obligation: 0, due_at: day(3, 1), amount: 10 },
    { obligation: 1, due_at: day(3, 1), amount: 10 },
    { obligation: 2, due_at: day(3, 1), amount: 10, reliability: 250_000 },
  ];
  const columns = () =>
    columnsOf({
      obligations: [obligation(ANN, 'rental'), obligation(BOB, 'loan'), obligation(CAT, 'utility')],
      dues,
      payments: [{ obligation: 0, occurred_at: day(3, 11), amount: 10 }],
    });

  test('ends with the payment, or lasts to asOf; a source that is hardly believed dates none', async () => {
    const { lastLateAt, worstDaysLate24, duesLate24, duesPastDue } = await columns();
    expect([...lastLateAt]).toEqual([day(3, 11), AS_OF, Number.NaN, Number.NaN]);
    expect([...worstDaysLate24]).toEqual([10, 106, 0, Number.NaN]);
    expect([...duesLate24]).toEqual([1, 1, 0, 0]);
    expect([...duesPastDue]).toEqual([0, 1, 0, 0]);
  });

  test('is counted whole and weighed by the source', async () => {
    const { duesLate, duesMaturedWeight, utilityDuesLate, placedDuesLate } = await columns();
    expect([...duesLate]).toEqual([1, 1, 1, 0]);
    expect([...utilityDuesLate]).toEqual([0, 0, 1, 0]);
    expect([...placedDuesLate]).toEqual([1, 0, 0, 0]);
    // Three months old.
    expect(duesMaturedWeight[ANN]).toBe(0.5 ** (3 / 12));
    expect(duesMaturedWeight[CAT]).toBe(0.25 * 0.5 ** (3 / 12));
  });
});

test('a deposit without dues is honoured when it is settled, and broken when it is given up, whatever comes after', async () => {
  const columns = await columnsOf({
    obligations: [
      obligation(ANN, 'deposit', { settled_at: day(6, 1) }),
      obligation(BOB, 'deposit', { written_off_at: day(6, 1) }),
      obligation(CAT, 'deposit'),
      obligation(DAN, 'deposit', { defaulted_at: day(6, 1), settled_at: day(6, 3) }),
    ],
  });
  expect([...columns.placedDuesMatured]).toEqual([1, 1, 0, 1]);
  expect([...columns.placedOnTimeWeight]).toEqual([1, 0, 0, 0]);
  expect([...columns.placedDuesLate]).toEqual([0, 1, 0, 1]);
});

describe('a debt in default or given up', () => {
  const called = { defaulted_at: day(3, 1) };

  test('is a due of that day, unpaid until it is settled', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan', called),
        obligation(BOB, 'loan', { ...called, settled_at: day(3, 31) }),
        obligation(CAT, 'loan', { ...called, settled_at: day(3, 1) }),
        obligation(DAN, 'loan', { written_off_at: AS_OF - 1 }),
      ],
    });
    // Settled by that day it was none; today's counts when the day has ended, as any due of today.
    expect([...columns.duesMatured]).toEqual([1, 1, 0, 0]);
    expect([...columns.duesLate]).toEqual([1, 1, 0, 0]);
    expect([...columns.duesOnTimeWeight]).toEqual([0, 0, 0, 0]);
    expect([...columns.duesMaturedWeight]).toEqual([0.5 ** (3 / 12), 0.5 ** (3 / 12), 0, 0]);
    expect([...columns.duesPastDue]).toEqual([1, 0, 0, 0]);
    // From 1 March to 15 June, and to 31 March.
    expect([...columns.worstDaysLate24]).toEqual([106, 30, Number.NaN, Number.NaN]);
    expect([...columns.lastLateAt]).toEqual([AS_OF, day(3, 31), Number.NaN, Number.NaN]);
  });

  test('is late from when it was first called so, and weighs from the last', async () => {
    const columns = await columnsOf({
      obligations: [obligation(ANN, 'loan', { ...called, written_off_at: day(5, 1) })],
    });
    expect([columns.worstDaysLate24[ANN], columns.duesMatured[ANN]]).toEqual([106, 1]);
    expect(columns.duesMaturedWeight[ANN]).toBe(0.5 ** (1 / 12));
  });

  test('is one failing with its late dues, of the weight of the heavier', async () => {
    const late = (...days: readonly number[]) =>
      days.map((due_at) => ({ obligation: 0, due_at, amount: 10 }));
    const weigh = async (dues: ReturnType<typeof late>) => {
      const columns = await columnsOf({ obligations: [obligation(ANN, 'loan', called)], dues });
      const { duesMatured, duesLate, duesPastDue, duesLate24, duesMaturedWeight } = columns;
      expect([duesMatured, duesPastDue, duesLate24].map((counts) => counts[ANN])).toEqual(
        [1, 1, 1].map(() => duesLate[ANN]),
      );
      return [duesLate[ANN], duesMaturedWeight[ANN]];
    };
    expect(await weigh(late())).toEqual([1, 0.5 ** (3 / 12)]);
    expect(await weigh(late(day(2, 1)))).toEqual([1, expect.closeTo(0.5 ** (3 / 12), 12)]);
    expect(await weigh(late(day(2, 1), day(4, 1)))).toEqual([2, 0.5 ** (4 / 12) + 0.5 ** (2 / 12)]);
  });

  test('weighs by who says so, and dates no delay where that is hardly believed', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'utility', { ...called, reliability: 250_000 }),
        obligation(BOB, 'utility', { ...called, reliability: 0 }),
      ],
    });
    expect(columns.utilityMaturedWeight[ANN]).toBe(0.25 * 0.5 ** (3 / 12));
    expect([columns.lastLateAt[ANN], columns.worstDaysLate24[ANN]]).toEqual([Number.NaN, Number.NaN]);
    expect([...columns.duesMatured]).toEqual([1, 0, 0, 0]);
  });

  test('that was settled before the 24 months does not say that nothing was late in them', async () => {
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan', {
          ...{ opened_at: LONG_AGO, defaulted_at: LONG_AGO + 1e10, settled_at: LONG_AGO + 2e10 },
        }),
      ],
    });
    expect([columns.duesLate[ANN], columns.worstDaysLate24[ANN]]).toEqual([1, Number.NaN]);
  });

  test('is owed until it is settled, on its schedule', async () => {
    const givenUp = { ...called, written_off_at: day(5, 1) };
    const columns = await columnsOf({
      obligations: [
        obligation(ANN, 'loan', givenUp),
        obligation(BOB, 'loan', givenUp),
        obligation(CAT, 'card', givenUp),
        obligation(DAN, 'loan', { ...givenUp, settled_at: day(6, 1) }),
      ],
      dues: [{ obligation: 0, due_at: day(7, 1), amount: 600 }],
      balances: [{ obligation: 2, balance: 90, limit: 100 }],
    });
    expect([...columns.totalDebt]).toEqual([600, 1000, 90, 0]);
    expect([...columns.instalmentBalance]).toEqual([600, 1000, 0, 0]);
    expect([...columns.instalmentDebts]).toEqual([1, 1, 0, 1]);
    expect([...columns.monthlyDues]).toEqual([600, Number.NaN, 0, 0]);
    expect([...columns.revolvingBalance]).toEqual([0, 0, 90, 0]);
  });

  test('leaves the record alone, which is of opportunity', async () => {
    const columns = await columnsOf({ obligations: [obligation(ANN, 'loan', called)] });
    expect(columns.record[ANN]).toBe(0);
  });
});

describe('guarantees', () => {
  /** cat -> ann -> bob's loan of 1000, for which dan stands as well. */
  const world = (loan = {}) => ({
    obligations: [obligation(BOB, 'loan', loan)],
    guarantees: [
      { source: ANN, target: BOB, obligation: 0 },
      { source: DAN, target: BOB },
      { source: CAT, target: ANN, amount: 300 },
    ],
  });

  test('share what is outstanding, and chains count what can come through', async () => {
    const columns = await columnsOf(world());
    // By hand: nothing is known of anybody, so each fails with 0.05; ann and dan stand for 500 each, cat for 300 of ann's.
    expect([...columns.guaranteesGiven]).toEqual([1, 0, 1, 1]);
    expect(columns.guaranteeBurden[ANN]).toBeCloseTo(25, 9);
    expect(columns.guaranteeBurden[DAN]).toBeCloseTo(25, 9);
    expect(columns.guaranteeBurden[CAT]).toBeCloseTo(300 * 0.05 * 0.05, 9);
    expect(columns.inGuaranteeCircle.every((flag) => flag === 0)).toBe(true);
  });

  test('a debtor in default fails for sure, until it has settled', async () => {
    expect((await columnsOf(world({ defaulted_at: day(5, 1) }))).guaranteeBurden[ANN]).toBe(500);
    const settled = await columnsOf(world({ defaulted_at: day(5, 1), settled_at: day(6, 1) }));
    expect(settled.guaranteeBurden[ANN]).toBe(0);
  });

  test('late dues make failing likelier: (0.5 + 10) / (10 + 10)', async () => {
    const dues = Array.from({ length: 10 }, () => ({ obligation: 0, due_at: day(6, 1), amount: 100 }));
    const columns = await columnsOf({ ...world(), dues });
    expect(columns.guaranteeBurden[ANN]).toBeCloseTo(500 * 0.525, 9);
  });

  test('a guarantee weighs by its source, and one that nobody believes is none', async () => {
    const { obligations } = world();
    const columns = await columnsOf({
      obligations,
      guarantees: [
        { source: ANN, target: BOB, obligation: 0, reliability: 500_000 },
        { source: DAN, target: BOB, reliability: 0 },
      ],
    });
    expect([...columns.guaranteesGiven]).toEqual([1, 0, 0, 0]);
    expect(columns.guaranteeBurden[ANN]).toBeCloseTo(1000 * 0.05 * 0.5, 9);
  });

  test('who stand for one another in a circle are flagged, and what comes round to them is not counted', async () => {
    const { obligations } = world();
    const columns = await columnsOf({
      obligations,
      guarantees: [
        { source: ANN, target: BOB },
        { source: BOB, target: ANN },
      ],
    });
    expect([...columns.inGuaranteeCircle]).toEqual([1, 1, 0, 0]);
    expect(columns.guaranteeBurden[ANN]).toBeCloseTo(1000 * 0.05, 9);
    expect(columns.guaranteeBurden[BOB]).toBe(0);
  });
});
