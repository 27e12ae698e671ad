import { describe, expect, it } from 'vitest';
import type { OnProgress, RunRecord } from '../../../src/engine/ports.ts';
import { kernelsHere } from '../../../src/engine/kernels.ts';
import { ResidentHolder } from '../../../src/engine/resident-holder.ts';
import type { Resident, TouchedResult } from '../../../src/engine/resident/resident.ts';
import { loadScoreboard } from '../../../src/engine/scoreboard.ts';
import { checkWish, makeServedRun, type ServedScores } from '../../../src/engine/served-runs.ts';
import { followRuns } from '../../../src/following.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { emptyScoreTable, type ScoreTable } from '../../../src/scoring/score-table.ts';
import { makeMachine, NOW } from '../cli/fake-dependencies.ts';

const JANUARY = Date.UTC(2025, 0, 10);
const LATER = Date.UTC(2025, 0, 12);
const quiet = () => ({ onProgress: (() => undefined) as OnProgress, signal: new AbortController().signal });

/** A served store with one run; the projection held for it gives `result` when it is advanced. */
async function served(result?: (run: RunRecord, scores: ScoreTable) => Partial<TouchedResult>) {
  const machine = makeMachine();
  await machine.run('score', '--as-of', '2025-01-10');
  const { store } = machine;
  const purpose = 'credit';
  const options = { stopping: new AbortController().signal, tell: () => undefined };
  const scores = await followRuns(store, { purpose }, options);
  const first = store.runs[0]!;
  let { run } = first;
  const resident: Resident = {
    get run() {
      return run;
    },
    advance: () => {
      const made = { changed: emptyScoreTable(0, []), touched: 0, nearEdges: [], run };
      const given: TouchedResult = { ...made, ...result?.(first.run, first.scores) };
      run = given.run;
      return Promise.resolve(given);
    },
    whatIf: () => Promise.reject(new Error('not asked here')),
    scores: () => first.scores,
  };
  const holder = new ResidentHolder(
    () => scores.board().run,
    () => Promise.resolve(resident),
  );
  const tools = { clock: { now: () => NOW }, hasher: sha256Hasher, kernels: kernelsHere };
  return { store, scores, first: first.run, make: makeServedRun({ store, scores, holder, ...tools }) };
}

/** A row of a table alone, with another score. */
function rescored(table: ScoreTable, id: string, score: number): ScoreTable {
  const row = table.ids.indexOf(id);
  const pick = <T extends { slice(from: number, to: number): T }>(column: T): T => column.slice(row, row + 1);
  const picked = Object.fromEntries(
    Object.entries(table)
      .filter(([name]) => name !== 'ids' && name !== 'factors')
      .map(([name, column]: [string, unknown]) => [name, pick(column as Uint8Array)]),
  );
  const factors = table.factors.map(({ factorId, value, evidence, against, bin }) => ({
    ...{ factorId, value: pick(value), evidence: pick(evidence), against: pick(against), bin: pick(bin) },
  }));
  return {
    ...(picked as Partial<ScoreTable> as ScoreTable),
    ids: [id],
    factors,
    score: Uint16Array.of(score),
  };
}

describe('a full run where scores are served', () => {
  it('is made by the rules of the run served and takes its place', async () => {
    const { make, scores, store, first } = await served();
    const { run, touched } = await make({ kind: 'full', purpose: 'credit', asOf: LATER }, quiet());
    expect(touched).toBeUndefined();
    expect(run).toMatchObject({
      cut: { asOf: LATER },
      scorecardHash: first.scorecardHash,
      profileJson: first.profileJson,
      basis: first.basis,
    });
    expect(scores.board().run.id).toBe(run.id);
    expect(scores.board().card('u-2').runId).toBe(run.id);
    expect(store.runs.map((held) => held.run.id)).toEqual([first.id, run.id]);
  });

  it('as of earlier is kept, and the later one stays served', async () => {
    const { make, scores, store, first } = await served();
    const { run } = await make({ kind: 'full', purpose: 'credit', asOf: JANUARY - 1 }, quiet());
    expect(await store.readRun(run.id)).toBeDefined();
    expect(scores.board().run.id).toBe(first.id);
  });

  it('called off keeps nothing and changes nothing', async () => {
    const { make, scores, store, first } = await served();
    const calling = AbortSignal.abort();
    const made = make({ kind: 'full', purpose: 'credit', asOf: LATER }, { ...quiet(), signal: calling });
    await expect(made).rejects.toMatchObject({ code: 'cancelled' });
    expect([scores.board().run.id, store.runs.length]).toEqual([first.id, 1]);
  });
});

