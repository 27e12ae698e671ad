import { describe, expect, it } from 'vitest';
import { egonetAnswer, pathAnswer, searchAnswer } from '../../src/http/graph-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { startService, type Service } from './http-service.ts';

const asAnalyst = (service: Service, path: string, headers: Record<string, string> = {}) =>
  service.get(path, { authorization: `Bearer ${service.keys.graph}`, ...headers });

const trail = async (service: Service) =>
  (await service.audited()).map(({ action, subjectId, purpose, result }) => [
    action,
    subjectId,
    purpose,
    result,
  ]);

describe('GET /v1/subjects/{id}/egonet', () => {
  it('gives who is around a subject, with measures, and is recorded as a read of everybody given', async () => {
    const service = await startService();
    const answer = await asAnalyst(
      service,
      '/v1/subjects/ada/egonet?purpose=credit&radius=2&relations=knows,paid',
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    const egonet = egonetAnswer.parse(await answer.json());
    expect(egonet).toMatchObject({
      center: 'ada',
      radius: 2,
      relations: ['knows', 'paid'],
      truncated: false,
      measures: { nodes: 4, edges: 5 },
      rings: [
        { distance: 1, found: 2, kept: 2 },
        { distance: 2, found: 1, kept: 1 },
      ],
    });
    expect(egonet.subjects.map(({ id, degree }) => [id, degree])).toEqual([
      ['ada', 2],
      ['bob', 3],
      ['shop', 2],
      ['cem', 1],
    ]);
    expect(egonet.links[0]).toEqual({
      relation: 'knows',
      source: 'ada',
      target: 'bob',
      facts: 1,
      weight: 0.75,
    });
    expect(await trail(service)).toEqual(
      ['ada', 'bob', 'shop', 'cem'].map((id) => ['graph:read', id, 'credit', 'shown']),
    );
  });

  it('says what a limit leaves off', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/subjects/ada/egonet?purpose=credit&limit=1');
    expect(egonetAnswer.parse(await answer.json())).toMatchObject({
      truncated: true,
      rings: [{ distance: 1, found: 2, kept: 1 }],
    });
  });

  it('is 304 for who holds it, and recorded all the same', async () => {
    const service = await startService();
    const path = '/v1/subjects/ada/egonet?purpose=credit';
    const etag = (await asAnalyst(service, path)).headers.get('etag')!;
    expect((await asAnalyst(service, path, { 'if-none-match': etag })).status).toBe(304);
    const read = await trail(service);
    expect(read.slice(read.length / 2)).toEqual(read.slice(0, read.length / 2));
  });

  it('is 404 for nobody, without a word of whom', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/subjects/nobody-here/egonet?purpose=credit');
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('nobody-here');
    expect(await trail(service)).toEqual([['graph:read', 'nobody-here', 'credit', 'not_found']]);
  });
});

describe('GET /v1/paths', () => {
  it('gives a shortest path and is recorded as a read of both ends and of who is between', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/paths?from=shop&to=cem&purpose=credit');
    expect(pathAnswer.parse(await answer.json())).toMatchObject({
      length: 2,
      subjects: [{ id: 'shop', display_name: 'The shop' }, { id: 'bob' }, { id: 'cem' }],
      links: [{ relation: 'knows' }, { relation: 'paid', source: 'bob', target: 'shop' }],
    });
    const none = await asAnalyst(service, "/v1/paths?from=ada&to=o'neill&purpose=credit&max_length=3");
    expect(pathAnswer.parse(await none.json())).toMatchObject({
      length: null,
      subjects: [],
      truncated: false,
    });
    expect((await asAnalyst(service, '/v1/paths?from=ada&to=ada&purpose=credit')).status).toBe(400);
    expect((await trail(service)).map(([, subject, , result]) => [subject, result])).toEqual([
      ['shop', 'shown'],
      ['cem', 'shown'],
      ['bob', 'shown'],
      ['ada', 'shown'],
      ["o'neill", 'shown'],
      ['ada', 'invalid_input'],
    ]);
  });
});

describe('GET /v1/search', () => {
  it('gives subjects by part of an id or name, and is recorded as a read of everybody given', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/search?q=O&limit=2&purpose=credit');
    expect(searchAnswer.parse(await answer.json())).toEqual({
      found: 3,
      truncated: true,
      subjects: [
        { id: 'bob', kind: 'user' },
        { id: "o'neill", kind: 'user', display_name: 'Nobody `knows`' },
      ],
    });
    expect((await trail(service)).map(([, subject]) => subject)).toEqual(['bob', "o'neill"]);
  });
});

