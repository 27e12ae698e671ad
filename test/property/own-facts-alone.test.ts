/**
 * Law: under a profile that excludes what is known about others, nobody's card depends on it. Whatever does not name
 * the subject is deleted, but for the bare registration of those it dealt with (that they are there, and whose a business
 * is), and so is every tie, rating, membership and sighting; no byte of the card may change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCatalogue } from '../../src/domain/catalogue.ts';
import { scoreEveryone } from '../../src/engine/run.ts';
import { makeScoreboard } from '../../src/engine/scoreboard.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { ledgerJson, scoreJson } from '../../src/scoring/card-json.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { builtInProfile, builtInScorecard, englishTexts } from '../support/built-in.ts';
import { stageFacts, type RawFacts, type RawRow } from '../support/staging.ts';

const AS_OF = Date.parse('2024-07-15');
const RUNS = { seed: 20_240_715, numRuns: 3, endOnFailure: true };
const PEOPLE = ['ada', 'bob', 'cem', 'dan'];
const SHOPS = ['shop', 'stall'];
const SUBJECTS = ['ada', 'shop'];

const days = fc
  .integer({ min: 1, max: 700 })
  .map((day) => new Date(AS_OF - day * 86_400_000).toISOString().slice(0, 10));
const person = fc.constantFrom(...PEOPLE);
const anybody = fc.constantFrom(...PEOPLE, ...SHOPS);
const twoOf = (who: fc.Arbitrary<string>) => fc.tuple(who, who).filter(([a, b]) => a !== b);
const source = fc.constantFrom(undefined, 's1', 's2');
const many = (row: fc.Arbitrary<RawRow>, maxLength: number) =>
  fc
    .array(row, { minLength: Math.floor(maxLength / 2), maxLength })
    .map((rows) => rows.map((values, index): RawRow => ({ ...values, id: `f${index}` })));
const without = (name: string, rows: fc.Arbitrary<RawRow[]>, key: (row: RawRow) => string) =>
  rows.map((all) => [
    ...new Map(
      all.map((row) => [
        key(row),
        Object.fromEntries(Object.entries(row).filter(([n]) => n !== name)) as RawRow,
      ]),
    ).values(),
  ]);
/** Rows whose key is in what they say: of equal keys the last is kept. */
const keyed = (row: fc.Arbitrary<RawRow>, maxLength: number, key: (row: RawRow) => string) =>
  without('id', many(row, maxLength), key);

const transactions = many(
  fc
    .record({
      pair: twoOf(anybody),
      amount_minor: fc.integer({ min: 100, max: 90_000 }),
      occurred_at: days,
      kind: fc.constantFrom('purchase', 'purchase', 'income', 'transfer', 'utility', 'deposit', 'refund'),
      ending: fc.constantFrom('completed', 'completed', 'completed', 'disputed', 'cancelled', 'charged_back'),
      status_by: fc.constantFrom('payer', 'payee'),
      source,
    })
    .map(({ pair: [payer_id, payee_id], ending, ...rest }) => {
      return { payer_id, payee_id, currency: 'EUR', status: ending, status_at: rest.occurred_at, ...rest };
    }),
  120,
);
const obligations = many(
  fc
    .record({
      debtor_id: anybody,
      kind: fc.constantFrom('loan', 'card', 'utility', 'rental'),
      opened_at: days,
    })
    .map((values) => ({ ...values, currency: 'EUR', principal_minor: 50_000 })),
  10,
);
const ofObligation = fc.nat(9).map((index) => `f${index}`);
const dues = keyed(
  fc.record({
    obligation_id: ofObligation,
    seq: fc.nat(9),
    due_at: days,
    amount_minor: fc.constant(1000),
    source,
  }),
  60,
  (row) => `${String(row['obligation_id'])} ${String(row['seq'])}`,
);
const payments = many(
  fc.record({ obligation_id: ofObligation, occurred_at: days, amount_minor: fc.constant(1000), source }),
  60,
);
const balances = keyed(
  fc.record({
    obligation_id: ofObligation,
    occurred_at: days,
    balance_minor: fc.nat(9000),
    limit_minor: fc.constant(9000),
  }),
  20,
  (row) => `${String(row['obligation_id'])} ${String(row['occurred_at'])}`,
);
const pairKey = (row: RawRow) =>
  [row['from_id'], row['to_id'], row['guarantor_id'], row['debtor_id']].join(' ');
const between = (from: string, to: string, rest: fc.Arbitrary<RawRow>) =>
  fc.tuple(twoOf(person), rest).map(([[a, b], values]): RawRow => ({ ...values, [from]: a, [to]: b }));
const subjectKey = (row: RawRow) =>
  [row['subject_id'], row['source'], row['kind'], row['value'], row['occurred_at'], row['since']].join(' ');

