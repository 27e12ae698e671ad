import { describe, expect, it } from 'vitest';
import { ConflictError, InvalidConfigError, StoreUnavailableError } from '../../src/domain/errors.ts';
import { health, problem } from '../../src/http/schemas.ts';
import { startServer } from '../../src/http/server.ts';
import { CATALOGUES, makeBoard } from '../unit/http/board.ts';
import { scoreOf, startService } from './http-service.ts';

function bareDependencies() {
  return {
    scoreboard: () => makeBoard(),
    graph: () => undefined,
    runs: () => undefined,
    checkKeys: () => undefined,
    authenticate: () => ({ keyId: 'k', client: 'c', scopes: ['score:read'] as const }),
    audit: { append: () => Promise.resolve(), close: () => Promise.resolve() },
    clock: { now: () => 0 },
    catalogues: CATALOGUES,
    logStream: { write: () => undefined },
  };
}

/** An audit log that holds every append back until it is released. */
function heldAudit() {
  const events: string[] = [];
  let release: () => void = () => undefined;
  const audit = {
    append() {
      events.push('append');
      return new Promise<void>((resolve) => {
        release = () => {
          events.push('written');
          resolve();
        };
      });
    },
    close() {
      events.push('closed');
      return Promise.resolve();
    },
  };
  return {
    audit,
    events,
    release: () => {
      release();
    },
  };
}

describe('the open paths', () => {
  it('tell without a key that the process lives and that scores are there', async () => {
    const service = await startService();
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(`${service.server.url}${path}`);
      expect(answer.status).toBe(200);
      health.parse(await answer.json());
    }
  });

  it('are not ready, and reads get 503, while there is no board', async () => {
    const service = await startService({ scoreboard: () => undefined });
    expect((await service.get('/healthz')).status).toBe(200);
    for (const path of ['/readyz', scoreOf('u-1001')]) {
      const answer = await service.get(path);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(problem.parse(await answer.json()).code).toBe('store_unavailable');
    }
    expect(await service.audited()).toMatchObject([{ subjectId: 'u-1001', result: 'store_unavailable' }]);
  });

  it('are not ready while no key can be trusted', async () => {
    let trusted = false;
    const service = await startService({
      checkKeys: () => {
        if (!trusted) throw new StoreUnavailableError('the store does not answer');
      },
    });
    expect((await service.get('/readyz')).status).toBe(503);
    trusted = true;
    expect((await service.get('/readyz')).status).toBe(200);
  });

  it('give the contract, with an ETag', async () => {
    const service = await startService();
    const answer = await fetch(`${service.server.url}/openapi.json`);
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Credence' } });
    const etag = answer.headers.get('etag')!;
    const again = await fetch(`${service.server.url}/openapi.json`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });
});

describe('stopping', () => {
  it('finishes the answer under way, takes no other, closes the audit log last, and then resolves', async () => {
    const { audit, events, release } = heldAudit();
    const service = await startService({ audit });
    await (await service.get('/healthz')).text(); // leaves an idle connection behind
    const answer = service.get(scoreOf('u-1001'));
    await expect.poll(() => events).toEqual(['append']);
    const stopped = service.server.close().then(() => events.push('stopped'));
    await expect(fetch(`${service.server.url}/healthz`)).rejects.toThrow();
    release();
    expect((await answer).status).toBe(200);
    await (await answer).text();
    await stopped;
    expect(events).toEqual(['append', 'written', 'closed', 'stopped']);
  });

  it('cuts what is not finished when the grace is over', async () => {
    const { audit, events } = heldAudit();
    const service = await startService({ audit, graceMs: 50 });
    const answer = service.get(scoreOf('u-1001'));
    const cut = expect(answer).rejects.toThrow();
    await expect.poll(() => events).toEqual(['append']);
    await service.server.close();
    await cut;
    expect(events).toEqual(['append', 'closed']);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'happens on %s, once, and leaves no listener behind',
    async (signal) => {
      const before = process.listeners(signal);
      const service = await startService();
      const added = process.listeners(signal).filter((listener) => !before.includes(listener));
      expect(added).toHaveLength(1);
      added[0]!(signal);
      await service.server.stopped;
      await service.server.close();
      expect(process.listeners(signal)).toEqual(before);
      await expect(fetch(`${service.server.url}/healthz`)).rejects.toThrow();
    },
  );
});

describe('startServer', () => {
  it('says which port is taken, and how to choose another', async () => {
    const service = await startService();
    const port = Number(new URL(service.server.url).port);
    const second = startServer(bareDependencies(), { host: '127.0.0.1', port });
    await expect(second).rejects.toThrow(ConflictError);
    await expect(second).rejects.toThrow(`port ${port}: another program has it`);
    await expect(second).rejects.toThrow('PORT=');
  });

  it('says that an address is none of this machine', async () => {
    const attempt = startServer(bareDependencies(), { host: '192.0.2.1', port: 0 });
    await expect(attempt).rejects.toThrow(InvalidConfigError);
    await expect(attempt).rejects.toThrow('HOST=127.0.0.1');
  });

  it('gives an address that works for IPv6 as well', async () => {
    const server = await startServer(bareDependencies(), { host: '::1', port: 0 });
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});
