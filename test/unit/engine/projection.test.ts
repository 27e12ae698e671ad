import { describe, expect, test } from 'vitest';
import { InvalidInputError, InvariantError } from '../../../src/domain/errors.ts';
import { choicesOf } from '../../../src/domain/columns.ts';
import { FACTS } from '../../../src/domain/facts.ts';
import { buildProjection } from '../../../src/engine/projection.ts';
import { factTables, people } from '../../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15, 12);
const LONG_AGO = Date.UTC(2020, 0, 1);
const day = (month: number, date: number) => Date.UTC(2025, month - 1, date);
const [ANN, BOB, CAT, DAN] = [0, 1, 2, 3] as const;
const four = people(['ann', 'bob', 'cat', 'dan'], LONG_AGO);
const kindOf = (kind: string) => choicesOf(FACTS.obligations.schema.shape.kind).indexOf(kind);
const loan = (debtor: number, id = `o${debtor}`) => ({
  ...{ id, debtor, kind: kindOf('loan'), currency: 'CNY', principal: 1000, opened_at: day(1, 1) },
});

describe('dues', () => {
  test('paid by their UTC day is on time, a day after is late, unpaid is late, not yet due is left out', async () => {
    const { columns } = await buildProjection(
      factTables({
        subjects: four,
        obligations: [loan(ANN), loan(BOB), loan(CAT)],
        dues: [
          { obligation: ANN, due_at: day(6, 1), amount: 10 },
          { obligation: BOB, due_at: day(6, 1), amount: 10 },
          { obligation: CAT, due_at: day(6, 1), amount: 10 },
          { obligation: CAT, due_at: day(6, 15), amount: 10 },
          { obligation: CAT, due_at: day(7, 1), amount: 10 },
        ],
        payments: [
          { obligation: ANN, occurred_at: day(6, 1) + 86_399_999, amount: 10 },
          { obligation: BOB, occurred_at: day(6, 2), amount: 10 },
        ],
      }),
      AS_OF,
    );
    expect([...columns.duesMatured]).toEqual([1, 1, 1, 0]);
    expect([...columns.duesOnTimeWeight]).toEqual([1, 0, 0, 0]);
    expect([...columns.worstDaysLate24]).toEqual([0, 1, 14, Number.NaN]);
    // What falls due today or within a month and is open: two dues of Cat's.
    expect([...columns.monthlyDues]).toEqual([0, 0, 20, 0]);
  });

  test('weights halve every 12 months of age', async () => {
    const { columns } = await buildProjection(
      factTables({
        subjects: four,
        obligations: [{ ...loan(ANN), opened_at: LONG_AGO }],
        dues: [
          { obligation: 0, due_at: Date.UTC(2024, 5, 1), amount: 10 },
          { obligation: 0, due_at: Date.UTC(2023, 5, 30), amount: 10 },
        ],
      }),
      AS_OF,
    );
    expect(columns.duesMaturedWeight[ANN]).toBeCloseTo(0.5 + 0.25, 12);
  });

  test('a delay that ended more than 24 months ago is forgotten; one still open is not', async () => {
    const old = { due_at: Date.UTC(2022, 0, 1), amount: 10 };
    const { columns } = await buildProjection(
      factTables({
        subjects: four,
        obligations: [loan(ANN), loan(BOB)].map((row) => ({ ...row, opened_at: LONG_AGO })),
        dues: [
          { ...old, obligation: ANN },
          { ...old, obligation: BOB },
        ],
        payments: [{ obligation: ANN, occurred_at: Date.UTC(2022, 5, 1), amount: 10 }],
      }),
      AS_OF,
    );
    expect(columns.worstDaysLate24[ANN]).toBe(0);
    expect(columns.worstDaysLate24[BOB]).toBe((Date.UTC(2025, 5, 15) - Date.UTC(2022, 0, 1)) / 86_400_000);
  });

  test('an open loan without a schedule leaves the burden unknown, a settled one does not', async () => {
    const { columns } = await buildProjection(
      factTables({ subjects: four, obligations: [loan(ANN), { ...loan(BOB), settled_at: day(5, 1) }] }),
      AS_OF,
    );
    expect([...columns.monthlyDues]).toEqual([Number.NaN, 0, 0, 0]);
  });
});

