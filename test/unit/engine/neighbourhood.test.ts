import { describe, expect, test } from 'vitest';
import { buildProjection } from '../../../src/engine/projection.ts';
import { factTables, people } from '../../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15, 12);
const LONG_AGO = Date.UTC(2020, 0, 1);
const [ANN, BOB, CAT, DAN, EVE] = [0, 1, 2, 3, 4] as const;
const five = people(['ann', 'bob', 'cat', 'dan', 'eve'], LONG_AGO);
const tie = (source: number, target: number, strength = 1) => ({
  ...{ source, target, strength: strength * 1_000_000 },
});

/** Three ratings received: as many facts as a record takes. */
const recordsOf = (...subjects: readonly number[]) =>
  subjects.flatMap((target) =>
    [ANN, BOB, CAT, DAN]
      .filter((source) => source !== target)
      .slice(0, 3)
      .map((source) => ({ source, target, ratings: 1, weight: 1_000_000, value_sum: 0 })),
  );

describe('trust', () => {
  /** ann (seed), bob and cat know each other; dan knows cat only; eve nobody. */
  const knows = [tie(ANN, BOB), tie(ANN, CAT), tie(BOB, CAT), tie(CAT, DAN)];

  test('spreads from seeds in few steps, per unit of tie, the last two averaged', async () => {
    const { columns } = await buildProjection(
      factTables({ subjects: five, knows, seeds: [{ subject: ANN }], rated: recordsOf(BOB, CAT, DAN) }),
      AS_OF,
    );
    // By hand, in 24ths: after two steps 10, 4, 6, 4, after three 4, 7, 11, 2; per tie, of which they have 2, 2, 3, 1:
    const values = [10 / 2 + 4 / 2, 4 / 2 + 7 / 2, 6 / 3 + 11 / 3, 4 + 2];
    const mean = values.reduce((sum, value) => sum + value, 0) / 4;
    values.forEach((value, subject) => {
      expect(columns.propagatedTrust[subject]).toBeCloseTo(value / mean, 9);
    });
    expect(columns.propagatedTrust[EVE]).toBeNaN();
  });

  test('communities that have seeds start with the same trust, however many seeds they have', async () => {
    // Two triangles apart from each other: two seeds in the one take nothing from the one seed of the other.
    const { columns } = await buildProjection(
      factTables({
        subjects: people(['ann', 'bob', 'cat', 'dan', 'eve', 'fay'], LONG_AGO),
        knows: [tie(0, 1), tie(1, 2), tie(0, 2), tie(3, 4), tie(4, 5), tie(3, 5)],
        seeds: [{ subject: ANN }, { subject: BOB }, { subject: DAN }],
        rated: recordsOf(CAT, EVE, 5),
      }),
      AS_OF,
    );
    const sum = (from: number) =>
      columns.propagatedTrust.subarray(from, from + 3).reduce((total, trust) => total + trust, 0);
    expect(sum(ANN)).toBeCloseTo(3, 12);
    expect(sum(DAN)).toBeCloseTo(3, 12);
  });

  test('triangles count among those whom trust reached', async () => {
    // eve, fay and gus are a circle of their own, which no trust reaches.
    const { columns } = await buildProjection(
      factTables({
        subjects: people(['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus'], LONG_AGO),
        knows: [...knows, tie(4, 5), tie(5, 6), tie(4, 6)],
        seeds: [{ subject: ANN }],
        rated: recordsOf(BOB, CAT, DAN, 4, 5, 6),
      }),
      AS_OF,
    );
    expect([...columns.trustedTriangles]).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  test('who has no record hands no trust on, and reads the mean of those it knows', async () => {
    const world = { knows, seeds: [{ subject: ANN }], rated: recordsOf(BOB, CAT, DAN) };
    const trustOf = async (rest: Parameters<typeof factTables>[0]) =>
      (await buildProjection(factTables({ ...world, ...rest }), AS_OF)).columns.propagatedTrust;
    const before = await trustOf({ subjects: five });
    const after = await trustOf({
      subjects: people(['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus'], LONG_AGO),
      knows: [...knows, tie(CAT, 5, 0.5), tie(DAN, 5), tie(5, 6, 0.5)],
    });
    expect(after.subarray(0, 5)).toEqual(before);
    expect(after[5]).toBeCloseTo((0.5 * before[CAT]! + before[DAN]!) / 2, 12);
    expect(after[6]).toBe(0);
  });

  test('a seed without a tie is no seed', async () => {
    const { columns } = await buildProjection(
      factTables({ subjects: five, knows, seeds: [{ subject: EVE }] }),
      AS_OF,
    );
    expect(columns.propagatedTrust.every(Number.isNaN)).toBe(true);
    expect(columns.trustedTriangles.every(Number.isNaN)).toBe(true);
  });
});

describe('exposure', () => {
  /** ann and bob know each other, bob knows cat and ann knows dan less well; dan has a record, and so has eve, who knows nobody. */
  const world = {
    subjects: five,
    knows: [tie(ANN, BOB), tie(BOB, CAT, 0.5), tie(ANN, DAN, 0.5)],
    rated: recordsOf(DAN, EVE),
  };
  const exposureOf = async (rest: Parameters<typeof factTables>[0]) =>
    (await buildProjection(factTables({ ...world, ...rest }), AS_OF)).columns;

  test('is the log-odds of the smoothed bad share within two ties, less those of everybody else', async () => {
    const { exposure, exposureTies } = await exposureOf({
      restrictions: [{ subject: CAT, flagged_at: Date.UTC(2025, 5, 1) }],
    });
    // By hand: known are cat, dan and eve, so that base = (1 + 1) / (2 + 3) = 2/5. ann sees dan (0.5, good) and through
    // bob cat (0.5, bad); bob sees cat (0.5, bad) and through ann dan (0.5, good): (4/5 + 0.5) / (2 + 1) = 13/30.
    const expected = Math.log(13 / 17) - Math.log(2 / 3);
    expect(exposure[ANN]).toBeCloseTo(expected, 12);
    expect(exposure[BOB]).toBeCloseTo(expected, 12);
    expect([...exposureTies]).toEqual([2, 2, 0, 0, 0]);
  });

  test('never reads what is bad about the subject itself, by no way round', async () => {
    const { exposure } = await exposureOf({
      restrictions: [{ subject: CAT, flagged_at: Date.UTC(2025, 5, 1) }],
    });
    // Of bob and ann nothing is known, so that cat and dan see nobody but themselves.
    expect([exposure[CAT], exposure[DAN], exposure[EVE]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const before = await exposureOf({});
    for (const flagged of [ANN, BOB]) {
      const after = await exposureOf({ restrictions: [{ subject: flagged, flagged_at: AS_OF - 1 }] });
      expect(after.exposure[flagged]).toBe(before.exposure[flagged]);
    }
  });

  test('defaults count as flags do, and halve every 24 months', async () => {
    const loan = {
      ...{ id: 'o', debtor: CAT, kind: 0, currency: 'CNY', principal: 9 },
      ...{ opened_at: LONG_AGO, defaulted_at: Date.UTC(2023, 5, 20) },
    };
    const { exposure } = await exposureOf({ obligations: [loan] });
    // By hand: base = (1 + 0.5) / 5 = 3/10, and (6/10 + 0.25) / 3 = 17/60.
    expect(exposure[ANN]).toBeCloseTo(Math.log(17 / 43) - Math.log(3 / 7), 12);
    const doubted = await exposureOf({ obligations: [{ ...loan, reliability: 499_999 }] });
    expect(doubted.exposure[BOB]).toBeCloseTo((await exposureOf({})).exposure[BOB]!, 12);
  });

  test('empty accounts are no company, good or bad', async () => {
    const bad = { restrictions: [{ subject: CAT, flagged_at: AS_OF - 1 }] };
    const before = await exposureOf(bad);
    const after = await exposureOf({
      ...bad,
      subjects: people(['ann', 'bob', 'cat', 'dan', 'eve', 'fay'], LONG_AGO),
      knows: [...world.knows, tie(BOB, 5)],
    });
    expect(after.exposure.subarray(0, 5)).toEqual(before.exposure);
  });
});