const worlds: fc.Arbitrary<RawFacts> = fc.record({
  transactions,
  obligations: obligations.filter((rows) => rows.length === 10),
  dues,
  payments,
  balances,
  ties: keyed(
    between('from_id', 'to_id', fc.record({ since: days, strength: fc.constant(0.5) })).map((row) => ({
      ...row,
      kind: 'friend',
      accepted_at: row['since'],
    })),
    10,
    pairKey,
  ),
  ratings: keyed(
    between('from_id', 'to_id', fc.record({ occurred_at: days, value: fc.constantFrom(-1, 0.5) })),
    10,
    pairKey,
  ),
  guarantees: keyed(between('guarantor_id', 'debtor_id', fc.record({ since: days })), 4, pairKey),
  memberships: keyed(
    fc.record({ subject_id: anybody, group_id: fc.constant('circle'), since: days }),
    4,
    subjectKey,
  ),
  sightings: keyed(
    fc.record({
      subject_id: anybody,
      kind: fc.constant('device'),
      value: fc.constantFrom('h1', 'h2'),
      occurred_at: days,
    }),
    12,
    subjectKey,
  ),
  inquiries: many(fc.record({ subject_id: anybody, occurred_at: days, purpose: fc.constant('loan') }), 6),
  profiles: keyed(
    fc.record({
      ...{ subject_id: anybody, source: fc.constantFrom('s1', 's2'), occurred_at: days },
      ...{
        identity_level: fc.nat(3),
        residence_since: days,
        phone_since: days,
        completeness: fc.constantFrom(0.25, 1),
      },
    }),
    10,
    subjectKey,
  ),
  flags: keyed(
    fc.record({ subject_id: person, kind: fc.constant('trusted_seed'), occurred_at: days }),
    3,
    subjectKey,
  ),
});

const registered = (id: string): RawRow => ({ id, registered_at: '2020-01-01' });
const ground: RawFacts = {
  users: PEOPLE.map(registered),
  merchants: [
    { ...registered('shop'), category: 'grocery', owner_id: 'ada' },
    { ...registered('stall'), category: 'lodging', owner_id: 'ada' },
  ],
  groups: [{ id: 'circle', kind: 'family', since: '2020-01-01' }],
  sources: [
    { id: 's1', occurred_at: '2020-01-01', reliability: 0.5 },
    { id: 's2', occurred_at: '2020-01-01', reliability: 1 },
  ],
};

/** What is left of a world when all about others is deleted. */
function alone(world: RawFacts, subject: string): RawFacts {
  const rowsOf = (kind: keyof RawFacts) => world[kind] ?? [];
  const names = (row: RawRow) => Object.values(row).includes(subject);
  const own = new Set(
    rowsOf('obligations')
      .filter(names)
      .map((row) => row['id']),
  );
  const ofOwn = (kind: keyof RawFacts) => rowsOf(kind).filter((row) => own.has(row['obligation_id']));
  const dealt = rowsOf('transactions').filter(names);
  const met = new Set([subject, ...dealt.flatMap((row) => [row['payer_id'], row['payee_id']])]);
  // Whose a business is stands in its registration: what goes between two of one hand is no dealing.
  const bare = (row: RawRow): RawRow =>
    names(row) ? row : { ...registered(String(row['id'])), owner_id: row['owner_id'] };
  const shops = rowsOf('merchants').filter((row) => met.has(row['id']) || names(row));
  for (const { owner_id: owner } of shops) met.add(owner);
  const named = (kind: keyof RawFacts) => rowsOf(kind).filter(names);
  return {
    users: rowsOf('users').filter((row) => met.has(row['id'])),
    merchants: shops.map(bare),
    sources: rowsOf('sources'),
    transactions: dealt,
    obligations: named('obligations'),
    ...{ dues: ofOwn('dues'), payments: ofOwn('payments'), balances: ofOwn('balances') },
    ...{ inquiries: named('inquiries'), profiles: named('profiles'), flags: named('flags') },
  };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-facts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const english = makeCatalogue('en', englishTexts);

/** The whole card as it is served, but for the name of the run, which depends on everybody. */
async function cardsOf(facts: RawFacts, profileId: string): Promise<(subject: string) => string> {
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    const filled = Object.entries(facts).filter(([, rows]) => rows.length > 0);
    const files = await stageFacts(folder, Object.fromEntries(filled));
    await store.ingest(files, { recorded: 'event', createMissing: false, strict: true, scratch: folder });
    const profile = builtInProfile(profileId);
    const { run, scores } = await scoreEveryone(store, {
      ...{ asOf: AS_OF, profile, scorecard: builtInScorecard(profile.scorecard), basis: 'contract' },
      ...{ reportingCurrency: 'EUR', clock: { now: () => 0 }, hasher: sha256Hasher },
    });
    const board = makeScoreboard(run, scores);
    return (subject) => {
      const card = { ...board.card(subject), runId: '' };
      return JSON.stringify({ ...scoreJson(card, english), ...ledgerJson(card, english) });
    };
  } finally {
    await store.close();
  }
}

test('Invariant: under credit-eu no fact about others changes a byte of a card', async () => {
  let scored = 0;
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const whole = { ...ground, ...world };
      const inCompany = await cardsOf(whole, 'credit-eu@1');
      for (const subject of SUBJECTS) {
        const card = (await cardsOf(alone(whole, subject), 'credit-eu@1'))(subject);
        expect(card).toBe(inCompany(subject));
        if (card.includes('"outcome":"scored"')) scored += 1;
      }
    }),
    RUNS,
  );
  expect(scored).toBeGreaterThan(RUNS.numRuns);
});

test('the same deletions do change a card of a profile that reads about others', async () => {
  const [world] = fc.sample(worlds, { seed: RUNS.seed, numRuns: 1 });
  const whole = { ...ground, ...world };
  const inCompany = await cardsOf(whole, 'credit-us@1');
  expect((await cardsOf(alone(whole, 'ada'), 'credit-us@1'))('ada')).not.toBe(inCompany('ada'));
});
