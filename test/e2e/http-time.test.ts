import { describe, expect, it } from 'vitest';
import { InvalidInputError, StoreUnavailableError } from '../../src/domain/errors.ts';
import { loadScoreboard } from '../../src/engine/scoreboard.ts';
import type { WhatIfRequest } from '../../src/engine/what-if.ts';
import { comparisonAnswer } from '../../src/http/comparison-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { changesAnswer, historyAnswer, whatIfAnswer } from '../../src/http/time-schemas.ts';
import { readStoredScorecard } from '../../src/scoring/scorecard.ts';
import { consentedRuns } from '../unit/cli/consented-runs.ts';
import { factTables, makeMachine, type Machine } from '../unit/cli/fake-dependencies.ts';
import { startService } from './http-service.ts';
import { heldRuns } from './run-service.ts';

/** What the machine knew a month later: u-1 has 8 active months instead of 3, which earns 300 points instead of 50. */
function laterTables() {
  const tables = factTables();
  return { ...tables, activity: { ...tables.activity, months: Float64Array.of(8, 10, 10) } };
}

async function twoRuns() {
  const machine = makeMachine();
  await machine.run('score', '--as-of', '2025-01-01');
  machine.store.project.mockResolvedValueOnce(laterTables());
  await machine.run('score', '--as-of', '2025-02-01');
  return machine;
}

/** Runs of one world, the latest of them served, and what-ifs that always make u-1 what it was in the first. */
async function service(made: Promise<Machine> = twoRuns()) {
  const { store } = await made;
  const [earlier, later] = store.runs.map(({ run }) => run);
  const board = await loadScoreboard(store, { purpose: 'credit' });
  const asked: WhatIfRequest[] = [];
  let refusal: Error | undefined;
  const runs = {
    ...heldRuns().service,
    reads: () => store,
    tables: store,
    whatIf: async (question: WhatIfRequest) => {
      asked.push(question);
      if (refusal !== undefined) throw refusal;
      const after = (await store.readScore(earlier!, question.subjectId))!;
      const scorecard = readStoredScorecard(later!.scorecardJson);
      return { run: later!, before: board.rows.get(question.subjectId)!, after, scorecard };
    },
  };
  const running = await startService({ scoreboard: () => board, runs: () => runs });
  const { times } = running.keys;
  return {
    running,
    asked,
    earlier: earlier!,
    later: later!,
    refuse: (error: Error) => {
      refusal = error;
    },
    read: (path: string, key = times) => running.get(path, { authorization: `Bearer ${key}` }),
    ask: (id: string, changes: unknown, { key = times, query = '' } = {}) =>
      running.post(`/v1/subjects/${id}/what-if${query}`, { purpose: 'credit', changes }, { key }),
  };
}

const of = (id: string, what: string, query = '') => `/v1/subjects/${id}/${what}?purpose=credit${query}`;
const detailOf = async (answer: Response) => problem.parse(await answer.json()).detail;

describe('the history of a score', () => {
  it('gives the runs that moved it, oldest first, with what did most of it', async () => {
    const { read, running, earlier, later } = await service();
    const answer = await read(of('u-1', 'history'));
    expect(answer.headers.get('content-language')).toBe('en');
    const history = historyAnswer.parse(await answer.json());
    expect(history.entries.map(({ run, score, difference }) => [run.id, score, difference])).toEqual([
      [earlier.id, 400, null],
      [later.id, 650, 250],
    ]);
    expect(history.entries[1]?.cause).toMatchObject({ factor: 'active-months', points: 250 });
    const still = historyAnswer.parse(await (await read(of('u-2', 'history'))).json());
    expect([still.entries.length, still.unmoved]).toEqual([1, 1]);
    expect(
      (await running.audited()).map(({ action, subjectId, result }) => [action, subjectId, result]),
    ).toEqual([
      ['history:read', 'u-1', 'shown'],
      ['history:read', 'u-2', 'shown'],
    ]);
  });

  it('shows no number of who is held back', async () => {
    const { read } = await service();
    const history = historyAnswer.parse(
      await (await read(of(encodeURIComponent("u-4'張"), 'history'))).json(),
    );
    expect(history.entries).toMatchObject([{ outcome: 'restricted', score: null, band: null }]);
  });

  it('shows none of before of who withdrew consent, nor does a change, and nothing can be supposed', async () => {
    const { read, ask, asked, running } = await service(consentedRuns());
    const withdrawn = { outcome: 'unscorable', outcome_reason: 'no_processing_consent', score: null };
    const { analyst } = running.keys;
    const history = historyAnswer.parse(await (await read(of('u-1', 'history'))).json());
    expect(history).toMatchObject({ entries: [{ ...withdrawn, band: null, difference: null }], unmoved: 2 });
    for (const query of ['', '&from=2024-06-30&to=2024-12-31']) {
      const change = changesAnswer.parse(await (await read(of('u-1', 'changes', query))).json());
      expect(change).toMatchObject({ before: withdrawn, after: withdrawn, difference: null, lines: [] });
    }
    const refused = await ask('u-1', [{ kind: 'settle', obligation_id: 'loan-7' }], { key: analyst });
    expect([refused.status, problem.parse(await refused.json()).code]).toEqual([403, 'consent_required']);
    expect(asked).toEqual([]);
    const other = historyAnswer.parse(await (await read(of('u-2', 'history'))).json());
    expect(other.entries).toMatchObject([{ score: 650 }]);
  });

  it('is refused without its scope, for another purpose, and for nobody known', async () => {
    const { read, running } = await service();
    expect((await read(of('u-1', 'history'), running.keys.full)).status).toBe(403);
    expect((await read('/v1/subjects/u-1/history?purpose=tenancy')).status).toBe(403);
    expect((await read('/v1/subjects/u-1/history')).status).toBe(400);
    expect((await read(of('nobody', 'history'))).status).toBe(404);
  });
});

