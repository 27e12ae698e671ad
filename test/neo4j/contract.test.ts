import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { describeGraphStore } from '../contract/graph-store.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

describeWithNeo4j('on a real server', (server) => {
  describeGraphStore('Neo4j', async () => {
    await emptyDatabase(server);
    const store = openNeo4jStore(server, 'neo4j');
    await store.migrate();
    return store;
  });
});
