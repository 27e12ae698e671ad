/**
 * What people may try in order to buy a score, on generated worlds, each with the whole run. Everybody of the plot has the
 * same plain year behind them; then each tries something, and gains no more than the lines concerned can give.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUTCOMES, THOUSAND } from '../../src/domain/score.ts';
import { scoreEveryone, type RunResult } from '../../src/engine/run.ts';
import type { GraphStore } from '../../src/engine/ports.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import type { ScorecardFactor } from '../../src/scoring/scorecard.ts';
import { NOT_MEASURABLE_BIN } from '../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { writeWorld } from '../../src/write-world.ts';
import { builtInProfile, fiveFactor } from '../support/built-in.ts';
import { stageFacts, type RawFacts, type RawRow } from '../support/staging.ts';

const MONTHS = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);
const PLOTTERS = [
  ...['splitter', 'sender', 'recruiter', 'defaulter', 'asker'],
  ...['changer', 'rechanger', 'alternator', 'returner'],
];
const ACCOUNTS = 50;

/** What dealings with somebody, kept, can move. */
const DEALING_LINES = ['dealings-kept', 'follow-through', 'dispute-rate', 'standing', 'category-diversity'];
/** These are measured against the mean of all, so that they move when anybody does something. */
const SHARED_LINES = ['standing', 'propagated-trust'];
/** What a default can move, so that who has none is better off without having done anything. */
const DEFAULT_LINES = [
  ...['on-time-share', 'worst-delinquency', 'last-delinquency', 'utilisation', 'worst-line-utilisation'],
  ...['instalment-debt', 'total-debt', 'credit-age', 'credit-mix', 'new-credit', 'dues-to-inflow'],
];

/** What money sent round can move, and goods; no line of income is among them. */
const ROUND_LINES = [...DEALING_LINES, 'active-months', 'spend-level', 'spend-stability'];

/**
 * The lines that each attempt may move: the gain is at most what these can still give, which for somebody of whom nothing
 * was known is at most so many points, as docs/scorecard.md says.
 */
const ATTEMPTS: readonly {
  readonly by: string;
  readonly lines: readonly string[];
  readonly most: number;
}[] = [
  // One purchase split into a hundred.
  { by: 'splitter', lines: DEALING_LINES, most: 75 },
  // Money sent round through two friends, and each other's shop: no income comes of it.
  { by: 'sender', lines: ROUND_LINES, most: 151 },
  // Money sent in one currency and sent back in another, and sent in odd months and back in even ones: to either friend.
  { by: 'changer', lines: ROUND_LINES, most: 151 },
  { by: 'rechanger', lines: ROUND_LINES, most: 151 },
  { by: 'alternator', lines: ROUND_LINES, most: 151 },
  { by: 'returner', lines: ROUND_LINES, most: 151 },
  // Fifty accounts without any record, each of which accepts a tie.
  { by: 'recruiter', lines: ['propagated-trust', 'exposure'], most: 7.5 },
];

const user = (id: string): RawRow => ({ id, registered_at: '2022-01-01' });
const payment = (id: string, parties: readonly [string, string], rest: RawRow): RawRow => ({
  ...{ id, payer_id: parties[0], payee_id: parties[1], amount_minor: 10_000, currency: 'CNY' },
  ...{ kind: 'purchase', status: 'completed', ...rest },
});
const tie = (from_id: string, to_id: string, accepted_at?: string): RawRow => ({
  ...{ from_id, to_id, kind: 'friend', since: '2024-01-01', strength: 0.8, accepted_at },
});

function plainYear(id: string, shop: string): RawRow[] {
  return MONTHS.map((month, k) => payment(`${id}-${k}`, [id, shop], { occurred_at: `${month}-05` }));
}