describe('why a score changed', () => {
  it('comes line by line, between the latest run and the one before unless others are named', async () => {
    const { read, earlier, later } = await service();
    for (const query of ['', `&from=${earlier.id}&to=${later.id}`, '&from=2025-01-15&to=2025-03-01']) {
      const change = changesAnswer.parse(await (await read(of('u-1', 'changes', query))).json());
      expect(change).toMatchObject({
        ...{ from: { id: earlier.id }, to: { id: later.id }, difference: 250 },
        before: { score: 400 },
        after: { score: 650 },
        lines: [{ item: 'factor', factor: 'active-months', before: { value: 3 }, after: { value: 8 } }],
      });
      expect(change.lines.reduce((sum, { millipoints }) => sum + (millipoints ?? 0), 0)).toBe(250_000);
    }
    const back = changesAnswer.parse(
      await (await read(of('u-1', 'changes', `&from=${later.id}&to=${earlier.id}`))).json(),
    );
    expect(back.difference).toBe(-250);
  });

  it('comes in the language asked for', async () => {
    const { read } = await service();
    const chinese = await read(of('u-1', 'changes', '&language=zh'));
    expect(chinese.headers.get('content-language')).toBe('zh');
    const [line] = changesAnswer.parse(await chinese.json()).lines;
    expect(line?.text).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['a run that is not held', '&from=0123456789abcdef', 404],
    ['an instant before every run', '&from=2020-01-01', 404],
    ['the same run twice', '&from=2025-01-01&to=2025-01-15', 400],
    ['a field that nobody knows', '&network=exact', 400],
  ])('is refused for %s', async (_what, query, status) => {
    const { read } = await service();
    expect((await read(of('u-1', 'changes', query))).status).toBe(status);
  });
});

describe('two runs compared', () => {
  it('give counts alone', async () => {
    const { read, running, earlier, later } = await service();
    const path = `/v1/runs/compare?purpose=credit&from=${earlier.id}&to=${later.id}`;
    const answer = await read(path, running.keys.watcher);
    expect(comparisonAnswer.parse(await answer.json())).toMatchObject({
      ...{ base: { id: earlier.id }, other: { id: later.id } },
      ...{ entered: 0, left: 0, moved: 1, stayed: 1 },
    });
    expect((await read(path)).status).toBe(403);
    expect((await read(path.replace(later.id, 'r-9'), running.keys.watcher)).status).toBe(404);
    expect((await read('/v1/runs/compare?purpose=credit&from=a', running.keys.watcher)).status).toBe(400);
  });
});