test('revolving use counts open cards with a limit, by their latest balance', async () => {
  const card = { ...loan(ANN), kind: kindOf('card') };
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      obligations: [
        card,
        { ...card, id: 'o1' },
        { ...card, id: 'o2', settled_at: day(3, 1) },
        { ...loan(ANN), id: 'o3' },
      ],
      balances: [
        { obligation: 0, balance: 300, limit: 1000 },
        { obligation: 1, balance: 50, limit: 0 },
        { obligation: 2, balance: 500, limit: 500 },
        { obligation: 3, balance: 900, limit: 900 },
      ],
    }),
    AS_OF,
  );
  expect([columns.revolvingBalance[ANN], columns.revolvingLimit[ANN], columns.revolvingLines[ANN]]).toEqual([
    300, 1000, 1,
  ]);
  expect(columns.obligationsEver[ANN]).toBe(4);
});

describe('money', () => {
  const month = {
    subject: ANN,
    purchases: 1,
    m1: 100,
    m2: 100,
    m3: 100,
    m4: 0,
    m5: 0,
    m6: 0,
    m7: 0,
    m8: 0,
    m9: 0,
    m10: 0,
    m11: 0,
    m12: 0,
  };

  test('currencies are added at their rates', async () => {
    const { columns, reportingCurrency } = await buildProjection(
      factTables({
        subjects: people(['ann'], Date.UTC(2025, 1, 10)),
        spend: [
          { ...month, currency: 'CNY' },
          { ...month, currency: 'USD' },
        ],
        rates: [{ currency: 'USD', per_reporting_unit: 125_000 }],
      }),
      AS_OF,
      { reportingCurrency: 'CNY' },
    );
    expect(reportingCurrency).toBe('CNY');
    // Whole months since February: March, April, May, each 100 + 100 / 0.125.
    expect(columns.medianSpend12[0]).toBe(900);
    expect(columns.spendSpread12[0]).toBe(0);
  });

  test('two currencies and none named, or one without a rate, are refused by name', async () => {
    const tables = factTables({
      subjects: four,
      spend: [
        { ...month, currency: 'CNY' },
        { ...month, currency: 'USD' },
      ],
    });
    await expect(buildProjection(tables, AS_OF)).rejects.toThrow(InvalidInputError);
    await expect(buildProjection(tables, AS_OF)).rejects.toThrow(/CNY, USD.*--currency/);
    await expect(buildProjection(tables, AS_OF, { reportingCurrency: 'CNY' })).rejects.toThrow(
      /no rate above 0 for it against CNY/,
    );
  });

  test('a median needs three whole months of presence', async () => {
    const { columns } = await buildProjection(
      factTables({ subjects: people(['ann'], Date.UTC(2025, 2, 1)), spend: [{ ...month, currency: 'CNY' }] }),
      AS_OF,
    );
    expect(columns.medianSpend12[0]).toBeNaN();
  });
});

test('a field of the profile comes from the most reliable source that gives it', async () => {
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      profiles: [
        {
          subject: ANN,
          source: 'self',
          reliability: 300_000,
          occurred_at: day(5, 1),
          identity_level: 3,
          completeness: 500_000,
        },
        { subject: ANN, source: 'bank', reliability: 900_000, occurred_at: day(1, 1), identity_level: 1 },
        { subject: BOB, source: 'liar', reliability: 0, occurred_at: day(1, 1), identity_level: 3 },
      ],
    }),
    AS_OF,
  );
  expect([...columns.identityLevel]).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
  expect(columns.profileCompleteness[ANN]).toBe(0.5);
  expect([...columns.profileSources]).toEqual([2, 0, 0, 0]);
});

