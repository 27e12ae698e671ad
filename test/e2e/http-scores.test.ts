import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/domain/errors.ts';
import type { ReasonRanking } from '../../src/domain/score.ts';
import type { AuditRecord } from '../../src/engine/ports.ts';
import { ledgerAnswer, scoreAnswer } from '../../src/http/card-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { makeBoard, ODD_IDS } from '../unit/http/board.ts';
import { ledgerOf, scoreOf, sendRaw, startService } from './http-service.ts';

describe('reading a score', () => {
  it('gives the number, why, and by which run and scorecard', async () => {
    const service = await startService();
    const answer = await service.get(scoreOf('u-1001'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(scoreAnswer.parse(await answer.json())).toMatchObject({
      subject_id: 'u-1001',
      score: 600,
      run_id: 'run-1',
      as_of: '2024-05-31T00:00:00.000Z',
      scorecard: { id: 'five-factor@1', hash: 'abc123' },
      purpose: 'credit',
      basis: 'contract',
      reasons: [{ code: 'late_payments', points_lost: 49.6 }],
    });
  });

  it('answers 200 without a number for the restricted and the unscorable', async () => {
    const service = await startService();
    for (const [id, outcome] of [
      ['u-flagged', 'restricted'],
      ['u-thin', 'unscorable'],
    ] as const) {
      const answer = await service.get(scoreOf(id));
      expect(answer.status).toBe(200);
      expect(scoreAnswer.parse(await answer.json())).toMatchObject({ outcome, score: null, band: null });
    }
    expect((await service.audited()).map((record) => record.result)).toEqual(['restricted', 'unscorable']);
  });

  it('gives the whole ledger, which adds up to the score', async () => {
    const service = await startService();
    const ledger = ledgerAnswer.parse(await (await service.get(ledgerOf('u-1001'))).json());
    expect(ledger.ledger.reduce((sum, line) => sum + line.millipoints, 0)).toBe(ledger.score! * 1000);
  });

  it.each(ODD_IDS)('finds the subject %j by its encoded id', async (id) => {
    const service = await startService();
    const encoded = encodeURIComponent(id).replaceAll('.', '%2E');
    const answer = await sendRaw(service.server.url, `/v1/subjects/${encoded}/score?purpose=credit`, {
      headers: { authorization: `Bearer ${service.keys.full}` },
    });
    expect(answer.status).toBe(200);
    expect(scoreAnswer.parse(JSON.parse(answer.body)).subject_id).toBe(id);
    expect((await service.audited()).map((record) => record.subjectId)).toEqual([id]);
  });

  it('serves another board as soon as there is one', async () => {
    let board = makeBoard('run-1');
    const service = await startService({ scoreboard: () => board });
    const first = await service.get(scoreOf('u-1001'));
    board = makeBoard('run-2');
    const second = await service.get(scoreOf('u-1001'), { 'if-none-match': first.headers.get('etag')! });
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ run_id: 'run-2' });
  });
});

describe('the language of an answer', () => {
  const textOf = async (answer: Response) => scoreAnswer.parse(await answer.json()).reasons[0]?.text;

  const ENGLISH = 'About late_payments.';
  const CHINESE = '有应付款逾期支付或未支付';

  it.each([
    ['no wish', {}, ['en', ENGLISH]],
    ['Accept-Language', { accept: 'fr, zh-CN;q=0.8, en;q=0.5' }, ['zh', CHINESE]],
    ['one that is not spoken', { accept: 'fr' }, ['en', ENGLISH]],
    ['the query', { accept: 'en', query: '&language=zh' }, ['zh', CHINESE]],
  ] as const)('follows %s', async (_, wish: { accept?: string; query?: string }, [language, text]) => {
    const service = await startService();
    const headers = wish.accept === undefined ? {} : { 'accept-language': wish.accept };
    const answer = await service.get(scoreOf('u-1001') + (wish.query ?? ''), headers);
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.headers.get('vary')).toBe('Accept-Language');
    expect(await textOf(answer)).toBe(text);
  });

  it('refuses one by name that is not spoken, and says which are', async () => {
    const service = await startService();
    const answer = await service.get(`${scoreOf('u-1001')}&language=tlh`);
    expect(answer.status).toBe(400);
    expect(problem.parse(await answer.json()).detail).toContain('"tlh" is not spoken; there are en, zh');
  });
});

