import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunRecord } from '../../src/engine/ports.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import type { Row } from '../../src/stores/neo4j/values.ts';
import { writeBack } from '../../src/stores/neo4j/write-back.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

const runOf = (id: string, finishedAt: number): RunRecord => ({
  id,
  cut: { asOf: 0, batch: 1 },
  scorecardId: 'five-factor@1',
  scorecardHash: 'cafe',
  scorecardJson: '{}',
  purpose: 'credit',
  basis: 'contract',
  reportingCurrency: 'EUR',
  subjects: 3,
  scored: 2,
  finishedAt,
});
const FIRST = { ids: ['ann', 'bob'], scores: [700, 400], bands: ['excellent', 'poor'] };

describeWithNeo4j('writing scores back', (server) => {
  let session: Session;
  beforeAll(() => {
    session = new Session(server);
  });
  afterAll(() => session.close());
  beforeEach(async () => {
    await emptyDatabase(server);
    await migrate(session, 'test');
    await session.write(
      'make',
      "CREATE (:Subject:User {id: 'ann', display_name: 'Ann'}), (:Subject:User {id: 'bob'})",
    );
  });
  const scores = async () => {
    const text = `MATCH (s:Subject) RETURN s.id AS id, [s.score, s.band, s.scored_at, s.run_id] AS shown ORDER BY id`;
    return (await session.read('look', text)).map((row) => [row.text('id'), ...row.list('shown')]);
  };
  const marker = async () => {
    const [row] = await session.read('look', 'MATCH (w:WriteBack) RETURN w.state AS state, w.run_id AS run');
    return row === undefined ? undefined : [row.text('state'), row.text('run')];
  };

  it('puts score, band, time and run on the subjects, and leaves all else', async () => {
    await writeBack(session, { run: runOf('r1', 5), scores: FIRST });
    expect(await scores()).toEqual([
      ['ann', 700, 'excellent', 5, 'r1'],
      ['bob', 400, 'poor', 5, 'r1'],
    ]);
    expect(await marker()).toEqual(['complete', 'r1']);
    const [ann] = await session.read('look', "MATCH (s:Subject {id: 'ann'}) RETURN s.display_name AS name");
    expect(ann?.text('name')).toBe('Ann');
  });

  it('takes the scores of those away that are no longer scored, and passes over ids that are no nodes', async () => {
    await writeBack(session, { run: runOf('r1', 5), scores: FIRST });
    const second = { ids: ['ann', 'nobody'], scores: [710, 650], bands: ['excellent', 'very good'] };
    await writeBack(session, { run: runOf('r2', 6), scores: second });
    expect(await scores()).toEqual([
      ['ann', 710, 'excellent', 6, 'r2'],
      ['bob', null, null, null, null],
    ]);
  });

  it('says that it is being written for as long as it is, and when it died on the way', async () => {
    await writeBack(session, { run: runOf('r1', 5), scores: FIRST });
    const dying = new (class extends Session {
      #writes = 0;
      override async write(...call: Parameters<Session['write']>): Promise<readonly Row[]> {
        this.#writes += 1;
        if (this.#writes === 3) throw new Error('killed');
        return super.write(...call);
      }
    })(server);
    const killed = writeBack(dying, { run: runOf('r2', 6), scores: FIRST });
    await expect(killed).rejects.toThrow('killed');
    await dying.close();
    expect(await marker()).toEqual(['writing', 'r2']);
    await writeBack(session, { run: runOf('r2', 6), scores: FIRST });
    expect(await marker()).toEqual(['complete', 'r2']);
  });

  it('gives way to another that began later', async () => {
    const overtaken = new (class extends Session {
      override async writeInBatches(...call: Parameters<Session['writeInBatches']>): Promise<readonly Row[]> {
        await writeBack(session, { run: runOf('r2', 6), scores: FIRST });
        return super.writeInBatches(...call);
      }
    })(server);
    const first = writeBack(overtaken, { run: runOf('r1', 5), scores: FIRST });
    await expect(first).rejects.toMatchObject({ code: 'conflict' });
    await overtaken.close();
    expect(await marker()).not.toEqual(['complete', 'r1']);
  });
});
