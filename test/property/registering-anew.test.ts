/**
 * What there is to gain by leaving an account behind: people with debts of every kind, gone as badly as they like, beside
 * somebody without any who does the same otherwise. Generated worlds, drawn debts, the whole run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUTCOMES, THOUSAND } from '../../src/domain/score.ts';
import type { RunResult } from '../../src/engine/run.ts';
import type { ScorecardFactor } from '../../src/scoring/scorecard.ts';
import {
  CARD_ENTRIES,
  inGeneratedWorld,
  linesOf,
  MONTHS,
  payment,
  plainYear,
  risen,
  rowOf,
  user,
} from '../support/generated-world.ts';
import type { RawFacts, RawRow } from '../support/staging.ts';

/** What debts, bills, rents and guarantees can move. */
const DEBT_LINES = [
  ...[
    'on-time-share',
    'worst-delinquency',
    'last-delinquency',
    'utility-punctuality',
    'deposits-and-rentals',
  ],
  ...['utilisation', 'worst-line-utilisation', 'instalment-debt', 'total-debt', 'guarantee-burden'],
  ...['credit-age', 'credit-mix', 'new-credit', 'dues-to-inflow'],
];
/** What ties can move. */
const TIE_LINES = ['propagated-trust', 'reach', 'embeddedness', 'exposure'];
/** As docs/scorecard.md says: points, for a user. */
const [BY_DEBTS, BY_TIES, BY_EVERYTHING, UNKNOWN, WITHOUT_DUES] = [379, 18, 600.5, 550.5, 814];
/** What somebody without any debt is measured by all the same, as owing nothing, where there is an income. */
const OF_INCOME = ['total-debt', 'dues-to-inflow'];

const DEBTORS = Array.from({ length: 12 }, (_, k) => `debtor-${k}`);
const debt = fc.record({
  kind: fc.constantFrom('loan', 'card', 'instalment', 'utility', 'rental', 'deposit'),
  paid: fc.integer({ min: 0, max: 12 }),
  daysLate: fc.integer({ min: 0, max: 28 }),
  isDefaulted: fc.boolean(),
  used: fc.integer({ min: 0, max: 130 }),
  inquiries: fc.integer({ min: 0, max: 6 }),
  guarantees: fc.boolean(),
});
type Debt = typeof debt extends fc.Arbitrary<infer D> ? D : never;
const debts = fc.array(fc.array(debt, { minLength: 1, maxLength: 3 }), {
  minLength: DEBTORS.length,
  maxLength: DEBTORS.length,
});

interface Drawn extends Debt {
  readonly id: string;
  readonly debtor: string;
}

function obligationOf({ id, debtor, kind, isDefaulted }: Drawn): RawRow {
  return {
    ...{ id, debtor_id: debtor, kind, currency: 'CNY', principal_minor: 1_200_000, opened_at: '2024-12-01' },
    ...(isDefaulted ? { defaulted_at: '2025-11-01' } : {}),
  };
}

function paymentsOf({ id, paid, daysLate }: Drawn): RawRow[] {
  return MONTHS.slice(0, paid).map((month) => ({
    ...{ id: `${id} ${month}`, obligation_id: id, amount_minor: 100_000 },
    occurred_at: new Date(Date.parse(`${month}-01`) + daysLate * 86_400_000).toISOString(),
  }));
}

/** A purchase and a salary a month. */
function year(id: string, shop: string): RawRow[] {
  const salaries = MONTHS.map((month) =>
    payment(`${id}-salary-${month}`, [shop, id], {
      ...{ kind: 'income', amount_minor: 300_000, occurred_at: `${month}-03` },
    }),
  );
  return [...plainYear(id, shop), ...salaries];
}

