/**
 * Laws of a cut over small generated worlds: some users, their facts and versions of these, dated and recorded
 * around the cut. Many worlds are imported side by side, each with ids of its own, since an import costs far
 * more than a row.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factDeclaration, FACT_KINDS, type FactKind } from '../../src/domain/facts.ts';
import type { GraphStore, IngestReceipt } from '../../src/engine/ports.ts';
import { differences } from '../support/canonical-tables.ts';
import { importFacts, withImports } from '../support/replay-store.ts';
import { AS_OF, GROUND, milliseconds, worlds } from '../support/replay-worlds.ts';
import type { RawFacts, RawRow } from '../support/staging.ts';

/** A failure is told as it was drawn: to shrink 40 worlds takes longer than to read the row that differs. */
const RUNS = { seed: 20_240_715, numRuns: 3, endOnFailure: true };
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

describe('a cut is a replay', () => {
  const project = (store: GraphStore, batch: number) =>
    store.project({ asOf: milliseconds(AS_OF), batch }, { purpose: 'credit' });

  test('nothing dated or recorded at asOf or later changes anything', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const whole = await withImports([GROUND], async (store) => {
          await importFacts(store, world);
          return project(store, await store.latestBatch());
        });
        const before = await withImports([GROUND], async (store) => {
          await importFacts(store, beforeCut(world));
          return project(store, await store.latestBatch());
        });
        expect(differences(whole, before)).toEqual({});
      }),
      RUNS,
    );
  });

  test('a later batch changes nothing in the tables of an earlier cut', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, async (first, second) => {
        await withImports([GROUND], async (store) => {
          const { batch } = await importFacts(store, first);
          const then = await project(store, batch);
          await importFacts(store, second);
          expect(differences(await project(store, batch), then)).toEqual({});
        });
      }),
      RUNS,
    );
  });

  test('importing the same rows again changes nothing and rejects what it rejected before', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await withImports([GROUND], async (store) => {
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
        await withImports([GROUND], async (store) => {
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
