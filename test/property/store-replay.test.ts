/**
 * Laws of a cut over small generated worlds: some users, their facts and versions of these, dated and recorded
 * around the cut. Many worlds are imported side by side, each with ids of its own, since an import costs far
 * more than a row.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factDeclaration, FACT_KINDS, type FactKind } from '../../src/domain/facts.ts';
import { parseInstant } from '../../src/domain/time.ts';
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';
import type { GraphStore, IngestReceipt } from '../../src/engine/ports.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { tableRows } from '../contract/store-bench.ts';
import { stageFacts, type RawFacts, type RawRow } from '../support/staging.ts';

/** A failure is told as it was drawn: to shrink 40 worlds takes longer than to read the row that differs. */
const RUNS = { seed: 20_240_715, numRuns: 3, endOnFailure: true };
const AS_OF = '2024-07-15';
/** Before, just before, at, and after the cut. */
const INSTANTS = ['2024-01-10', '2024-06-20', '2024-07-14T23:59:59.999Z', AS_OF, '2024-07-16', '2024-09-01'];

const instants = fc.constantFrom(...INSTANTS);
const ids = fc.constantFrom('ada', 'bob', 'cem', 'dan');
const pairs = fc.tuple(ids, ids).filter(([a, b]) => a !== b);
const obligationIds = fc.constantFrom('o1', 'o2');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Any row may say when it was recorded, but not before it happened, and may be taken back. */
const provenance = fc.record({
  recorded_at: maybe(instants),
  retracted: fc.constantFrom(undefined, undefined, undefined, true),
});

function rows(kind: FactKind, fact: fc.Arbitrary<RawRow>): fc.Arbitrary<RawRow[]> {
  const row = fc.tuple(fact, provenance).map(([values, rest]) => ({ ...values, ...rest }));
  const { eventTime } = factDeclaration(kind);
  const happened = typeof eventTime === 'string' ? row.filter(ordered(eventTime, 'recorded_at')) : row;
  return fc.array(happened, { maxLength: 5 });
}
/** Drops rows that no import would stage because their instants are out of order. */
const ordered = (first: string, second: string) => (values: RawRow) =>
  values[second] === undefined || milliseconds(values[first]) <= milliseconds(values[second]);

const user = fc.record({ id: ids, registered_at: instants, display_name: maybe(fc.constantFrom('A', 'B')) });
const tie = fc
  .record({
    pair: pairs, since: instants, strength: fc.constantFrom(0.25, 0.5), accepted_at: maybe(instants), until: maybe(instants),
  })
  .map(({ pair: [from_id, to_id], ...rest }) => ({ from_id, to_id, kind: 'friend', ...rest }))
  .filter(ordered('since', 'accepted_at'))
  .filter(ordered('since', 'until')); // prettier-ignore
const rating = fc
  .record({ pair: pairs, occurred_at: instants, value: fc.constantFrom(-1, 0.5) })
  .map(({ pair: [from_id, to_id], ...rest }) => ({ from_id, to_id, ...rest }));
const transaction = fc
  .record({
    id: fc.constantFrom('t1', 't2', 't3'), payer_id: ids, payee_id: ids, amount_minor: fc.constantFrom(1, 20),
    currency: fc.constantFrom('EUR', 'USD'), occurred_at: instants, kind: fc.constantFrom('purchase', 'transfer'),
    status: fc.constantFrom('completed', 'cancelled'), status_at: maybe(instants), status_by: fc.constant('payer'),
  })
  .filter(ordered('occurred_at', 'status_at')); // prettier-ignore
const obligation = fc
  .record({ id: obligationIds, debtor_id: ids, opened_at: instants, settled_at: maybe(instants) })
  .map((values) => ({ ...values, kind: 'loan', currency: 'EUR', principal_minor: 5 }))
  .filter(ordered('opened_at', 'settled_at'));
const due = fc.record({
  obligation_id: obligationIds, seq: fc.constantFrom(0, 1), due_at: instants, amount_minor: fc.constantFrom(3, 4),
}); // prettier-ignore
const flag = fc
  .record({
    subject_id: ids,
    kind: fc.constantFrom('blocked', 'trusted_seed'),
    occurred_at: instants,
    until: maybe(instants),
  })
  .filter(ordered('occurred_at', 'until'));
const attribute = fc.record({
  subject_id: ids, source: fc.constantFrom('s1', 's2'), name: fc.constant('n'), occurred_at: instants,
  value: fc.constantFrom('1', '2'),
}); // prettier-ignore

const world: fc.Arbitrary<RawFacts> = fc.record({
  users: rows('users', user),
  ties: rows('ties', tie),
  ratings: rows('ratings', rating),
  transactions: rows('transactions', transaction),
  obligations: rows('obligations', obligation),
  dues: rows('dues', due),
  flags: rows('flags', flag),
  attributes: rows('attributes', attribute),
});

