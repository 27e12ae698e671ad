import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunRecord } from '../../src/engine/ports.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import { statement } from '../../src/stores/neo4j/statements.ts';
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
  /** Does something before the n-th write, from 1. */
  const interrupted = (nth: number, meanwhile: () => Promise<void>) =>
    new (class extends Session {
      #writes = 0;
      override async write(...call: Parameters<Session['write']>): Promise<readonly Row[]> {
        this.#writes += 1;
        if (this.#writes === nth) await meanwhile();
        return super.write(...call);
      }
    })(server);
  const blocked = async () => {
    const text = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS n";
    return (await session.read('look', text))[0]?.number('n');
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
    const dying = interrupted(3, () => Promise.reject(new Error('killed')));
    const killed = writeBack(dying, { run: runOf('r2', 6), scores: FIRST });
    await expect(killed).rejects.toThrow('killed');
    await dying.close();
    expect(await marker()).toEqual(['writing', 'r2']);
    await writeBack(session, { run: runOf('r2', 6), scores: FIRST });
    expect(await marker()).toEqual(['complete', 'r2']);
  });

  const SECOND_SHOWN = [
    ['ann', 700, 'excellent', 6, 'r2'],
    ['bob', 400, 'poor', 6, 'r2'],
  ];

  it.each([
    ['the scores', 2],
    ['the clearing', 3],
    ['the last note', 4],
  ])('gives way to another that began later, before %s', async (_part, nth) => {
    const overtaken = interrupted(nth, () => writeBack(session, { run: runOf('r2', 6), scores: FIRST }));
    const first = writeBack(overtaken, { run: runOf('r1', 5), scores: FIRST });
    await expect(first).rejects.toMatchObject({ code: 'conflict' });
    await overtaken.close();
    expect(await marker()).toEqual(['complete', 'r2']);
    expect(await scores()).toEqual(SECOND_SHOWN);
  });

  it.each([
    ['the scores', 2],
    ['the clearing', 3],
    ['the last note', 4],
  ])('gives way to another whose beginning is not committed yet, before %s', async (_part, nth) => {
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    let goOn = (): void => undefined;
    const begun = new Promise<void>((resolve) => (goOn = resolve));
    const overtaken = interrupted(nth, async () => {
      reach();
      await begun;
    });
    const first = writeBack(overtaken, { run: runOf('r1', 5), scores: FIRST });
    await reached;
    await session.transaction('begin', async (transaction) => {
      await transaction.run(statement('runs/write-back-begin'), { run_id: 'r2', writer: 'second' });
      goOn();
      await expect.poll(blocked).toBe(1);
    });
    await expect(first).rejects.toMatchObject({ code: 'conflict' });
    await overtaken.close();
    expect(await marker()).toEqual(['writing', 'r2']);
    const runs = (await scores()).map((row) => row.at(-1));
    expect(runs).toEqual(nth === 2 ? [null, null] : ['r1', 'r1']);
  });

  it('keeps one note, however many begin at once', async () => {
    const begin = (writer: string) =>
      session.write('begin', statement('runs/write-back-begin'), { run_id: 'r1', writer });
    await Promise.all(Array.from({ length: 8 }, (_, writer) => begin(`w${writer}`)));
    const [row] = await session.read('count', 'MATCH (w:WriteBack) RETURN count(w) AS n');
    expect(row?.number('n')).toBe(1);
  });

  it('takes the scores of others off beyond the first ten thousand subjects', async () => {
    const [first, last] = [10_001, 20_010];
    await session.write(
      'make',
      "UNWIND range($first, $last) AS n CREATE (:Subject:User {id: 'old-' + n, score: 500, run_id: 'r0'})",
      { first, last },
    );
    await writeBack(session, { run: runOf('r1', 5), scores: FIRST });
    const text = 'MATCH (s:Subject) WHERE s.score IS NOT NULL RETURN count(s) AS n';
    expect((await session.read('count', text))[0]?.number('n')).toBe(2);
  });
});
