/** Public data sets in both stores. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeWithData } from '../../support/data-folder.ts';
import { describeWithNeo4j } from '../../support/neo4j-store.ts';
import { openTwins, type StoreTwins } from '../../support/store-twins.ts';

const DATA_SETS = [
  {
    folder: 'rev2-otc',
    recipe: 'bitcoin-otc',
    createMissing: false,
    scoredAt: '2016-02-01',
    seenAt: ['2011-06-01', '2013-03-03T03:03:03Z', '2016-02-01'],
  },
  {
    folder: 'ldbc-finbench-example',
    recipe: 'ldbc-finbench',
    createMissing: true,
    scoredAt: '2022-12-01',
    seenAt: ['2020-06-01', '2021-11-11T11:11:11Z', '2022-12-01'],
  },
  {
    folder: 'berka',
    recipe: 'berka',
    createMissing: false,
    scoredAt: '1999-01-01',
    seenAt: ['1994-01-01', '1997-07-07T07:07:07Z', '1999-01-01'],
  },
] as const;

describeWithNeo4j('public data in both stores', (server) => {
  for (const { folder, recipe, createMissing, scoredAt, seenAt } of DATA_SETS)
    describeWithData(folder, (from) => {
      describe(`by the recipe ${recipe}`, () => {
        let twins: StoreTwins;
        beforeAll(async () => {
          twins = await openTwins(server);
          await twins.importFolder(from, { recipe: join('seed/recipes', recipe), createMissing });
        }, 300_000);
        afterAll(async () => {
          await twins.close();
        });

        it.each(seenAt)('gives the same facts as of %s', async (asOf) => {
          await twins.expectEqualTables(asOf);
        });

        it(`gives the same scores as of ${scoredAt}`, async () => {
          await twins.expectEqualScores(scoredAt);
        });
      });
    });
});