function before([shop, ...people]: readonly string[]): RawFacts {
  return {
    users: [...PLOTTERS, 'friend', 'other'].map(user),
    ties: PLOTTERS.map((id, k) => tie(id, people[k]!, '2024-02-01')),
    transactions: [
      ...PLOTTERS.flatMap((id) => plainYear(id, shop!)),
      payment('big', ['splitter', shop!], { occurred_at: '2025-06-15', amount_minor: 1_000_000 }),
    ],
    obligations: [
      {
        ...{
          id: 'unpaid',
          debtor_id: 'defaulter',
          kind: 'loan',
          currency: 'CNY',
          principal_minor: 1_200_000,
        },
        ...{ opened_at: '2024-12-01', defaulted_at: '2025-11-01' },
      },
    ],
    rates: [{ currency: 'USD', occurred_at: '2025-12-31', per_reporting_unit: 0.125 }],
    dues: MONTHS.map((month, seq) => ({
      ...{ obligation_id: 'unpaid', seq, due_at: `${month}-01`, amount_minor: 100_000 },
    })),
  };
}

/** The same money, there and back in another currency or in the month after. */
function thereAndBack(): RawRow[] {
  const send = (id: string, parties: readonly [string, string], rest: RawRow) =>
    payment(id, parties, { kind: 'transfer', amount_minor: 4_000_000, ...rest });
  return MONTHS.flatMap((month, k) => [
    send(`${month} yuan`, ['changer', 'rechanger'], { occurred_at: `${month}-10` }),
    send(`${month} dollars`, ['rechanger', 'changer'], {
      ...{ occurred_at: `${month}-11`, currency: 'USD', amount_minor: 500_000 },
    }),
    send(`${month} in turn`, k % 2 === 0 ? ['alternator', 'returner'] : ['returner', 'alternator'], {
      occurred_at: `${month}-10`,
    }),
  ]);
}

function attempts([shop]: readonly string[]): RawFacts {
  const accounts = Array.from({ length: ACCOUNTS }, (_, k) => `empty-${k}`);
  const round: readonly (readonly [string, string])[] = [
    ['sender', 'friend'],
    ['friend', 'other'],
    ['other', 'sender'],
  ];
  return {
    users: [...accounts, 'anew', 'later'].map(user),
    ties: accounts.map((account) => tie(account, 'recruiter', '2024-02-01')),
    transactions: [
      payment('big', ['splitter', shop!], { occurred_at: '2025-06-15', recorded_at: '2025-07-01' }),
      ...Array.from({ length: 99 }, (_, k) =>
        payment(`part-${k}`, ['splitter', shop!], { occurred_at: '2025-06-15' }),
      ),
      ...MONTHS.flatMap((month) =>
        round.flatMap(([payer, payee]) => [
          payment(`${month} ${payer}`, [payer, payee], {
            ...{ kind: 'transfer', amount_minor: 5_000_000, occurred_at: `${month}-10` },
          }),
          payment(`${month} ${payer} buys`, [payer, payee], { occurred_at: `${month}-11` }),
        ]),
      ),
      ...thereAndBack(),
      ...plainYear('later', shop!),
    ],
  };
}

/** Ties that nobody accepted, and one that was accepted and has ended. */
function unanswered([, ...people]: readonly string[]): RawFacts {
  const asked = people.slice(10, 40).map((id) => tie('asker', id));
  return { ties: [...asked, { ...tie('asker', people[41]!, '2024-02-01'), until: '2025-01-01' }] };
}

const card = fiveFactor();
const entries: readonly ScorecardFactor[] = card.subjects.user!;
const networkMost = 60;

function rowOf({ scores }: RunResult, id: string): number {
  return scores.ids.indexOf(id);
}

/** Points of each line of a subject, in points. */
function linesOf(result: RunResult, id: string): ReadonlyMap<string, number> {
  const row = rowOf(result, id);
  return new Map(
    entries.map(({ factor, bins, notMeasurable }) => {
      const bin = result.scores.factors.find(({ factorId }) => factorId === factor.id)!.bin[row]!;
      return [factor.id, (bin === NOT_MEASURABLE_BIN ? notMeasurable : bins[bin]!.points) / THOUSAND];
    }),
  );
}

/** What the lines can give above what they give by now. */
function stillToGain(lines: readonly string[], now: ReadonlyMap<string, number>): number {
  const concerned = entries.filter(({ factor }) => lines.includes(factor.id));
  return concerned.reduce((sum, { factor, best }) => sum + best / THOUSAND - now.get(factor.id)!, 0);
}

