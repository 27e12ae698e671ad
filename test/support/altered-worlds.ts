/** Small random worlds about Ann, and facts that are added to them or altered in them. */
import fc from 'fast-check';
import { choicesOf } from '../../src/domain/columns.ts';
import { FACTS } from '../../src/domain/facts.ts';
import type { FactTableName } from '../../src/engine/fact-tables.ts';
import { people } from './fact-tables.ts';

export const AS_OF = Date.UTC(2025, 5, 15, 12);
export const day = (month: number, date: number): number => Date.UTC(2025, month - 1, date);
/** Ann is the one who is read. */
const [ANN, BOB, CAT, DAN] = [0, 1, 2, 3] as const;
const KINDS = ['loan', 'utility', 'card', 'rental', 'loan', 'utility', 'rental'];
/** The last three hold nothing but a due paid long ago, until a fact is added. */
const LONG_AGO = Date.UTC(2022, 0, 3);
const [LOAN, UTILITY, CARD, , NEW_LOAN, NEW_UTILITY, NEW_RENTAL] = [0, 1, 2, 3, 4, 5, 6] as const;
export const kindOf = (kind: string): number => choicesOf(FACTS.obligations.schema.shape.kind).indexOf(kind);

type Row = Readonly<Record<string, number | string>>;
export type World = Partial<Record<FactTableName, readonly Row[]>>;
export type Change = (world: World) => World;

export const add =
  (table: FactTableName, ...rows: readonly Row[]): Change =>
  (world) => ({ ...world, [table]: [...(world[table] ?? []), ...rows] });
/** Changes the rows of a table that hold what `which` holds. */
export const alter =
  (table: FactTableName, which: Row, to: (row: Row) => Row): Change =>
  (world) => ({
    ...world,
    [table]: (world[table] ?? []).map((row) =>
      Object.entries(which).every(([name, value]) => row[name] === value) ? { ...row, ...to(row) } : row,
    ),
  });
export const both =
  (...changes: readonly Change[]): Change =>
  (world) =>
    changes.reduce((made, change) => change(made), world);

export const due = (obligation: number, at: number): Row => ({ obligation, due_at: at, amount: 10 });
const paid = (obligation: number, at: number): Row => ({ obligation, occurred_at: at, amount: 10 });
export const onTime = (obligation: number): Change =>
  both(add('dues', due(obligation, day(5, 1))), add('payments', paid(obligation, day(4, 30))));
export const unpaid = (obligation: number): Change => add('dues', due(obligation, day(4, 1)));
export const number = (row: Row, column: string): number => Number(row[column]);
export const scaled =
  (columns: readonly string[], by: number): ((row: Row) => Row) =>
  (row) =>
    Object.fromEntries(columns.map((column) => [column, number(row, column) * by]));
export const WHOLE_MONTHS = Array.from({ length: 12 }, (_, k) => `m${k + 1}`);
const months = (amount: number) => Object.fromEntries(WHOLE_MONTHS.map((month) => [month, amount]));
export const promise = { source: ANN, target: BOB };

const few = fc.integer({ min: 0, max: 4 });
const broken = fc.tuple(few, few).map(([kept, lost]) => ({ dealings: kept + lost, broken_by_source: lost }));
export const worlds: fc.Arbitrary<World> = fc
  .record({
    dealings: fc.tuple(broken, broken, broken, broken),
    late: fc.array(
      fc.tuple(fc.constantFrom(LOAN, UTILITY, 3), fc.integer({ min: 1, max: 6 }), fc.boolean()),
      { maxLength: 6 },
    ),
    amounts: fc.record({
      spend: few,
      income: few,
      turnover: fc.integer({ min: -2, max: 2 }),
      balance: few,
      months: fc.integer({ min: 1, max: 12 }),
      asked: few,
    }),
    level: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ dealings, late, amounts, level }) => ({
    subjects: people(['ann', 'bob', 'cat', 'dan'], Date.UTC(2020, 0, 1)),
    obligations: [
      ...KINDS.map((kind) => [ANN, kind] as const),
      [BOB, 'loan'] as const,
      [DAN, 'loan'] as const,
    ].map(([debtor, kind], k) => ({
      ...{ id: `o${k}`, debtor, kind: kindOf(kind), currency: 'EUR', principal: 1000, opened_at: day(1, 1) },
    })),
    dues: [...KINDS.keys()]
      .map((k) => due(k, LONG_AGO))
      .concat(late.map(([obligation, month]) => due(obligation, day(month, 3)))),
    payments: [...KINDS.keys()]
      .map((k) => paid(k, LONG_AGO))
      .concat(
        late.flatMap(([obligation, month, isPaid]) => (isPaid ? [paid(obligation, day(month, 9))] : [])),
      ),
    balances: [
      { obligation: CARD, balance: 100 * amounts.balance, limit: 500 },
      { obligation: LOAN, balance: 100 * amounts.balance },
    ],
    inquiries: [{ subject: ANN, inquiries: amounts.asked, reliability_sum: 1e6 * amounts.asked }],
    dealt: [
      { ...promise, ...dealings[0] },
      { source: BOB, target: CAT, ...dealings[1] },
      { source: CAT, target: ANN, ...dealings[2] },
      { source: ANN, target: DAN, ...dealings[3] },
    ].map((row) => ({ broken_by_target: 0, disputed_of_source: 0, ...row })),
    spend: [{ subject: ANN, currency: 'EUR', purchases: 1, ...months(amounts.spend) }],
    income: [{ subject: ANN, currency: 'EUR', ...months(10 * amounts.income) }],
    turnover: [{ subject: ANN, currency: 'EUR', ...months(5 * amounts.turnover) }],
    activity: [{ subject: ANN, months: amounts.months, acts: 20 }],
    profiles: [
      {
        ...{ subject: ANN, source: 's', occurred_at: day(1, 1), identity_level: level },
        ...{ completeness: 500_000, residence_since: day(1, 1), phone_since: day(1, 1) },
      },
    ],
    sightings: [{ subject: ANN, identifier: 0, kind: 0, first_at: day(1, 1), last_at: day(6, 1) }],
    knows: [{ source: ANN, target: BOB, strength: 500_000 }],
    guarantees: [{ source: ANN, target: BOB, amount: 500 }],
  }));

export { ANN, CAT, DAN, LOAN, CARD, NEW_LOAN, NEW_UTILITY, NEW_RENTAL };
