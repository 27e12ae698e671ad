import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import { startMaskedServer } from '../support/neo4j/masked-server.ts';
import { clearSchema, describeWithNeo4j } from '../support/neo4j-store.ts';

describeWithNeo4j('a server that is too old', (server) => {
  let old: Awaited<ReturnType<typeof startMaskedServer>>;
  beforeAll(async () => {
    await clearSchema(server);
    old = await startMaskedServer(server);
  });
  afterAll(() => {
    old.stop();
  });

  it('is refused by its name before anything is written', async () => {
    const store = openNeo4jStore(old, 'neo4j://old');
    await expect(store.migrate()).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(
        /^open the store neo4j:\/\/old: expected a Neo4j server of version 5\.26 or later, but it calls itself Neo4j\/4\.4.*upgrade it/,
      ) as string,
    });
    await store.close();
    const session = new Session(server);
    const made = await session.read(
      'look',
      "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*) AS n",
    );
    await session.close();
    expect(made[0]?.number('n')).toBe(0);
  });
});