describe('a touched run where scores are served', () => {
  const wish = { kind: 'touched', purpose: 'credit', asOf: LATER } as const;

  it('puts the rows that it changed over those of its base', async () => {
    const { make, scores, first } = await served((run, table) => ({
      run: { ...run, id: 'r2', base: run.id, cut: { asOf: LATER, batch: 2 } },
      changed: rescored(table, 'u-1', 444),
      touched: 3,
      nearEdges: [{ subjectId: 'u-2', factorId: 'standing' }],
    }));
    const before = scores.board();
    const { run, touched } = await make(wish, quiet());
    expect([run.id, run.base, touched]).toEqual(['r2', first.id, { subjects: 3, changed: 1, nearEdges: 1 }]);
    const board = scores.board();
    const { rows } = board;
    expect(rows.get('u-1')?.score).toBe(444);
    expect(rows.get('u-2')).toEqual(before.rows.get('u-2'));
    expect(board.card('u-2').runId).toBe('r2');
    expect(before.rows.get('u-1')?.score).not.toBe(444);
  });

  it('that came to a full one takes the place of all', async () => {
    const { make, scores } = await served((run, table) => ({
      run: { ...run, id: 'r2', cut: { asOf: LATER, batch: 2 } },
      changed: table,
      touched: 4,
      whyFull: 'anybody',
    }));
    const { run, touched } = await make(wish, quiet());
    expect([run.id, touched, scores.board().run.id]).toEqual(['r2', undefined, 'r2']);
  });

  it('with nothing new leaves the run that is served', async () => {
    const { make, scores } = await served();
    const board = scores.board();
    const { run, touched } = await make(wish, quiet());
    expect([run.id, touched]).toEqual([board.run.id, { subjects: 0, changed: 0, nearEdges: 0 }]);
    expect(scores.board()).toBe(board);
  });
});

describe('a wish', () => {
  const check = (
    wish: { kind?: 'full' | 'touched'; asOf?: number },
    change: (scores: ServedScores) => Partial<ServedScores> = () => ({}),
  ) =>
    served().then(({ scores }) => {
      checkWish({ kind: 'full', purpose: 'credit', ...wish }, { ...scores, ...change(scores) }, NOW);
    });

  it('may be as of any instant for a full run, but not of one to come', async () => {
    await check({});
    await check({ asOf: NOW });
    await check({ asOf: 0 });
    await expect(check({ asOf: NOW + 1 })).rejects.toThrow('expected no later than now');
  });

  it('may not be as of earlier than what a touched run stands on', async () => {
    await check({ kind: 'touched' });
    await check({ kind: 'touched', asOf: JANUARY });
    await expect(check({ kind: 'touched', asOf: JANUARY - 1 })).rejects.toThrow('expected no earlier than');
  });

  it('is none where one run was to be served and no other', async () => {
    await expect(check({}, () => ({ isPinned: true }))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is none where the run served does not say by which rules it was made', async () => {
    const withoutProfile = (scores: ServedScores) => {
      const { profileJson, ...run } = scores.board().run;
      expect(profileJson).toBeDefined();
      return { board: () => ({ ...scores.board(), run }) };
    };
    await expect(check({}, withoutProfile)).rejects.toThrow('without its profile');
  });
});

it('a board is loaded from the store like any other once it is made', async () => {
  const { make, scores, store } = await served();
  const { run } = await make({ kind: 'full', purpose: 'credit', asOf: LATER }, quiet());
  const loaded = await loadScoreboard(store, { purpose: 'credit', runId: run.id });
  expect(loaded.card('u-2')).toEqual(scores.board().card('u-2'));
});
