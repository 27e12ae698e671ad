/** Small random worlds of every kind of fact, corrected and taken back, in both stores. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cut } from '../../../src/engine/ports.ts';
import { describeWithNeo4j } from '../../support/neo4j-store.ts';
import { AS_OF, GROUND, worlds } from '../../support/replay-worlds.ts';
import type { RawFacts } from '../../support/staging.ts';
import { openTwins } from '../../support/store-twins.ts';

/** A failure is told as it was drawn: to shrink 40 worlds takes longer than to read the row that differs. */
const RUNS = { seed: 20_240_715, numRuns: 2, endOnFailure: true };

const at = (asOf: string, batch: number): Cut => ({ asOf: Date.parse(asOf), batch });
/** A later import, a later instant, and both; 30 days after facts of June lie in the last. */
const SPANS = [
  [at('2024-07-15', 2), at('2024-07-15', 3)],
  [at('2024-07-15', 3), at('2024-07-17', 3)],
  [at('2024-07-02', 1), at('2024-07-21', 3)],
] as const;

/** What touches somebody in particular: a source or a rate touches everybody. */
function named(facts: RawFacts): RawFacts {
  return Object.fromEntries(Object.entries(facts).filter(([kind]) => kind !== 'sources' && kind !== 'rates'));
}

describeWithNeo4j('small random worlds in both stores', (server) => {
  it('give the same facts as of any instant and in a replay of any batch', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, async (first, second) => {
        const twins = await openTwins(server);
        try {
          await twins.importRows(GROUND);
          const batches = [await twins.importRows(first), await twins.importRows(second)];
          expect(batches).toEqual([2, 3]);
          for (const asOf of ['2024-06-21', AS_OF, '2024-09-02'])
            for (const batch of [1, ...batches]) await twins.expectEqualTables(asOf, batch);
        } finally {
          await twins.close();
        }
      }),
      RUNS,
    );
  });

  it(
    'tell the same cuts apart, and give the same facts around those touched',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(worlds, worlds, async (first, second) => {
          const twins = await openTwins(server);
          try {
            for (const facts of [GROUND, named(first), named(second)]) await twins.importRows(facts);
            for (const [earlier, later] of SPANS)
              expect(await twins.expectEqualTouched(earlier, later)).toBeGreaterThan(0);
          } finally {
            await twins.close();
          }
        }),
        { ...RUNS, numRuns: 1 },
      );
    },
  );

  it('give the same facts of a payer with more transactions than one list holds', async () => {
    const twins = await openTwins(server);
    try {
      await twins.importRows({
        users: ['ada', 'bob', 'cem'].map((id) => ({ id, registered_at: '2020-01-01' })),
        transactions: Array.from({ length: 1500 }, (_, k) => ({
          ...{ id: `t${k}`, payer_id: 'ada', payee_id: k % 3 === 0 ? 'bob' : 'cem', amount_minor: k },
          ...{ currency: 'EUR', occurred_at: '2024-06-20', kind: 'purchase', status: 'completed' },
        })),
      });
      await twins.expectEqualTables(AS_OF);
    } finally {
      await twins.close();
    }
  });
});
