/** Real facts that come while a run is held, in both stores; that its runs are right is tried in the embedded one. */
import { it } from 'vitest';
import { NO_CURRENCY } from '../../../src/engine/columns/money.ts';
import { describeWithData } from '../../support/data-folder.ts';
import { FINBENCH_RECIPE, finbenchInPieces } from '../../support/finbench-pieces.ts';
import { describeWithNeo4j } from '../../support/neo4j-store.ts';
import { openTwins } from '../../support/store-twins.ts';

describeWithNeo4j('facts that come while a run is held, in both stores', (server) => {
  describeWithData('ldbc-finbench-example', (from) => {
    it('gives the same touched run after each piece of its last days', async () => {
      const twins = await openTwins(server);
      const [first, sameDay, , nextDay] = await finbenchInPieces(from);
      const later = [sameDay!, nextDay!];
      const folders = new Map([first, ...later].map(({ asOf, folder }) => [asOf, folder]));
      await twins.expectEqualTouchedRuns([first.asOf, ...later.map(({ asOf }) => asOf)], {
        currency: NO_CURRENCY,
        arriving: (asOf) =>
          twins.importFolder(folders.get(asOf)!, { recipe: FINBENCH_RECIPE, createMissing: true }),
      });
      await twins.close();
    }, 300_000);
  });
});
