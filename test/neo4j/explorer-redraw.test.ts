import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { isNode, isPath } from 'neo4j-driver';
import { expect, it, onTestFinished } from 'vitest';
import { toCypher } from '../../src/engine/exploring/redraw.ts';
import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { egonetOf, guarantee, people, rating, tie } from '../contract/explorer-world.ts';
import { transaction } from '../contract/small-world.ts';
import { StoreBench } from '../contract/store-bench.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

const ODD = [
  `o'"\`] AS x MATCH (n) DETACH DELETE n //`,
  '\\',
  "\\'",
  '\\u0027',
  "\\\\u0027 + '",
  '$ids',
  '張😀',
];

describeWithNeo4j('the Cypher that redraws an egonet', (server) => {
  it('draws its subjects and links, whatever their ids', async () => {
    await emptyDatabase(server);
    const folder = mkdtempSync(join(tmpdir(), 'redraw-'));
    const store = openNeo4jStore(server, 'neo4j:tests');
    const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
    onTestFinished(async () => {
      await Promise.all([driver.close(), store.close()]);
      rmSync(folder, { recursive: true });
    });
    await store.migrate();
    const bench = new StoreBench(store, folder);
    await bench.import({
      users: people('me', 'far', ...ODD),
      ties: [...ODD.map((id) => tie('me', id)), tie('far', ODD[0]!)],
      ratings: [rating('me', ODD[1]!, { value: 1 })],
      guarantees: [guarantee(ODD[2]!, 'me')],
      transactions: [transaction('me', ODD[3]!), transaction('me', ODD[3]!, { status: 'cancelled' })],
    });
    const egonet = await egonetOf(bench, 'me');
    expect(egonet.subjects).toHaveLength(1 + ODD.length);
    const settings: object = server.database === undefined ? {} : { database: server.database };
    const session = driver.session(settings);
    const { records } = await session.run(toCypher(egonet));
    await session.close();
    const drawn = records.map((record): unknown => record.get('drawn'));
    const ids = drawn.filter(isNode).map(({ properties }): unknown => properties['id']);
    expect(new Set(ids)).toEqual(new Set(['me', ...ODD]));
    const types = drawn
      .filter(isPath)
      .map(({ segments }) => segments.map((step) => step.relationship.type).join(' '));
    expect(types.sort()).toEqual(['GUARANTEES', ...ODD.map(() => 'KNOWS'), 'PAID TO', 'RATED']);
  });
});