function risen(earlier: ReadonlyMap<string, number>, later: ReadonlyMap<string, number>): readonly string[] {
  return [...later].filter(([id, points]) => points > earlier.get(id)!).map(([id]) => id);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nothing-bought-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Runs {
  readonly plain: RunResult;
  readonly asked: RunResult;
  readonly tried: RunResult;
}

async function runsOf(seed: number): Promise<Runs> {
  const place = join(folder, String(seed));
  const { factsFolder, endsAt } = await writeWorld(place, { subjects: 200, transactions: 2400, seed });
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    await importFiles(store, {
      ...{ from: factsFolder, recorded: 'event', now: endsAt, createMissing: false, strict: true },
      identifierKey: { version: 1, key: new Uint8Array(32) },
    });
    const batch = await store.latestBatch();
    const { subjects } = await store.project({ asOf: endsAt, batch }, { purpose: 'credit' });
    const shop = subjects.id.find((_, row) => subjects.kind[row] === 1)!;
    const people = subjects.id.filter((_, row) => subjects.kind[row] === 0);
    const runAfter = (facts: RawFacts) => runWith(store, { facts, asOf: endsAt });
    return {
      plain: await runAfter(before([shop, ...people])),
      asked: await runAfter(unanswered([shop, ...people])),
      tried: await runAfter(attempts([shop, ...people])),
    };
  } finally {
    await store.close();
  }
}

async function runWith(
  store: GraphStore,
  { facts, asOf }: { facts: RawFacts; asOf: number },
): Promise<RunResult> {
  const files = await stageFacts(folder, facts);
  const receipt = await store.ingest(files, {
    ...{ recorded: 'event', createMissing: false, strict: true, scratch: folder },
  });
  expect(receipt.committed).toBe(true);
  return scoreEveryone(store, {
    ...{ asOf, scorecard: card, profile: builtInProfile(), basis: 'contract', reportingCurrency: 'CNY' },
    ...{ clock: { now: () => asOf }, hasher: sha256Hasher },
  });
}

function expectBounded({ plain, tried }: Runs): void {
  for (const { by, lines } of ATTEMPTS) {
    const [earlier, later] = [linesOf(plain, by), linesOf(tried, by)];
    const concerned = [...new Set([...lines, ...SHARED_LINES])];
    expect(risen(earlier, later).filter((line) => !concerned.includes(line))).toEqual([]);
    const gain = tried.scores.score[rowOf(tried, by)]! - plain.scores.score[rowOf(plain, by)]!;
    expect(gain).toBeLessThanOrEqual(stillToGain(concerned, earlier) + networkMost + 1);
  }
}

/** Who defaulted and comes back under a new name starts with nothing, and then has what nobody knows anything about. */
function expectNothingAnew({ tried }: Runs): void {
  expect(OUTCOMES[tried.scores.outcome[rowOf(tried, 'anew')]!]).toBe('unscorable');
  const [old, later] = [linesOf(tried, 'defaulter'), linesOf(tried, 'later')];
  const others = ['propagated-trust', 'reach', 'embeddedness', 'exposure', 'standing'];
  expect(risen(old, later).filter((line) => ![...DEFAULT_LINES, ...others].includes(line))).toEqual([]);
  for (const { factor, notMeasurable } of entries)
    if (DEFAULT_LINES.includes(factor.id)) expect(later.get(factor.id)).toBe(notMeasurable / THOUSAND);
}

test.each(ATTEMPTS)('the lines that the $by moves give at most $most points more', ({ lines, most }) => {
  const unknown = new Map(entries.map(({ factor, notMeasurable }) => [factor.id, notMeasurable / THOUSAND]));
  expect(stillToGain(lines, unknown)).toBe(most);
});

test('nothing that is tried gains more than the lines concerned can give', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
      const runs = await runsOf(seed);
      // A tie that nobody accepted changes nothing for anybody.
      expect(runs.asked.scores).toEqual(runs.plain.scores);
      expectBounded(runs);
      expectNothingAnew(runs);
    }),
    { seed: 20_251_231, numRuns: 2, endOnFailure: true },
  );
});