describe('what a score would be', () => {
  const settle = { kind: 'settle', obligation_id: 'loan-7' };

  it('is told with its lines, each kind of supposition handed on in its order', async () => {
    const { ask, asked, later, running } = await service();
    const changes = [
      { kind: 'pay_due', obligation_id: 'loan-7', seq: 3 },
      settle,
      { kind: 'add_guarantor', guarantor_id: 'u-2' },
      { kind: 'add_guarantor', guarantor_id: 'u-2', obligation_id: 'loan-7', amount_minor: 5 },
    ];
    const answer = await ask('u-1', changes, { key: running.keys.analyst });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('etag')).toBeNull();
    expect(whatIfAnswer.parse(await answer.json())).toMatchObject({
      ...{ run: { id: later.id }, difference: -250 },
      ...{ before: { score: 650 }, after: { score: 400 } },
      lines: [{ factor: 'active-months', points: -250 }],
    });
    expect(asked).toEqual([
      {
        subjectId: 'u-1',
        changes: [
          { kind: 'pay_due', obligationId: 'loan-7', seq: 3 },
          { kind: 'settle', obligationId: 'loan-7' },
          { kind: 'add_guarantor', guarantorId: 'u-2' },
          { kind: 'add_guarantor', guarantorId: 'u-2', obligationId: 'loan-7', amountMinor: 5 },
        ],
      },
    ]);
  });

  it('is recorded as a read of everybody whom the question names', async () => {
    const { ask, running } = await service();
    const changes = [settle, { kind: 'add_guarantor', guarantor_id: 'u-2' }];
    await ask('u-1', changes, { key: running.keys.analyst });
    const records = await running.audited();
    expect(records.map(({ action, subjectId, result }) => [action, subjectId, result])).toEqual([
      ['whatif:read', 'u-1', 'shown'],
      ['whatif:read', 'u-2', 'shown'],
    ]);
  });

  it.each([
    { kind: 'end_tie', other_id: 'u-2' },
    { kind: 'join_group', group_id: 'g' },
    { kind: 'leave_group', group_id: 'g' },
    { kind: 'add_guarantor', guarantor_id: 'u-2' },
  ])('of others is for analysts: $kind', async (change) => {
    const { ask, asked, running } = await service();
    const refused = await ask('u-1', [settle, change]);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="graph:read"');
    expect(asked).toEqual([]);
    const answer = await ask('u-1', [change], { key: running.keys.analyst });
    expect(answer.status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no change', [], 'body: changes: expected at least one change'],
    ['no list', settle, 'body: changes: expected a list of 1 to 20 changes'],
    ['too many', new Array(21).fill(settle), 'body: changes: expected at most 20 changes'],
    ['another kind', [{ kind: 'win_lottery' }], 'expected `kind` to be one of pay_due, settle'],
    ['no kind', [{}], 'expected `kind` to be one of'],
    ['no obligation', [{ kind: 'settle' }], 'body: changes.0.obligation_id: is required'],
    ['a field too many', [{ ...settle, seq: 1 }], 'takes no "seq"'],
    ['half a due', [{ kind: 'pay_due', obligation_id: 'x', seq: 1.5 }], 'expected a whole number from 0'],
    [
      'a negative amount',
      [{ kind: 'add_guarantor', guarantor_id: 'u-2', amount_minor: -1 }],
      'expected a whole number from 0',
    ],
  ])('is not asked with %s', async (_what, changes, detail) => {
    const { ask, asked } = await service();
    const answer = await ask('u-1', changes);
    expect(answer.status).toBe(400);
    expect(await detailOf(answer)).toContain(detail);
    expect(asked).toEqual([]);
  });

  it('of nobody known is refused before anything is loaded, as is another purpose or scope', async () => {
    const { ask, asked, running } = await service();
    expect((await ask('nobody', [settle])).status).toBe(404);
    expect((await ask('u-1', [settle], { key: running.keys.full })).status).toBe(403);
    const other = { purpose: 'tenancy', changes: [settle] };
    const { times: key } = running.keys;
    expect((await running.post('/v1/subjects/u-1/what-if', other, { key })).status).toBe(403);
    expect((await ask('u-1', [settle], { query: '?purpose=credit' })).status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('that cannot be is refused with why, and while nothing is loaded there is a time to come again', async () => {
    const { ask, refuse } = await service();
    refuse(new InvalidInputError('what if, settle: the subject has no obligation loan-7'));
    const impossible = await ask('u-1', [settle]);
    expect([impossible.status, await detailOf(impossible)]).toEqual([
      400,
      'what if, settle: the subject has no obligation loan-7',
    ]);
    refuse(new StoreUnavailableError('not in memory yet'));
    const later = await ask('u-1', [settle]);
    expect([later.status, later.headers.get('retry-after')]).toEqual([503, '5']);
  });
});
