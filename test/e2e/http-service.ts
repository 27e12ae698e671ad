import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as openRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createKey, makeAuthenticator, type Scope } from '../../src/engine/access.ts';
import type { ApiKeyRecord, AuditRecord } from '../../src/engine/ports.ts';
import { openAuditFile } from '../../src/host/audit-file.ts';
import { systemSecrets } from '../../src/host/secrets.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { systemClock } from '../../src/host/system-clock.ts';
import type { HttpDependencies } from '../../src/http/dependencies.ts';
import { startServer, type HttpServer } from '../../src/http/server.ts';
import { exploredWorld } from '../support/explored-world.ts';
import { CATALOGUES, makeBoard } from '../unit/http/board.ts';

export interface Service {
  readonly server: HttpServer;
  /** Keys by what they may: scores and ledgers, one of them, the graph, runs, seeing runs, the past and what would be, that and the graph; or a revoked one. */
  readonly keys: Readonly<
    Record<
      'full' | 'scores' | 'ledgers' | 'graph' | 'revoked' | 'runs' | 'watcher' | 'times' | 'analyst',
      string
    >
  >;
  /** The records on disk. */
  audited(): Promise<readonly AuditRecord[]>;
  /** All that was logged so far, as text. */
  logged(): string;
  /** A GET with the full key. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A POST of JSON with the key named. */
  post(
    path: string,
    body: unknown,
    asked: { key: string; headers?: Record<string, string> },
  ): Promise<Response>;
}

async function makeKeys() {
  const records: ApiKeyRecord[] = [];
  const store = {
    saveKey: (record: ApiKeyRecord) => Promise.resolve(void records.push(record)),
    listKeys: () => Promise.resolve(records),
  };
  const tools = { clock: systemClock, secrets: systemSecrets, hasher: sha256Hasher };
  const issue = async (client: string, ...scopes: Scope[]) =>
    (await createKey(store, { client, scopes }, tools)).key;
  const keys = {
    full: await issue('bank-a', 'score:read', 'ledger:read'),
    scores: await issue('bank-b', 'score:read'),
    ledgers: await issue('bank-c', 'ledger:read'),
    revoked: await issue('bank-d', 'score:read'),
    graph: await issue('analyst', 'graph:read'),
    runs: await issue('operator', 'run:read', 'run:write'),
    watcher: await issue('watcher', 'run:read'),
    times: await issue('bank-e', 'history:read', 'change:read', 'whatif:read'),
    analyst: await issue('analyst-b', 'change:read', 'whatif:read', 'graph:read'),
  };
  records[3] = { ...records[3]!, revokedAt: 1 };
  return { keys, authenticate: makeAuthenticator(records, sha256Hasher, systemSecrets.isEqual) };
}

/** A service on a free port over hand-made cards and a real audit file; it ends with the test. */
export async function startService(
  change: Partial<HttpDependencies> & { graceMs?: number } = {},
): Promise<Service> {
  const { graceMs = 2000, ...changed } = change;
  const folder = await mkdtemp(join(tmpdir(), 'credence-http-'));
  const path = join(folder, 'audit.ndjson');
  const { keys, authenticate } = await makeKeys();
  let log = '';
  const board = makeBoard();
  const graph = { explore: exploredWorld(), latestBatch: () => Promise.resolve(1) };
  const server = await startServer(
    {
      scoreboard: () => board,
      graph: () => graph,
      runs: () => undefined,
      authenticate,
      checkKeys: () => undefined,
      audit: change.audit ?? (await openAuditFile(path)),
      clock: systemClock,
      catalogues: CATALOGUES,
      logStream: { write: (line) => void (log += line) },
      ...changed,
    },
    { host: '127.0.0.1', port: 0, graceMs },
  );
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return {
    server,
    keys,
    async audited() {
      const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as AuditRecord);
    },
    logged: () => log,
    get: (target, headers = {}) =>
      fetch(`${server.url}${target}`, { headers: { authorization: `Bearer ${keys.full}`, ...headers } }),
    post: (target, body, { key, headers = {} }) =>
      fetch(`${server.url}${target}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

export const scoreOf = (id: string, purpose = 'credit'): string =>
  `/v1/subjects/${encodeURIComponent(id)}/score?purpose=${encodeURIComponent(purpose)}`;
export const ledgerOf = (id: string): string => scoreOf(id).replace('/score?', '/ledger?');

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a path to the letter, where fetch would tidy it up first. */
export function sendRaw(url: string, path: string, options: RequestOptions = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = openRequest({ hostname, port, path, ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
