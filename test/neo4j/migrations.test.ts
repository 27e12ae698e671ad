import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import { clearSchema, describeWithNeo4j } from '../support/neo4j-store.ts';

describeWithNeo4j('the schema', (server) => {
  let session: Session;
  beforeAll(() => {
    session = new Session(server);
  });
  afterAll(() => session.close());
  beforeEach(() => clearSchema(server), 60_000);

  it('is made once, and made whole where it was left half-made', async () => {
    await session.write('make', 'CREATE CONSTRAINT subject_id FOR (n:Subject) REQUIRE n.id IS UNIQUE');
    await migrate(session, 'test');
    const count = async () =>
      (
        await session.read('count', "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*) AS n")
      )[0]?.number('n');
    const made = await count();
    expect(made).toBeGreaterThan(10);
    await migrate(session, 'test');
    expect(await count()).toBe(made);
  });

  it('of a later release is refused', async () => {
    await session.write('make', 'CREATE (:SchemaVersion {version: 99})');
    await expect(migrate(session, 'neo4j://db')).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/neo4j:\/\/db: .*version 99; a later release wrote it/) as string,
    });
  });

  it('is not made in a database of something else', async () => {
    await session.write('make', "CREATE (:User {name: 'of another program'})");
    await expect(migrate(session, 'neo4j://db')).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('NEO4J_DATABASE') as string,
    });
  });
});