test('sources are compared pair by pair; contradicted fields have less behind them, and a lower level of identification contradicts none', async () => {
  const profile = {
    occurred_at: day(1, 1),
    identity_level: 2,
    residence_since: day(1, 1),
    phone_since: day(1, 1),
  };
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      profiles: [
        { ...profile, subject: ANN, source: 'bank' },
        { ...profile, subject: ANN, source: 'shop', phone_since: LONG_AGO, reliability: 500_000 },
        { ...profile, subject: ANN, source: 'self', identity_level: 0, reliability: 500_000 },
        { ...profile, subject: BOB, source: 'bank', residence_since: day(1, 1) },
        { ...profile, subject: BOB, source: 'self', residence_since: day(3, 4), reliability: 999_999 },
        { ...profile, subject: CAT, source: 'bank' },
        { ...profile, subject: CAT, source: 'liar', identity_level: 0, reliability: 0 },
      ],
    }),
    AS_OF,
  );
  // ann, by hand: bank and shop agree on one of two at 1/2 each, bank and self on both, shop and self on one at 1/4.
  expect([...columns.statementsCompared]).toEqual([6, 2, 0, 0]);
  expect([...columns.statementsAtOdds]).toEqual([2, 0, 0, 0]);
  expect(columns.comparedWeight[ANN]).toBe(2 * (0.5 + 0.5 + 0.25));
  expect(columns.agreedWeight[ANN]).toBe(1 * 0.5 + 2 * 0.5 + 1 * 0.25);
  // The level of the bank: shop saw as much, self did not. Of the phone shop is alone.
  expect([...columns.identityLevelSources]).toEqual([2, 2, 1, 0]);
  expect([...columns.phoneSources]).toEqual([1, 2, 1, 0]);
  expect([...columns.residenceSources]).toEqual([3, 2, 1, 0]);
});

test('purchases spread over two of 24 categories, believed alike, have entropy ln 2 / ln 24', async () => {
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      purchases_by_category: [
        { subject: BOB, category: 0, purchases: 4, reliability_sum: 3_000_000 },
        { subject: BOB, category: 3, purchases: 3, reliability_sum: 3_000_000 },
        { subject: CAT, category: 3, purchases: 9, reliability_sum: 9_000_000 },
      ],
    }),
    AS_OF,
  );
  expect(columns.categoryEntropy[BOB]).toBeCloseTo(Math.log(2) / Math.log(24), 12);
  expect(columns.categoryEntropy[CAT]).toBe(0);
  expect(columns.categoryEntropy[DAN]).toBeNaN();
});

test('ties: reach counts those with a record, trust starts at seeds and evens out where all know each other', async () => {
  // ann (seed) -- bob -- cat     dan alone
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      seeds: [{ subject: ANN }],
      knows: [
        { source: ANN, target: BOB, strength: 1 },
        { source: BOB, target: CAT, strength: 1 },
      ],
      dealt: [
        { source: BOB, target: DAN, dealings: 3 },
        { source: CAT, target: DAN, dealings: 3 },
      ],
    }),
    AS_OF,
  );
  expect([...columns.liveTies]).toEqual([1, 2, 1, 0]);
  expect([...columns.reach]).toEqual([1, 1, 1, 0]);
  // By hand: all trust is on ann and cat after two steps and on bob after three, so each has 1/4 per unit of tie.
  for (const trust of columns.propagatedTrust.subarray(ANN, DAN)) expect(trust).toBeCloseTo(1, 12);
  expect(columns.propagatedTrust[DAN]).toBeNaN();
});

test('without a seed nobody has propagated trust, and without payments nobody has standing', async () => {
  const { columns } = await buildProjection(
    factTables({ subjects: four, knows: [{ source: ANN, target: BOB, strength: 1 }] }),
    AS_OF,
  );
  expect(columns.propagatedTrust.every(Number.isNaN)).toBe(true);
  expect(columns.standing.every(Number.isNaN)).toBe(true);
});

test('standing is the mean rank of those dealt with', async () => {
  // ann and bob each paid cat once; dan has dealt with nobody
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      dealt: [
        { source: ANN, target: CAT, paid: 1 },
        { source: BOB, target: CAT, paid: 1 },
      ],
    }),
    AS_OF,
  );
  // By hand: teleport and dangling mass go to ann and bob alike, cat gets d times theirs: a = b, c = 1.7 a, so the
  // mean rank is 3.7 a / 3.
  expect(columns.standing[ANN]).toBeCloseTo(1.7 / (3.7 / 3), 6);
  expect(columns.standing[CAT]).toBeCloseTo(1 / (3.7 / 3), 6);
  expect([...columns.counterparties]).toEqual([1, 1, 2, 0]);
});

test('several ratings of one pair count as their mean', async () => {
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      rated: [{ source: ANN, target: BOB, ratings: 2, weight: 2_000_000, value_sum: 1_200_000 }],
    }),
    AS_OF,
  );
  expect(columns.goodness[BOB]).toBeCloseTo(0.6, 9);
  expect(columns.fairness[ANN]).toBeCloseTo(1, 9);
  expect([...columns.ratingsReceived]).toEqual([0, 1, 0, 0]);
});

