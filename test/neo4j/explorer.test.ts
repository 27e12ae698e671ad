import { expect, it } from 'vitest';
import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { describeExplorer } from '../contract/explorer.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

describeWithNeo4j('exploring', (server) => {
  it('can be prepared in a store that holds nothing', async () => {
    await emptyDatabase(server);
    const store = openNeo4jStore(server, 'neo4j:tests');
    await store.migrate();
    await expect(store.warmUp?.()).resolves.toBeUndefined();
    await store.close();
  }, 120_000);
  describeExplorer('Neo4j', async () => {
    await emptyDatabase(server);
    const store = openNeo4jStore(server, 'neo4j:tests');
    await store.migrate();
    return store;
  });
});
