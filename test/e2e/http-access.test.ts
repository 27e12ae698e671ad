import { describe, expect, it } from 'vitest';
import { problem } from '../../src/http/schemas.ts';
import { ledgerOf, scoreOf, sendRaw, startService } from './http-service.ts';

describe('authentication', () => {
  it.each([
    ['no header', undefined, 'Bearer realm="credence"'],
    ['another scheme', 'Basic dTpw', 'Bearer realm="credence", error="invalid_token"'],
    ['an empty key', 'Bearer ', 'Bearer realm="credence", error="invalid_token"'],
    ['nonsense', 'Bearer nonsense', 'Bearer realm="credence", error="invalid_token"'],
    ['two keys', 'Bearer a b', 'Bearer realm="credence", error="invalid_token"'],
  ])('%s: 401 with a challenge, nothing recorded', async (_what, authorization, challenge) => {
    const service = await startService();
    const answer = await fetch(`${service.server.url}${scoreOf('u-1001')}`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(problem.parse(await answer.json()).code).toBe('not_authenticated');
    expect(await service.audited()).toEqual([]);
  });

  it('refuses a revoked key and an altered one alike', async () => {
    const service = await startService();
    const altered = service.keys.full.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const bodies = [];
    for (const key of [service.keys.revoked, altered]) {
      const answer = await service.get(scoreOf('u-1001'), {
        authorization: `Bearer ${key}`,
        'x-request-id': 'same',
      });
      expect(answer.status).toBe(401);
      bodies.push(await answer.text());
    }
    expect(bodies[0]).toBe(bodies[1]);
  });

  it('reads the scheme in any case', async () => {
    const service = await startService();
    const answer = await service.get(scoreOf('u-1001'), { authorization: `bearer ${service.keys.full}` });
    expect(answer.status).toBe(200);
  });
});

describe('scopes', () => {
  it('let a key read what it was made for and nothing else; a refusal is recorded', async () => {
    const service = await startService();
    const status = async (key: 'scores' | 'ledgers', path: string) => {
      const answer = await service.get(path, { authorization: `Bearer ${service.keys[key]}` });
      return [answer.status, answer.headers.get('www-authenticate')];
    };
    expect(await status('scores', scoreOf('u-1001'))).toEqual([200, null]);
    expect(await status('ledgers', ledgerOf('u-1001'))).toEqual([200, null]);
    expect(await status('scores', ledgerOf('u-1001'))).toEqual([
      403,
      'Bearer realm="credence", error="insufficient_scope", scope="ledger:read"',
    ]);
    expect(await status('ledgers', scoreOf('u-1001'))).toEqual([
      403,
      'Bearer realm="credence", error="insufficient_scope", scope="score:read"',
    ]);
    expect((await service.audited()).map(({ client, action, result }) => [client, action, result])).toEqual([
      ['bank-b', 'score:read', 'scored'],
      ['bank-c', 'ledger:read', 'scored'],
      ['bank-b', 'ledger:read', 'not_allowed'],
      ['bank-c', 'score:read', 'not_allowed'],
    ]);
  });
});

describe('rate limits', () => {
  it('stop a key over its limit, tell how long to wait, and leave other keys alone', async () => {
    const service = await startService({ limits: { perKey: 2 } });
    const first = await service.get(scoreOf('u-1001'));
    expect(first.headers.get('ratelimit')).toMatch(/^"per-key"; r=1; t=\d+$/);
    expect(first.headers.get('ratelimit-policy')).toMatch(/^"per-key"; q=2; w=60/);
    await service.get(ledgerOf('u-1001'));
    const third = await service.get(scoreOf('u-1001'));
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problem.parse(await third.json())).toMatchObject({
      code: 'too_many_requests',
      context: { limit: 2, window_seconds: 60 },
    });
    const other = await service.get(scoreOf('u-1001'), { authorization: `Bearer ${service.keys.scores}` });
    expect(other.status).toBe(200);
    expect(await service.audited()).toHaveLength(3);
  });

  it('stop failed authentications of an address, and no good key behind it', async () => {
    const service = await startService({ limits: { failedAuthentications: 2 } });
    const attempt = async () => (await service.get(scoreOf('u-1001'), { authorization: 'Bearer x' })).status;
    expect([await attempt(), await attempt(), await attempt()]).toEqual([401, 401, 429]);
    expect((await service.get(scoreOf('u-1001'))).status).toBe(200);
  });
});

describe('the log', () => {
  it('says what happened to a request, and holds no key, no subject and no score', async () => {
    const service = await startService();
    const id = 'subject-known-by-name';
    await service.get(scoreOf('u-1001'), { 'x-request-id': 'r-1' });
    await service.get(scoreOf(id), { 'x-request-id': 'r-2' });
    await service.get(`/v1/subjects/${id}/nothing?purpose=credit&key=${service.keys.full}`);
    await service.get(scoreOf(id), { authorization: `Bearer ${service.keys.revoked}` });
    await service.get(`/v1/subjects/${id}%E0/score?purpose=credit`);
    await expect.poll(() => service.logged().split('\n').length - 1).toBe(5);
    const lines = service
      .logged()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const [, keyId, secret] = service.keys.full.split('_');
    expect(lines[0]).toEqual({
      level: 30,
      time: expect.any(Number) as number,
      request_id: 'r-1',
      method: 'GET',
      route: '/v1/subjects/:id/score',
      status: 200,
      duration_ms: expect.any(Number) as number,
      key_id: keyId,
      msg: 'request completed',
    });
    expect(lines[1]).toMatchObject({ request_id: 'r-2', status: 404, code: 'not_found' });
    expect(lines.map((line) => line['status'])).toEqual([200, 404, 404, 401, 400]);
    for (const secretText of [secret!, service.keys.revoked, 'u-1001', id, 'earer', 'late_payments']) {
      expect(service.logged()).not.toContain(secretText);
    }
    expect(service.logged()).not.toMatch(/"score"|:600\b/);
  });

  it('echoes a plain request id and replaces any other', async () => {
    const service = await startService();
    const echo = async (id: string) =>
      (await sendRaw(service.server.url, '/healthz', { headers: { 'x-request-id': id } })).headers[
        'x-request-id'
      ];
    expect(await echo('Client-1_a.b')).toBe('Client-1_a.b');
    expect(await echo('with space')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await echo('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
  });
});