test('a phone under two names is shared, a phone handed on is not', async () => {
  const phone = { kind: 1, identifier: 0 };
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      sightings: [
        { ...phone, subject: ANN, first_at: day(1, 1), last_at: day(3, 1) },
        { ...phone, subject: BOB, first_at: day(2, 1), last_at: day(4, 1) },
        { ...phone, subject: CAT, first_at: day(5, 1), last_at: day(6, 1) },
      ],
    }),
    AS_OF,
  );
  expect([...columns.identifierSharing]).toEqual([1, 1, 0, Number.NaN]);
  expect([...columns.identifiersShared]).toEqual([1, 1, 0, 0]);
});

test('what is shared weighs by who saw it', async () => {
  const phone = { kind: 1, identifier: 0, first_at: day(1, 1), last_at: day(3, 1) };
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      sightings: [
        { ...phone, subject: ANN },
        { ...phone, subject: BOB, reliability: 500_000 },
        { ...phone, subject: CAT, reliability: 750_000 },
        // Hardly believed: neither a fourth user nor seen.
        { ...phone, subject: DAN, reliability: 499_999 },
      ],
    }),
    AS_OF,
  );
  // By hand: 2/3 each, times its own belief and the mean of the other two.
  expect(columns.identifierSharing[ANN]).toBeCloseTo((2 / 3) * 1 * 0.625, 12);
  expect(columns.identifierSharing[BOB]).toBeCloseTo((2 / 3) * 0.5 * 0.875, 12);
  expect([columns.identifierSharing[DAN], columns.identifiersSeen[DAN]]).toEqual([Number.NaN, 0]);
});

test('an attribute is a number where its own value is one; protected ones are named', async () => {
  const projection = await buildProjection(
    factTables({
      subjects: four,
      attributes: [
        { subject: BOB, name: 'job', value: 'baker', protected: 0 },
        { subject: ANN, name: 'income', value: '12.5', protected: 0 },
        { subject: CAT, name: 'job', value: '7', protected: 0 },
        { subject: CAT, name: 'sex', value: 'f', protected: 1 },
      ],
    }),
    AS_OF,
  );
  // Stores give rows in any order, and a matrix has its columns in one.
  expect([...projection.attributes.keys()]).toEqual(['income', 'job', 'sex']);
  expect(projection.attributes.get('job')).toEqual({
    texts: [undefined, 'baker', '7', undefined],
    numbers: Float64Array.of(NaN, NaN, 7, NaN),
  });
  expect(projection.attributes.get('income')?.numbers[ANN]).toBe(12.5);
  expect([...projection.protectedAttributes]).toEqual(['attribute:sex']);
});

test('subjects out of order are a defect of the store, and are said to be', async () => {
  await expect(
    buildProjection(factTables({ subjects: people(['b', 'a'], LONG_AGO) }), AS_OF),
  ).rejects.toThrow(InvariantError);
});

test('nothing at all projects to nothing', async () => {
  expect((await buildProjection(factTables({}), AS_OF)).ids).toEqual([]);
});

test('the tables are empty once their columns are made', async () => {
  const tables = factTables({
    subjects: four,
    obligations: [loan(ANN)],
    dues: [{ obligation: ANN, due_at: day(6, 1), amount: 10 }],
    activity: [{ subject: ANN, months: 1, acts: 2 }],
  });
  const { ids } = await buildProjection(tables, AS_OF);
  expect([tables.subjects.id, tables.obligations.id, tables.dues.due_at, tables.activity.subject]).toEqual([
    [],
    [],
    new Float64Array(0),
    new Uint32Array(0),
  ]);
  expect(ids).toEqual(['ann', 'bob', 'cat', 'dan']);
});

test('a long schedule is paid in the order of its instants, however its rows come', async () => {
  const months = Array.from({ length: 100 }, (_, month) => Date.UTC(2017, month, 1));
  const dues = months.map((due_at) => ({ obligation: ANN, due_at, amount: 10 }));
  const payments = months.map((occurred_at) => ({ obligation: ANN, occurred_at, amount: 10 }));
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      obligations: [loan(ANN)],
      dues: dues.toReversed(),
      payments: payments.toReversed(),
    }),
    AS_OF,
  );
  expect(columns.duesMatured[ANN]).toBe(100);
  expect(columns.duesOnTimeWeight[ANN]).toBe(columns.duesMaturedWeight[ANN]);
});
