/** Small random worlds of every kind of fact, corrected and taken back, in both stores. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeWithNeo4j } from '../../support/neo4j-store.ts';
import { AS_OF, GROUND, worlds } from '../../support/replay-worlds.ts';
import { openTwins } from '../../support/store-twins.ts';

/** A failure is told as it was drawn: to shrink 40 worlds takes longer than to read the row that differs. */
const RUNS = { seed: 20_240_715, numRuns: 2, endOnFailure: true };

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