describe('the search that gives nobody', () => {
  it('is recorded as itself, and so is one that is refused', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/search?q=zzz&purpose=credit');
    expect(searchAnswer.parse(await answer.json())).toEqual({ found: 0, truncated: false, subjects: [] });
    await service.get('/v1/search?q=ada&purpose=credit');
    expect(await trail(service)).toEqual([
      ['graph:read', undefined, 'credit', 'shown'],
      ['graph:read', undefined, 'credit', 'not_allowed'],
    ]);
  });
});

describe('the graph', () => {
  it('needs the scope graph:read, which reads no score', async () => {
    const service = await startService();
    const refused = await service.get('/v1/subjects/ada/egonet?purpose=credit');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="graph:read"');
    expect((await service.get('/v1/search?q=ada&purpose=credit')).status).toBe(403);
    expect((await asAnalyst(service, '/v1/subjects/u-1001/score?purpose=credit')).status).toBe(403);
    expect((await trail(service)).map(([action, , , result]) => [action, result])).toEqual([
      ['graph:read', 'not_allowed'],
      ['graph:read', 'not_allowed'],
      ['score:read', 'not_allowed'],
    ]);
  });

  it('is read for the purpose that is served, and no other', async () => {
    const service = await startService();
    const answer = await asAnalyst(service, '/v1/paths?from=ada&to=bob&purpose=tenancy');
    expect(problem.parse(await answer.json()).code).toBe('not_allowed');
  });

  it.each([
    '/v1/subjects/ada/egonet',
    '/v1/subjects/ada/egonet?purpose=credit&radius=4',
    '/v1/subjects/ada/egonet?purpose=credit&radius=',
    '/v1/subjects/ada/egonet?purpose=credit&radius=1.5',
    '/v1/subjects/ada/egonet?purpose=credit&limit=1001',
    '/v1/subjects/ada/egonet?purpose=credit&relations=knows,likes',
    '/v1/subjects/ada/egonet?purpose=credit&relations=',
    '/v1/subjects/ada/egonet?purpose=credit&depth=2',
    '/v1/paths?from=ada&purpose=credit',
    '/v1/paths?from=ada&to=bob&to=cem&purpose=credit',
    '/v1/search?purpose=credit',
    '/v1/search?q=%20&purpose=credit',
    '/v1/search?q=a&limit=101&purpose=credit',
  ])('refuses %s', async (path) => {
    const service = await startService();
    const answer = await asAnalyst(service, path);
    expect(answer.status).toBe(400);
    expect(problem.parse(await answer.json()).code).toBe('invalid_input');
  });

  it.each([
    [
      'subjects/ada/egonet?purpose=credit',
      'query: purpose: is given more than once; expected text of 1 to 200 characters without control characters or white space at its ends',
    ],
    ['search?q=', 'query: q: expected a text to look for, of at most 2000 characters'],
    [`search?q=${'a'.repeat(2001)}`, 'query: q: expected a text to look for, of at most 2000 characters'],
    ['subjects/ada/egonet?radius=4', 'query: radius: expected a whole number from 1 to 3'],
    ['subjects/ada/egonet?radius=0', 'query: radius: expected a whole number from 1 to 3'],
    ['subjects/ada/egonet?radius=1&radius=2', 'query: radius: expected a whole number from 1 to 3'],
    [
      'subjects/ada/egonet?relations=likes',
      'query: relations.0: expected some of knows, paid, rated, guarantees, member_of, with commas between',
    ],
  ])('says once and in words what is wrong with %s', async (path, detail) => {
    const service = await startService();
    const answer = await asAnalyst(service, `/v1/${path}&purpose=credit`);
    expect(problem.parse(await answer.json()).detail).toBe(detail);
  });

  it('is 503 while there is no store', async () => {
    const service = await startService({ graph: () => undefined });
    expect((await asAnalyst(service, '/v1/search?q=a&purpose=credit')).status).toBe(503);
    const unscored = await startService({ scoreboard: () => undefined });
    expect((await asAnalyst(unscored, '/v1/paths?from=ada&to=bob&purpose=credit')).status).toBe(503);
  });
});
