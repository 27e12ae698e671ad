/** Runs and what-ifs on the built program, over a store of its own. */
import { expect, test } from 'vitest';
import { runAnswer, runsAnswer, type RunAnswer } from '../../src/http/run-schemas.ts';
import { scoreAnswer } from '../../src/http/card-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { changesAnswer, historyAnswer, whatIfAnswer } from '../../src/http/time-schemas.ts';
import { credence, startCredence, temporaryFolder } from '../support/program.ts';

const SCOPES = 'score:read,history:read,change:read,whatif:read,graph:read,run:read,run:write';
const EARLIER = '2025-12-30T18:00:00Z';
const LATER = '2025-12-31T12:00:00Z';

/** A served town of 200 people with one run. */
async function servedTown() {
  const folder = temporaryFolder();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await credence(folder, args);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  await run('world', '--subjects', '200', '--transactions', '3000', '--seed', '1', '--out', 'town');
  await run('import', 'town/facts', '--strict');
  await run('score', '--as-of', EARLIER, '--currency', 'CNY');
  const { key } = JSON.parse(
    await run('keys', 'create', '--client', 'bank', '--scopes', SCOPES, '--json'),
  ) as {
    key: string;
  };
  const server = startCredence(folder, ['serve'], { PORT: '0' });
  await server.until(/http:\/\/127\.0\.0\.1:\d+/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output())![0];
  const send = (path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { server, send };
}

type Send = Awaited<ReturnType<typeof servedTown>>['send'];

async function ended(send: Send, started: Response): Promise<RunAnswer> {
  expect(started.status).toBe(202);
  const path = `${started.headers.get('location')!}?purpose=credit`;
  const read = async () => runAnswer.parse(await (await send(path)).json());
  await expect.poll(async () => (await read()).state, { timeout: 60_000 }).not.toBe('running');
  return read();
}

const of = (what: string) => `/v1/subjects/u-0042/${what}?purpose=credit`;

test('a served store makes runs, tells what changed and what would be', { timeout: 120_000 }, async () => {
  const { server, send } = await servedTown();
  const first = scoreAnswer.parse(await (await send(of('score'))).json());

  const ask = () =>
    send('/v1/subjects/u-0042/what-if', {
      purpose: 'credit',
      changes: [{ kind: 'add_guarantor', guarantor_id: 'u-0007' }],
    });
  // The first question may find nothing loaded yet.
  await expect.poll(async () => (await ask()).status, { timeout: 60_000 }).toBe(200);
  const supposed = whatIfAnswer.parse(await (await ask()).json());
  expect(supposed).toMatchObject({ run: { id: first.run_id }, before: { score: first.score } });
  const sum = supposed.lines.reduce((total, { millipoints }) => total + (millipoints ?? 0), 0);
  expect(sum).toBe(1000 * supposed.difference!);

  const touched = await ended(
    send,
    await send('/v1/runs', { kind: 'touched', purpose: 'credit', as_of: LATER }),
  );
  expect(touched).toMatchObject({ state: 'done', run: { kind: 'touched', base: first.run_id } });
  expect(touched.touched?.subjects).toBeGreaterThan(0);
  const second = scoreAnswer.parse(await (await send(of('score'))).json());
  expect(second.run_id).toBe(touched.run!.id);

  const changes = changesAnswer.parse(await (await send(of('changes'))).json());
  expect([changes.before.score, changes.after.score]).toEqual([first.score, second.score]);
  const history = historyAnswer.parse(await (await send(of('history'))).json());
  expect(history.entries[0]).toMatchObject({ run: { id: first.run_id }, score: first.score });

  const full = await ended(send, await send('/v1/runs', { kind: 'full', purpose: 'credit', as_of: LATER }));
  expect(full).toMatchObject({ state: 'done', run: { kind: 'full' } });
  const afterAll = scoreAnswer.parse(await (await send(of('score'))).json());
  expect(afterAll.run_id).toBe(full.run!.id);
  expect(Math.abs(afterAll.score! - second.score!)).toBeLessThanOrEqual(1);
  const runs = runsAnswer.parse(await (await send('/v1/runs?purpose=credit')).json());
  expect(runs.held.map(({ id }) => id).sort()).toEqual([first.run_id, touched.run!.id, full.run!.id].sort());
  expect(runs).toMatchObject({ served: full.run!.id, asked_for: [{ state: 'done' }, { state: 'done' }] });

  const future = await send('/v1/runs', { kind: 'full', purpose: 'credit', as_of: '2199-01-01' });
  expect([future.status, problem.parse(await future.json()).code]).toEqual([400, 'invalid_input']);
  const backwards = await send('/v1/runs', { kind: 'touched', purpose: 'credit', as_of: EARLIER });
  expect(backwards.status).toBe(400);

  // Told to stop while a run is made, it calls the run off and ends.
  await send('/v1/runs', { kind: 'full', purpose: 'credit' });
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});
