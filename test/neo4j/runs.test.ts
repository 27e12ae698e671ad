import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunRecord } from '../../src/engine/ports.ts';
import { emptyScoreTable, type ScoreTable } from '../../src/scoring/score-table.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { history, readScore, readScores } from '../../src/stores/neo4j/run-scores.ts';
import { readRun, saveRun } from '../../src/stores/neo4j/runs.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import type { Row } from '../../src/stores/neo4j/values.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

const SUBJECTS = 10_000;
/** So that a run takes several transactions: about 200 bytes a subject. */
const FACTORS = 15;

function runOf(id: string): RunRecord {
  return {
    id,
    cut: { asOf: 1_700_000_000_000, batch: 1 },
    scorecardId: 'five-factor@1',
    scorecardHash: 'cafe',
    scorecardJson: '{}',
    purpose: 'credit',
    basis: 'contract',
    reportingCurrency: 'EUR',
    subjects: SUBJECTS,
    scored: SUBJECTS,
    finishedAt: 1_700_000_000_001,
  };
}

function scoresOf(score: number, subjects = SUBJECTS): ScoreTable {
  const ids = Array.from({ length: subjects }, (_, index) => `s${String(index).padStart(6, '0')}`);
  return {
    ...emptyScoreTable(subjects, []),
    ids,
    score: new Uint16Array(subjects).fill(score),
    factors: Array.from({ length: FACTORS }, (_, factor) => ({
      factorId: `f${factor}`,
      value: Float64Array.from(ids, (_, index) => (index === 0 ? -0 : index / 7 + factor)),
      evidence: new Uint32Array(subjects),
      against: new Uint32Array(subjects),
      bin: new Uint8Array(subjects),
    })),
  };
}

/** Dies at its n-th write, as a process would that is killed. */
class DyingSession extends Session {
  writesLeft = Infinity;

  override async write(...call: Parameters<Session['write']>): Promise<readonly Row[]> {
    if (this.writesLeft === 0) throw new Error('killed');
    this.writesLeft -= 1;
    return super.write(...call);
  }
}

describeWithNeo4j('saving a run', (server) => {
  let session: DyingSession;
  const blocks = async (): Promise<number> =>
    (await session.read('count', 'MATCH (b:ScoreBlock) RETURN count(b) AS n'))[0]?.number('n') ?? 0;

  beforeAll(() => {
    session = new DyingSession(server);
  });
  afterAll(() => session.close());
  beforeEach(async () => {
    await emptyDatabase(server);
    session.writesLeft = Infinity;
    await migrate(session, 'test');
  });

  it('gives the table back to the bit, negative zero included', async () => {
    await saveRun(session, runOf('r'), scoresOf(700));
    const read = await readScores(session, runOf('r'));
    expect(read).toEqual(scoresOf(700));
    expect(Object.is(read.factors[0]?.value[0], -0)).toBe(true);
    // Earlier releases knew runs of everybody alone, and did not say how many rows a run has of its own.
    await session.write('make older', 'MATCH (r:Run) REMOVE r.rows');
    expect(await readScores(session, runOf('r'))).toEqual(scoresOf(700));
  });

  it('that dies shows nothing, and the next one clears away what it left', async () => {
    session.writesLeft = 2;
    await expect(saveRun(session, runOf('r'), scoresOf(700))).rejects.toThrow('killed');
    session.writesLeft = Infinity;
    expect(await blocks()).toBeGreaterThan(0);
    expect(await readRun(session, 'r')).toBeUndefined();
    expect(await history(session, 's000001')).toEqual([]);
    await saveRun(session, runOf('r'), scoresOf(710));
    // 64 subjects a block.
    expect(await blocks()).toBe(Math.ceil(SUBJECTS / 64));
    expect((await readScore(session, runOf('r'), 's000001'))?.score).toBe(710);
  });

  it('that dies in replacing a run leaves the old one whole', async () => {
    await saveRun(session, runOf('r'), scoresOf(700));
    session.writesLeft = 2;
    await expect(saveRun(session, runOf('r'), scoresOf(710))).rejects.toThrow('killed');
    session.writesLeft = Infinity;
    expect((await readScores(session, runOf('r'))).score.every((score) => score === 700)).toBe(true);
    await saveRun(session, runOf('r'), scoresOf(720));
    expect((await readScores(session, runOf('r'))).score.every((score) => score === 720)).toBe(true);
    expect(await blocks()).toBe(Math.ceil(SUBJECTS / 64));
    expect(await history(session, 's000001')).toHaveLength(1);
  });

  it('on another that dies shows nothing, and the one below stands', async () => {
    await saveRun(session, runOf('full'), scoresOf(700));
    const touched = { ...runOf('touched'), base: 'full', touchedJson: '{}' };
    const few = scoresOf(710, 500);
    session.writesLeft = 2;
    await expect(saveRun(session, touched, few)).rejects.toThrow('killed');
    session.writesLeft = Infinity;
    expect(await readRun(session, 'touched')).toBeUndefined();
    expect((await readScore(session, runOf('full'), 's000001'))?.score).toBe(700);
    await saveRun(session, touched, few);
    const { score } = await readScores(session, touched);
    expect([score[0], score[499], score[500]]).toEqual([710, 710, 700]);
    expect(await readRun(session, 'touched')).toEqual(touched);
  });

  it('leaves alone what another process is saving', async () => {
    await session.write('begin', "CREATE (:RunSave {save: 'other', run_id: 'x', touched_at: timestamp()})");
    await session.write(
      'begin',
      "CREATE (:RunSave {save: 'dead', run_id: 'y', touched_at: timestamp() - 3600000})",
    );
    await saveRun(session, runOf('r'), scoresOf(700));
    const rows = await session.read('list', 'MATCH (s:RunSave) RETURN s.save AS save');
    expect(rows.map((row) => row.text('save'))).toEqual(['other']);
  });

  it('is refused where its blocks were cleared away meanwhile', async () => {
    const clearing = new (class extends Session {
      #writes = 0;
      override async write(...call: Parameters<Session['write']>): Promise<readonly Row[]> {
        this.#writes += 1;
        if (this.#writes === 3) await session.write('clear', 'MATCH (s:RunSave) DELETE s');
        return super.write(...call);
      }
    })(server);
    await expect(saveRun(clearing, runOf('r'), scoresOf(700))).rejects.toMatchObject({ code: 'conflict' });
    await clearing.close();
    expect(await readRun(session, 'r')).toBeUndefined();
  });

  it('is read anew where it is replaced while it is read', async () => {
    await saveRun(session, runOf('r'), scoresOf(700));
    const replacing = new (class extends Session {
      #streams = 0;
      override async stream(...call: Parameters<Session['stream']>): Promise<void> {
        this.#streams += 1;
        if (this.#streams === 1) await saveRun(session, runOf('r'), scoresOf(710));
        return super.stream(...call);
      }
    })(server);
    expect((await readScores(replacing, runOf('r'))).score[0]).toBe(710);
    await replacing.close();
  });
});