function factsOf(drawn: readonly Drawn[], [shop, friend]: readonly string[]): RawFacts {
  return {
    users: [...DEBTORS, 'anew', 'later', 'borrower'].map(user),
    ties: DEBTORS.map((from_id) => ({
      ...{ from_id, to_id: friend, kind: 'friend', since: '2024-01-01', strength: 0.8 },
      accepted_at: '2024-02-01',
    })),
    transactions: [...DEBTORS, 'later'].flatMap((id) => year(id, shop!)),
    obligations: [
      ...drawn.map(obligationOf),
      {
        ...{ id: 'theirs', debtor_id: 'borrower', kind: 'loan', currency: 'CNY', principal_minor: 9_000_000 },
        ...{ opened_at: '2024-12-01', defaulted_at: '2025-11-01' },
      },
    ],
    dues: drawn.flatMap(({ id }) =>
      MONTHS.map((month, seq) => ({ obligation_id: id, seq, due_at: `${month}-01`, amount_minor: 100_000 })),
    ),
    payments: drawn.flatMap(paymentsOf),
    balances: drawn
      .filter(({ kind }) => kind === 'card')
      .map(({ id, used }) => ({
        ...{
          obligation_id: id,
          occurred_at: '2025-12-01',
          balance_minor: 10_000 * used,
          limit_minor: 1_000_000,
        },
      })),
    inquiries: drawn.flatMap(({ id, debtor, inquiries }) =>
      Array.from({ length: inquiries }, (_, k) => ({
        ...{ id: `${id} ${k}`, subject_id: debtor, occurred_at: '2025-11-15', purpose: 'credit' },
      })),
    ),
    guarantees: drawn
      .filter(({ guarantees }, k) => guarantees && drawn[k - 1]?.debtor !== drawn[k]!.debtor)
      .map(({ debtor }) => ({
        ...{ guarantor_id: debtor, debtor_id: 'borrower', since: '2024-12-15', obligation_id: 'theirs' },
      })),
  };
}

/** The most that lines give for what is not known above what they give at worst. */
function forgotten(lines: readonly string[]): number {
  return CARD_ENTRIES.filter(({ factor }) => lines.includes(factor.id)).reduce((sum, entry) => {
    const worst = Math.min(entry.notMeasurable, ...entry.bins.map(({ points }) => points));
    return sum + (unburdened(entry) - worst) / THOUSAND;
  }, 0);
}

/** What a line gives at most to whoever has an income and never owed anything. */
function unburdened({ factor, notMeasurable, best }: ScorecardFactor): number {
  return OF_INCOME.includes(factor.id) ? best : notMeasurable;
}

function sumOf(lines: ReadonlyMap<string, number>, ids?: readonly string[]): number {
  return [...lines].reduce((sum, [id, points]) => sum + (ids?.includes(id) === false ? 0 : points), 0);
}

function expectLittleGained(run: RunResult): void {
  expect(OUTCOMES[run.scores.outcome[rowOf(run, 'anew')]!]).toBe('unscorable');
  const later = linesOf(run, 'later');
  expect(350 + sumOf(later)).toBeLessThanOrEqual(WITHOUT_DUES);
  for (const debtor of DEBTORS) {
    const old = linesOf(run, debtor);
    expect(risen(old, later).filter((line) => ![...DEBT_LINES, ...TIE_LINES].includes(line))).toEqual([]);
    expect(sumOf(later, DEBT_LINES) - sumOf(old, DEBT_LINES)).toBeLessThanOrEqual(BY_DEBTS);
    expect(sumOf(later) - sumOf(old)).toBeLessThanOrEqual(BY_DEBTS + BY_TIES);
  }
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'registering-anew-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the bounds are those of the scorecard', () => {
  expect([forgotten(DEBT_LINES), forgotten(TIE_LINES)]).toEqual([BY_DEBTS, BY_TIES]);
  expect(350 + CARD_ENTRIES.reduce((sum, { notMeasurable }) => sum + notMeasurable / THOUSAND, 0)).toBe(
    UNKNOWN,
  );
  expect(forgotten(CARD_ENTRIES.map(({ factor }) => factor.id))).toBe(BY_EVERYTHING);
  const ofDebts = CARD_ENTRIES.filter(({ factor }) => DEBT_LINES.includes(factor.id));
  const unearned = ofDebts.reduce((sum, entry) => sum + (entry.best - unburdened(entry)) / THOUSAND, 0);
  expect(950 - unearned).toBe(WITHOUT_DUES);
});

test(
  'who registers anew gains no more than the lines of what was left behind',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), debts, async (seed, drawn) => {
        const named = drawn.flatMap((own, k) =>
          own.map((one, nth) => ({ ...one, debtor: DEBTORS[k]!, id: `${DEBTORS[k]!} ${nth}` })),
        );
        const run = await inGeneratedWorld({ folder, seed }, ({ shop, people, runAfter }) =>
          runAfter(factsOf(named, [shop, people[0]!])),
        );
        expectLittleGained(run);
      }),
      { seed: 20_251_231, numRuns: 2, endOnFailure: true },
    );
  },
);
