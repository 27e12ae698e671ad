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

  it('says of what an earlier release wrote when exploring sees it', async () => {
    await migrate(session, 'test');
    await session.write(
      'make',
      `CREATE (:Subject:User {id: 'gone', described_batch: 2})<-[:DESCRIBES]-(:SubjectVersion {id: 'gone',
          registered_at: 10, recorded_at: 20, batch: 1, superseded_at: 30, superseded_batch: 2})
        CREATE (u:Subject:User {id: 'u', registered_at: 10, described_batch: 2})
        CREATE (u)<-[:DESCRIBES]-(:SubjectVersion {id: 'u', registered_at: 5, recorded_at: 20, batch: 1,
          superseded_at: 30, superseded_batch: 2})
        CREATE (u)<-[:DESCRIBES]-(:SubjectVersion {id: 'u', registered_at: 10, recorded_at: 30, batch: 2})
        CREATE (:Subject:Group {id: 'g', since: 40, described_batch: 1})<-[:DESCRIBES]-(:SubjectVersion {id: 'g',
          since: 40, recorded_at: 20, batch: 1})
        CREATE (:Transaction {id: 'paid', payer_id: 'u', payee_id: 'g', kind: 'transfer', status: 'completed',
          occurred_at: 50, recorded_at: 60, status_at: 70})
        CREATE (:ClosedTransaction {id: 'paid', payer_id: 'u', payee_id: 'g', kind: 'purchase', status: 'completed',
          occurred_at: 55, recorded_at: 50})
        CREATE (:Transaction {id: 'own', payer_id: 'u', payee_id: 'u', kind: 'transfer', status: 'completed',
          occurred_at: 50, recorded_at: 60})
        CREATE (:Transaction {id: 'wage', payer_id: 'u', payee_id: 'g', kind: 'income', status: 'completed',
          occurred_at: 50, recorded_at: 60})
        CREATE (:Transaction {id: 'open', payer_id: 'u', payee_id: 'g', kind: 'transfer', status: 'disputed',
          occurred_at: 50, recorded_at: 60})
        WITH * MATCH (v:SchemaVersion) SET v.version = 2`,
    );
    await migrate(session, 'test');
    const linked = await session.read(
      'look',
      'MATCH (t) WHERE t.linked_after IS NOT NULL RETURN t.linked_after AS after ORDER BY after',
    );
    expect(linked.map((row) => row.number('after'))).toEqual([55, 70]);
    const rows = await session.read(
      'look',
      'MATCH (s:Subject) RETURN s.id AS id, s.visible_after AS seen, s.described_batch AS batch ORDER BY s.id',
    );
    const told = rows.map((row) => [
      row.text('id'),
      row.has('seen') ? row.number('seen') : undefined,
      row.number('batch'),
    ]);
    expect(told).toEqual([
      ['g', 40, 1],
      ['gone', undefined, 2],
      ['u', 30, 2],
    ]);
  });

  it('lets what an earlier release wrote be found by when it changes', async () => {
    await migrate(session, 'test');
    await session.write(
      'make',
      `CREATE (:Due {obligation_id: 'o', recorded_at: 20, due_at: 90}), (:Flag {occurred_at: 30, recorded_at: 20}),
          (:ClosedTransaction {id: 't', occurred_at: 10, recorded_at: 20}),
          (:Subject {id: 'a'})-[:MEMBER_OF {since: 40, recorded_at: 20}]->(g:Subject {id: 'g'}),
          (:Subject {id: 'b'})-[:MEMBER_OF {since: 10, recorded_at: 20}]->(g)
        WITH 1 AS done MATCH (v:SchemaVersion) SET v.version = 4`,
    );
    await migrate(session, 'test');
    const rows = await session.read(
      'look',
      `MATCH (v:Version) RETURN [label IN labels(v) WHERE label <> 'Version'][0] AS name, v.happens_at AS at UNION ALL
        MATCH (s)-[v:MEMBER_OF]->() RETURN s.id AS name, v.happens_at AS at`,
    );
    const told = rows.map((row) => [row.text('name'), row.has('at') ? row.number('at') : undefined]);
    expect(new Map(told as [string, number | undefined][])).toEqual(
      new Map([
        ['Due', undefined],
        ['Flag', 30],
        ['ClosedTransaction', undefined],
        ['a', 40],
        ['b', undefined],
      ]),
    );
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