const WORLDS = 40;
/** Worlds side by side: the n-th has ids that end in n. */
const worlds = fc.array(world, { minLength: WORLDS, maxLength: WORLDS }).map(sideBySide);

function sideBySide(all: readonly RawFacts[]): RawFacts {
  const merged: Record<string, RawRow[]> = {};
  for (const [place, facts] of all.entries())
    for (const [kind, kindRows] of Object.entries(facts))
      (merged[kind] ??= []).push(...kindRows.map((fact) => withOwnIds(fact, place)));
  return merged;
}

function withOwnIds(fact: RawRow, place: number): RawRow {
  const own = ([name, value]: [string, RawRow[string]]) => [
    name,
    isId(name) ? `${String(value)}-${place}` : value,
  ];
  return Object.fromEntries(Object.entries(fact).map(own)) as RawRow;
}

const isId = (name: string) => name === 'id' || name.endsWith('_id');

/** What every world has, so that most references hold. */
const GROUND = sideBySide(
  Array.from({ length: WORLDS }, () => ({
    users: ['ada', 'bob', 'cem', 'dan'].map((id) => ({ id, registered_at: '2020-01-01' })),
    obligations: ['o1', 'o2'].map((id) => ({
      id, debtor_id: 'ada', kind: 'loan', currency: 'EUR', principal_minor: 1, opened_at: '2020-01-01',
    })),
  })),
); // prettier-ignore

function milliseconds(value: RawRow[string]): number {
  const instant = parseInstant(String(value));
  if (instant === undefined) throw new Error(`${String(value)} is no instant`);
  return instant;
}

/** Whether a fact happened and was recorded before the cut. Dues happen with their obligation, opened before it. */
function isBeforeCut(kind: FactKind, fact: RawRow): boolean {
  const { eventTime } = factDeclaration(kind);
  const recorded = fact['recorded_at'];
  const cut = milliseconds(AS_OF);
  if (recorded !== undefined && milliseconds(recorded) >= cut) return false;
  return typeof eventTime !== 'string' || milliseconds(fact[eventTime]) < cut;
}

function beforeCut(world: RawFacts): RawFacts {
  return Object.fromEntries(
    (Object.entries(world) as [FactKind, RawRow[]][]).map(([kind, facts]) => [
      kind,
      facts.filter((fact) => isBeforeCut(kind, fact)),
    ]),
  );
}

function allRows(tables: FactTables) {
  return (Object.keys(FACT_TABLES) as FactTableName[]).map((name) => [name, tableRows(tables, name)]);
}

describe('a cut is a replay', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-replay-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function withStore<T>(work: (store: GraphStore) => Promise<T>): Promise<T> {
    const store = await openDuckdbStore(':memory:', { threads: 1 });
    try {
      await store.migrate();
      await importFacts(store, GROUND);
      return await work(store);
    } finally {
      await store.close();
    }
  }
  async function importFacts(store: GraphStore, facts: RawFacts): Promise<IngestReceipt> {
    const files = await stageFacts(folder, facts);
    return store.ingest(files, { recorded: 'event', createMissing: false, strict: false, scratch: folder });
  }
  const project = async (store: GraphStore, batch: number) =>
    allRows(await store.project({ asOf: milliseconds(AS_OF), batch }, { purpose: 'credit' }));

  test('nothing dated or recorded at asOf or later changes anything', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const whole = await withStore(async (store) => {
          await importFacts(store, world);
          return project(store, await store.latestBatch());
        });
        const before = await withStore(async (store) => {
          await importFacts(store, beforeCut(world));
          return project(store, await store.latestBatch());
        });
        expect(whole).toEqual(before);
      }),
      RUNS,
    );
  });

  test('a later batch changes nothing in the tables of an earlier cut', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, async (first, second) => {
        await withStore(async (store) => {
          const { batch } = await importFacts(store, first);
          const then = await project(store, batch);
          await importFacts(store, second);
          expect(await project(store, batch)).toEqual(then);
        });
      }),
      RUNS,
    );
  });

  test('importing the same rows again changes nothing and rejects what it rejected before', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await withStore(async (store) => {
          const { batch, files } = await importFacts(store, world);
          const again = await importFacts(store, world);
          expect(again.batch).toBe(batch);
          const rejected = (receipt: IngestReceipt) => receipt.files.map((file) => file.rejected);
          expect(rejected(again)).toEqual(files.map((file) => file.rejected));
        });
      }),
      RUNS,
    );
  });

  test('every row of an import is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await withStore(async (store) => {
          const { files } = await importFacts(store, world);
          expect(files.map(({ kind }) => kind).sort()).toEqual(
            [...FACT_KINDS].filter((kind) => kind in world).sort(),
          );
          for (const { kind, created, updated, unchanged, retracted, rejected } of files)
            expect(created + updated + unchanged + retracted + rejected).toBe(world[kind]?.length);
        });
      }),
      RUNS,
    );
  });
});
