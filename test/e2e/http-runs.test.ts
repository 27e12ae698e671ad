import { describe, expect, it } from 'vitest';
import { InvalidInputError, InvariantError } from '../../src/domain/errors.ts';
import { runAnswer, runsAnswer } from '../../src/http/run-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { startService, type Service } from './http-service.ts';
import { HELD, heldRuns } from './run-service.ts';

const RUNS = '/v1/runs';
const WISH = { kind: 'full', purpose: 'credit' };

async function service() {
  const held = heldRuns();
  const running = await startService({ runs: () => held.service });
  const { runs: key, watcher } = running.keys;
  return {
    held,
    running,
    start: (body: unknown = WISH, headers: Record<string, string> = {}) =>
      running.post(RUNS, body, { key, headers }),
    cancel: (id: string) => running.post(`${RUNS}/${id}/cancel`, '', { key }),
    see: (path: string) => running.get(path, { authorization: `Bearer ${watcher}` }),
  };
}

const readRun = async (answer: Response) => runAnswer.parse(await answer.json());
const readProblem = async (answer: Response) => problem.parse(await answer.json());
const of = (id: string) => `${RUNS}/${id}?purpose=credit`;

describe('starting a run', () => {
  it('answers 202 at once and says where to see how far it is, until it is done', async () => {
    const { start, see, held } = await service();
    const answer = await start({ ...WISH, kind: 'touched', as_of: '2024-06-01' });
    expect(answer.status).toBe(202);
    const { id } = await readRun(answer);
    expect(answer.headers.get('location')).toBe(`${RUNS}/${id}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(held.made).toHaveLength(1);
    held.made[0]!.say({ stage: 'score', done: 3, total: 9 });
    expect(await readRun(await see(of(id)))).toMatchObject({
      ...{ id, state: 'running', kind: 'touched', purpose: 'credit', cancel_requested: false },
      as_of: '2024-06-01T00:00:00.000Z',
      progress: { stage: 'score', done: 3, total: 9 },
    });
    held.made[0]!.finish({ run: HELD[0]!, touched: { subjects: 5, changed: 2, nearEdges: 1 } });
    await expect
      .poll(async () => readRun(await see(of(id))))
      .toMatchObject({
        state: 'done',
        run: { id: 'run-6', kind: 'touched', base: 'run-5', subjects: 11, scored: 9 },
        touched: { subjects: 5, changed: 2, near_edges: 1 },
      });
  });

  it('that is held says what it touched and which readings lie near an edge, and is recorded as a read of them', async () => {
    const { see, running } = await service();
    expect((await readRun(await see(of('run-6')))).touched).toEqual({
      ...{ subjects: 5, changed: 2, near_edges: 1 },
      near: [{ subject_id: 'u-2', factor: 'standing' }],
    });
    expect((await readRun(await see(of('run-5')))).touched).toBeUndefined();
    const records = await running.audited();
    expect(records.map(({ subjectId }) => subjectId)).toEqual(['u-2', undefined]);
  });

  it('is as of now unless it says otherwise', async () => {
    const { start, held } = await service();
    const before = Date.now();
    await start();
    const { asOf } = held.made[0]!.wish;
    expect(asOf).toBeGreaterThanOrEqual(before);
    expect(asOf).toBeLessThanOrEqual(Date.now());
  });

  it('is refused while another is made: 409 that names it', async () => {
    const { start } = await service();
    const { id } = await readRun(await start());
    const second = await start();
    expect(second.status).toBe(409);
    expect(await readProblem(second)).toMatchObject({ code: 'conflict', context: { run: id } });
  });

  it('with an Idempotency-Key that came before gives the same run, to the same caller alone', async () => {
    const { start, running, held } = await service();
    const key = { 'idempotency-key': 'day 7' };
    const { id } = await readRun(await start(WISH, key));
    const again = await start(WISH, key);
    expect([again.status, (await readRun(again)).id]).toEqual([202, id]);
    const other = await start({ ...WISH, kind: 'touched' }, key);
    expect([other.status, (await readProblem(other)).code]).toEqual([409, 'conflict']);
    expect(held.made).toHaveLength(1);
    const stranger = await running.post(RUNS, WISH, { key: running.keys.scores, headers: key });
    expect(stranger.status).toBe(403);
    expect((await start(WISH, { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
  });

  it.each([
    ['no kind', { purpose: 'credit' }, 400, 'body: kind: expected one of full, touched'],
    ['another kind', { ...WISH, kind: 'half' }, 400, 'body: kind: expected one of full, touched'],
    ['no purpose', { kind: 'full' }, 400, 'body: purpose: is required'],
    ['an unknown field', { ...WISH, scorecard: 'x' }, 400, 'body: takes no "scorecard"'],
    ['no instant', { ...WISH, as_of: 'soon' }, 400, 'body: as_of: expected'],
    ['an instant it cannot have', { ...WISH, as_of: '2023-12-31' }, 400, 'as_of is too early'],
    ['another purpose', { ...WISH, purpose: 'tenancy' }, 403, 'are not lent to another'],
    ['a list', [], 400, 'body:'],
    ['no JSON', '{', 400, 'body: expected one JSON object'],
    ['a number', '7', 400, 'body: expected one JSON object'],
    ['nothing', '', 400, 'body:'],
    ['too much', `{"kind":"${'x'.repeat(70_000)}"}`, 413, 'body: expected at most 65536 bytes'],
  ] as const)('with %s starts nothing', async (...[, body, status, detail]) => {
    const { start, held } = await service();
    const answer = await start(body);
    expect(answer.status).toBe(status);
    expect((await readProblem(answer)).detail).toContain(detail);
    expect(held.made).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
    'as %s: 415',
    async (type) => {
      const { start } = await service();
      const answer = await start(WISH, { 'content-type': type });
      expect([answer.status, (await readProblem(answer)).code]).toEqual([415, 'unsupported_media_type']);
    },
  );

  it('takes a key that may, and is recorded with whatever came of it', async () => {
    const { start, running } = await service();
    const refused = await running.post(RUNS, WISH, { key: running.keys.watcher });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="run:write"');
    expect((await fetch(`${running.server.url}${RUNS}`, { method: 'POST' })).status).toBe(401);
    await start();
    await start();
    const records = await running.audited();
    expect(records.map(({ client, action, purpose, result }) => [client, action, purpose, result])).toEqual([
      ['watcher', 'run:write', 'credit', 'not_allowed'],
      ['operator', 'run:write', 'credit', 'started'],
      ['operator', 'run:write', 'credit', 'conflict'],
    ]);
    expect(records.some((record) => 'subjectId' in record)).toBe(false);
  });
});

describe('a run that fails', () => {
  it.each([
    [new InvalidInputError('two currencies'), { code: 'invalid_input', detail: 'two currencies' }],
    [
      new InvariantError('secret insides'),
      { code: 'invariant', detail: expect.stringContaining('report') as string },
    ],
  ])('says why as far as it may be told: %s', async (error, failure) => {
    const { start, see, held } = await service();
    const { id } = await readRun(await start());
    held.made[0]!.fail(error);
    await expect.poll(async () => readRun(await see(of(id)))).toMatchObject({ state: 'failed', failure });
  });
});

describe('calling a run off', () => {
  it('ends it, once', async () => {
    const { start, cancel, see, running } = await service();
    const { id } = await readRun(await start());
    const answer = await cancel(id);
    expect(answer.status).toBe(202);
    expect(await readRun(answer)).toMatchObject({ id, cancel_requested: true });
    await expect.poll(async () => (await readRun(await see(of(id)))).state).toBe('cancelled');
    expect((await cancel(id)).status).toBe(409);
    expect((await cancel('run-5')).status).toBe(404);
    const refused = await running.post(`${RUNS}/${id}/cancel`, '', { key: running.keys.watcher });
    expect(refused.status).toBe(403);
  });
});

describe('the runs', () => {
  it('that are held come page by page, each once, with those asked for here and the one served', async () => {
    const { start, see, held } = await service();
    held.residence = { state: 'loading', runId: 'run-1', progress: { stage: 'read facts', done: 0 } };
    const { id } = await readRun(await start());
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const query = cursor === undefined ? '' : `&cursor=${cursor}`;
      const answer = runsAnswer.parse(await (await see(`${RUNS}?purpose=credit&limit=2${query}`)).json());
      expect(answer).toMatchObject({
        served: 'run-1',
        asked_for: [{ id }],
        projection: { state: 'loading', run_id: 'run-1', progress: { stage: 'read facts', done: 0 } },
      });
      seen.push(...answer.held.map((run) => run.id));
      cursor = answer.next_cursor;
    }
    expect(seen).toEqual(['run-6', 'run-5', 'run-4', 'run-3', 'run-2', 'run-1']);
    expect(cursor).toBeUndefined();
  });

  it('are read by id, those of another purpose not', async () => {
    const { see } = await service();
    expect(await readRun(await see(of('run-3')))).toMatchObject({
      ...{ id: 'run-3', state: 'done', kind: 'full', as_of: '2024-05-04T00:00:00.000Z' },
      run: { id: 'run-3', batch: 3, scorecard: { id: 'five-factor@1', hash: 'abc123' } },
    });
    for (const id of ['run-0', 'run-9', 'job-9']) expect((await see(of(id))).status).toBe(404);
  });

  it.each([
    ['no purpose', RUNS, 400],
    ['another purpose', `${RUNS}?purpose=tenancy`, 403],
    ['a cursor of nobody', `${RUNS}?purpose=credit&cursor=abc`, 400],
    ['too many', `${RUNS}?purpose=credit&limit=101`, 400],
    ['an unknown field', `${of('run-3')}&verbose=1`, 400],
  ])('are refused for %s', async (_what, path, status) => {
    const { see } = await service();
    expect((await see(path)).status).toBe(status);
  });

  it('take a key that may see them, and each look is recorded', async () => {
    const { see, running } = await service();
    await see(`${RUNS}?purpose=credit`);
    expect((await running.get(`${RUNS}?purpose=credit`)).status).toBe(403);
    expect((await running.audited()).map(({ client, action, result }) => [client, action, result])).toEqual([
      ['watcher', 'run:read', 'shown'],
      ['bank-a', 'run:read', 'not_allowed'],
    ]);
  });

  it('answer 405 to other methods with those they take, and 503 while there is no store', async () => {
    const { running } = await service();
    const allowed = async (running: Service, path: string) => {
      const answer = await fetch(`${running.server.url}${path}`, { method: 'DELETE' });
      return [answer.status, answer.headers.get('allow')];
    };
    expect(await allowed(running, RUNS)).toEqual([405, 'GET, HEAD, POST']);
    expect(await allowed(running, `${RUNS}/x`)).toEqual([405, 'GET, HEAD']);
    expect(await allowed(running, `${RUNS}/x/cancel`)).toEqual([405, 'POST']);
    const empty = await startService();
    const answer = await empty.get(`${RUNS}?purpose=credit`, {
      authorization: `Bearer ${empty.keys.watcher}`,
    });
    expect(answer.status).toBe(503);
  });
});
