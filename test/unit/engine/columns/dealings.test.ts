import { expect, test } from 'vitest';
import { buildProjection } from '../../../../src/engine/projection.ts';
import { factTables, people } from '../../../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15, 12);
const [ANN, BOB, CAT, DAN] = [0, 1, 2, 3] as const;
const four = people(['ann', 'bob', 'cat', 'dan'], Date.UTC(2020, 0, 1));
const sure = { reliability: 1_000_000 };
const half = { reliability: 500_000 };

test('promises are counted for both sides, and weigh by their sources', async () => {
  // ann --4 sure, 1 broken by her--> bob    ann --2 half, 1 by bob--> bob    cat --1 disputed of her--> ann
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      dealt: [
        { source: ANN, target: BOB, ...sure, dealings: 4, broken_by_source: 1 },
        { source: ANN, target: BOB, ...half, dealings: 2, broken_by_target: 1 },
        { source: CAT, target: ANN, ...half, disputed_of_source: 1 },
      ],
    }),
    AS_OF,
  );
  expect([...columns.dealings]).toEqual([6, 6, 0, 0]);
  expect([...columns.dealingsBroken]).toEqual([1, 1, 0, 0]);
  expect([...columns.dealingsDisputed]).toEqual([0, 0, 1, 0]);
  expect([...columns.dealingsWeight]).toEqual([5, 5, 0, 0]);
  expect([...columns.dealingsBrokenWeight]).toEqual([1, 0.5, 0, 0]);
  expect([...columns.dealingsDisputedWeight]).toEqual([0, 0, 0.5, 0]);
});

test('follow-through weighs each dealing by how far the other side keeps its own', async () => {
  // ann --2, 1 broken by her--> bob. With w = (1 + f of the other) / 2: ann = (4 + w) / (5 + 2w), bob = (4 + 2w) / (5 + 2w).
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      dealt: [{ source: ANN, target: BOB, ...sure, dealings: 2, broken_by_source: 1 }],
    }),
    AS_OF,
  );
  const [ann, bob] = [columns.followThrough[ANN]!, columns.followThrough[BOB]!];
  expect(ann).toBeCloseTo((4 + (1 + bob) / 2) / (5 + (1 + bob)), 9);
  expect(bob).toBeCloseTo((4 + (1 + ann)) / (5 + (1 + ann)), 9);
  // So ann (6 + bob) = 4.5 + bob / 2 and bob (6 + ann) = 5 + ann, the difference of which is this.
  expect(6 * (bob - ann)).toBeCloseTo((1 + 2 * ann - bob) / 2, 8);
  expect(columns.followThrough[CAT]).toBeNaN();
});

test('a dealing of a source believed half weighs half', async () => {
  const withSource = async (reliability: number, dealings: number) =>
    (
      await buildProjection(
        factTables({ subjects: four, dealt: [{ source: ANN, target: BOB, reliability, dealings }] }),
        AS_OF,
      )
    ).columns.followThrough[ANN];
  expect(await withSource(500_000, 6)).toBe(await withSource(1_000_000, 3));
});

test('standing takes a pair once, however many reliabilities its payments have', async () => {
  const standing = async (...paid: readonly Record<string, number>[]) =>
    (
      await buildProjection(
        factTables({
          subjects: four,
          dealt: [
            ...paid.map((row) => ({ source: ANN, target: BOB, ...row })),
            { source: ANN, target: CAT, ...sure, paid: 1 },
            { source: DAN, target: CAT, ...sure, paid: 1 },
          ],
        }),
        AS_OF,
      )
    ).columns.standing;
  // 3 + 2 x 0.5 = 4 payments, which weigh 2 and not 1.7 + 1.
  expect(await standing({ ...sure, paid: 3 }, { ...half, paid: 2 })).toEqual(
    await standing({ ...sure, paid: 4 }),
  );
});

test('a record counts months with each counterparty and each obligation once', async () => {
  const due = (obligation: number, dueAt: number) => ({ obligation, due_at: dueAt, amount: 1 });
  const { columns } = await buildProjection(
    factTables({
      subjects: four,
      dealt: [
        // Months 0 and 1 with bob as payer, 1 and 23 as payee: three; month 0 with cat, by two reliabilities.
        { source: ANN, target: BOB, ...sure, months: 0b11 },
        { source: BOB, target: ANN, ...sure, months: (1 << 23) | 0b10 },
        { source: ANN, target: CAT, ...sure, months: 1 },
        { source: ANN, target: CAT, ...half, months: 1 },
      ],
      obligations: [0, 1].map((id) => ({
        ...{ id: `o${id}`, debtor: DAN, kind: 0, currency: 'EUR', opened_at: 0 },
      })),
      dues: [
        // Of o0 two in May and one today, which has not matured; of o1 one in May, the first month of 24 and one before it.
        ...[due(0, Date.UTC(2025, 4, 1)), due(0, Date.UTC(2025, 4, 20)), due(0, Date.UTC(2025, 5, 15))],
        ...[due(1, Date.UTC(2025, 4, 1)), due(1, Date.UTC(2023, 6, 1)), due(1, Date.UTC(2023, 5, 30))],
      ],
    }),
    AS_OF,
  );
  expect([...columns.record]).toEqual([3 + 1, 3, 1, 1 + 2]);
});