describe('the ranking of reasons', () => {
  it('is asked for by name, of a score alone', async () => {
    const asked: (string | undefined)[] = [];
    const board = makeBoard();
    const card = (id: string, ranking?: ReasonRanking) => {
      asked.push(ranking);
      return board.card(id);
    };
    const service = await startService({ scoreboard: () => ({ ...board, card }) });
    for (const query of ['', '&reasons=below_mean', '&reasons=points_lost'])
      expect((await service.get(`${scoreOf('u-1001')}${query}`)).status).toBe(200);
    expect(asked).toEqual([undefined, 'below_mean', 'points_lost']);
    expect((await service.get(`${scoreOf('u-1001')}&reasons=any`)).status).toBe(400);
    expect((await service.get(`${ledgerOf('u-1001')}&reasons=below_mean`)).status).toBe(400);
  });
});

describe('If-None-Match', () => {
  it('gives 304 and no body while the answer is the same, recorded like any read', async () => {
    const service = await startService();
    const first = await service.get(scoreOf('u-1001'));
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await service.get(scoreOf('u-1001'), { 'if-none-match': `"other", ${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(etag);
    expect((await service.get(scoreOf('u-1001'), { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await service.get(scoreOf('a/b'), { 'if-none-match': etag })).status).toBe(200);
    expect((await service.audited()).map(({ subjectId, result }) => [subjectId, result])).toEqual([
      ['u-1001', 'scored'],
      ['u-1001', 'scored'],
      ['u-1001', 'scored'],
      ['a/b', 'scored'],
    ]);
  });
});

describe('If-None-Match as other clients write it', () => {
  it.each([
    ['weak', (etag: string) => `W/${etag}`, 304],
    ['any', () => '*', 304],
    ['a part of it', (etag: string) => `${etag.slice(0, 10)}"`, 200],
    ['without quotes', (etag: string) => etag.replaceAll('"', ''), 200],
  ])('%s', async (_what, write, status) => {
    const service = await startService();
    const etag = (await service.get(scoreOf('u-1001'))).headers.get('etag')!;
    for (const cacheControl of ['no-cache', 'max-age=0']) {
      const answer = await sendRaw(service.server.url, scoreOf('u-1001'), {
        headers: {
          authorization: `Bearer ${service.keys.full}`,
          'if-none-match': write(etag),
          'cache-control': cacheControl,
        },
      });
      expect(answer.status).toBe(status);
    }
  });

  it('HEAD gives the headers of the answer alone, and is recorded', async () => {
    const service = await startService();
    const get = await service.get(scoreOf('u-1001'));
    const head = await sendRaw(service.server.url, scoreOf('u-1001'), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${service.keys.full}` },
    });
    expect([head.status, head.body, head.headers.etag]).toEqual([200, '', get.headers.get('etag')]);
    expect(await service.audited()).toHaveLength(2);
  });
});

describe('what is refused', () => {
  async function refusal(path: string, headers: Record<string, string> = {}) {
    const service = await startService();
    const answer = await service.get(path, { 'x-request-id': 'r-7', ...headers });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-language')).toBe('en');
    const body = problem.parse(await answer.json());
    expect(body).toMatchObject({
      type: `urn:credence:problem:${body.code}`,
      status: answer.status,
      instance: 'urn:credence:request:r-7',
    });
    return { body, audited: await service.audited() };
  }

  it.each([
    ['no purpose', '/v1/subjects/u-1001/score', 'query: purpose: is required; expected text of 1 to 200'],
    ['an empty purpose', '/v1/subjects/u-1001/score?purpose=', 'query: purpose: expected text'],
    [
      'two purposes',
      '/v1/subjects/u-1001/score?purpose=credit&purpose=x',
      'query: purpose: is given more than once; expected text',
    ],
    ['an unknown field', '/v1/subjects/u-1001/score?purpose=credit&verbose=1', 'query: takes no "verbose"'],
    ['a field named __proto__', '/v1/subjects/u-1001/score?purpose=credit&__proto__=1', 'query: takes no'],
    ['a control character', '/v1/subjects/u%00/score?purpose=credit', 'path: id: expected text of 1 to 200'],
    ['white space at an end', '/v1/subjects/%20u/score?purpose=credit', 'path: id: expected text'],
    ['too long an id', `/v1/subjects/${'x'.repeat(201)}/score?purpose=credit`, 'path: id: expected text'],
    ['broken percent-encoding', '/v1/subjects/%E0%A4%A/score?purpose=credit', 'valid percent-encoding'],
    ['percent-encoding that is no UTF-8', '/v1/subjects/%ff/score?purpose=credit', 'valid percent-encoding'],
  ])('%s: 400 that says what was expected', async (_what, path, detail) => {
    const { body, audited } = await refusal(path);
    expect(body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(body.detail).toContain(detail);
    expect(audited).toEqual([]);
  });

  it('a subject the run does not know: 404, recorded', async () => {
    const { body, audited } = await refusal(scoreOf('nobody'), { 'accept-language': 'zh' });
    expect(body).toMatchObject({
      status: 404,
      code: 'not_found',
      detail: 'no such subject in the latest run',
    });
    expect(audited).toMatchObject([{ subjectId: 'nobody', result: 'not_found', requestId: 'r-7' }]);
  });

  it('another purpose than the run was made for: 403, recorded, the same for unknown subjects', async () => {
    for (const id of ['u-1001', 'nobody']) {
      const { body, audited } = await refusal(scoreOf(id, 'tenancy'));
      expect(body).toMatchObject({ status: 403, code: 'not_allowed', context: { purpose: 'credit' } });
      expect(body.detail).toContain('not lent to another');
      expect(audited).toMatchObject([{ subjectId: id, purpose: 'tenancy', result: 'not_allowed' }]);
    }
  });

  it('a path that nobody serves: 404', async () => {
    for (const path of [
      '/v1/subjects',
      '/v1/subjects/u/score/?purpose=credit',
      '/V1/subjects/u/score',
      '/',
    ]) {
      const { body } = await refusal(path);
      expect(body).toMatchObject({ status: 404, code: 'not_found' });
      expect(body.detail).toContain('/openapi.json');
    }
  });

  it('a path outside, by way of dots: 404 and nothing read', async () => {
    const service = await startService();
    for (const path of ['/v1/subjects/../../etc/passwd', '//etc/passwd', '/v1/subjects/a/../u-1001/score']) {
      const answer = await sendRaw(service.server.url, path);
      expect(answer.status).toBe(404);
    }
    expect(await service.audited()).toEqual([]);
  });

  it('another method on a path that is served: 405 with what it takes', async () => {
    const service = await startService();
    for (const path of [scoreOf('u-1001'), '/healthz', '/openapi.json']) {
      for (const method of ['POST', 'DELETE', 'OPTIONS']) {
        const answer = await fetch(`${service.server.url}${path}`, { method });
        expect(answer.status).toBe(405);
        expect(answer.headers.get('allow')).toBe('GET, HEAD');
        expect(problem.parse(await answer.json()).code).toBe('method_not_allowed');
      }
    }
    expect(await service.audited()).toEqual([]);
  });

  it('headers larger than the server takes: 431, and the service lives on', async () => {
    const service = await startService();
    const answer = await sendRaw(service.server.url, '/healthz', {
      headers: { 'x-large': 'x'.repeat(20_000) },
    });
    expect(answer.status).toBe(431);
    expect((await service.get(scoreOf('u-1001'))).status).toBe(200);
  });

  it('a defect of ours: 500 that says nothing of it, recorded', async () => {
    const service = await startService({
      scoreboard: () => ({
        ...makeBoard(),
        card() {
          throw new Error('secret insides of u-1001');
        },
      }),
    });
    const answer = await service.get(scoreOf('u-1001'));
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(problem.parse(JSON.parse(text)).code).toBe('invariant');
    expect(text).not.toContain('secret insides');
    expect((await service.audited())[0]?.result).toBe('invariant');
    expect(service.logged()).not.toContain('secret insides');
    expect(service.logged()).toContain('"frames":["at ');
  });

  it('a broken law of ours is logged in its own words, without the numbers in them', async () => {
    const service = await startService({
      scoreboard: () => ({
        ...makeBoard(),
        card() {
          throw new InvariantError(
            'a stored score of 612 does not follow from its ledger, which sums to 611',
          );
        },
      }),
    });
    expect((await service.get(scoreOf('u-1001'))).status).toBe(500);
    expect(service.logged()).toContain('"message":"a stored score of # does not follow from its ledger');
    // Whole, because 612 alone may also stand in an instant or a request id.
    expect(service.logged()).not.toContain('score of 612');
  });
});

describe('the audit log', () => {
  it('has the record on disk before the answer leaves', async () => {
    const service = await startService();
    const answer = await service.get(scoreOf('u-1001'), { 'x-request-id': 'r-9' });
    // The headers are here, the body has not been read.
    expect(await service.audited()).toEqual([
      expect.objectContaining({
        seq: 1,
        requestId: 'r-9',
        keyId: service.keys.full.split('_')[1],
        client: 'bank-a',
        action: 'score:read',
        subjectId: 'u-1001',
        purpose: 'credit',
        result: 'scored',
      }),
    ]);
    await answer.text();
    await service.get(ledgerOf('u-1001'));
    expect((await service.audited())[1]).toMatchObject({ seq: 2, action: 'ledger:read' });
  });

  it('holds the answer back until the record is written', async () => {
    let release: () => void = () => undefined;
    const appended: AuditRecord[] = [];
    const service = await startService({
      audit: {
        append(record) {
          appended.push(record);
          return new Promise((resolve) => (release = resolve));
        },
        close: () => Promise.resolve(),
      },
    });
    let answered = false;
    const answer = service.get(scoreOf('u-1001')).finally(() => (answered = true));
    await expect.poll(() => appended.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    release();
    expect((await answer).status).toBe(200);
  });

  it('that cannot be written stops every answer about a subject with 503, and readiness with it', async () => {
    const service = await startService({
      audit: {
        append: () => Promise.reject(new Error('disk full at /var/secret/place')),
        close: () => Promise.resolve(),
      },
    });
    expect((await service.get('/readyz')).status).toBe(200);
    const bodies = [];
    for (const path of [
      scoreOf('u-1001'),
      scoreOf('nobody'),
      scoreOf('u-1001', 'tenancy'),
      ledgerOf('u-1001'),
    ]) {
      const answer = await service.get(path, { 'x-request-id': 'same' });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('etag')).toBeNull();
      bodies.push(await answer.text());
    }
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).not.toMatch(/600|late_payments|secret/);
    expect((await service.get('/readyz')).status).toBe(503);
    expect((await service.get('/healthz')).status).toBe(200);
    expect(service.logged()).toContain('"message":"the read could not be recorded"');
    expect(service.logged()).not.toContain('/var/secret/place');
  });

  it('keeps every one of 200 reads at once', async () => {
    const service = await startService();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => service.get(scoreOf('u-1001'), { 'x-request-id': `r-${i}` })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(new Array(200).fill(200));
    const ids = (await service.audited()).map((record) => record.requestId);
    expect(ids.sort()).toEqual(Array.from({ length: 200 }, (_, i) => `r-${i}`).sort());
  });
});
