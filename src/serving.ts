/** The HTTP service on this machine: it listens at once, and answers from a store as soon as it is handed one. */
import type { RunningServer, ServedSource } from './cli/dependencies.ts';
import type { Settings } from './config.ts';
import { StoreUnavailableError } from './domain/errors.ts';
import { makeAuthenticator, refuseRevoked, type Authenticate } from './engine/access.ts';
import type { AuditLog, GraphStore } from './engine/ports.ts';
import { loadScoreboard, type Scoreboard } from './engine/scoreboard.ts';
import { openAuditFile } from './host/audit-file.ts';
import { watchRevocations } from './host/revocation-file.ts';
import { systemSecrets } from './host/secrets.ts';
import { sha256Hasher } from './host/sha256.ts';
import { systemClock } from './host/system-clock.ts';
import { startServer } from './http/server.ts';
import { commonStateFile, stateFile } from './store-location.ts';

export const REVOKED_KEYS = 'revoked-keys';
const READ_KEYS_EVERY_MS = 1000;
/** Longer than this without word from the store, nobody can know whether a key was revoked. */
const KEYS_GOOD_FOR_MS = 30_000;

/** All that answers are made of. */
interface Served {
  readonly board: Scoreboard;
  readonly store: GraphStore;
  readonly authenticate: Authenticate;
  readonly audit: AuditLog;
}

export async function startService(
  address: { readonly host: string; readonly port: number },
  { settings, catalogue }: { settings: Settings; catalogue: Readonly<Record<string, string>> },
): Promise<RunningServer> {
  let served: Served | undefined;
  const stopping = new AbortController();
  const serving = (): Served => {
    if (served !== undefined) return served;
    throw new StoreUnavailableError('the store is not there yet; try again, or ask /readyz');
  };
  const server = await startServer(
    {
      scoreboard: () => served?.board,
      graph: () => served?.store,
      authenticate: (key) => serving().authenticate(key),
      audit: {
        append: (record) => serving().audit.append(record),
        close: async () => {
          stopping.abort();
          await served?.audit.close();
        },
      },
      clock: systemClock,
      catalogue,
      logStream: process.stderr,
      limits: { perKey: settings.requestsPerMinute },
      trustedProxies: settings.trustedProxies,
    },
    address,
  );
  return {
    url: server.url,
    stopped: server.stopped,
    close: () => server.close(),
    present: async (source) => {
      served = await open(source, settings, stopping.signal);
    },
  };
}

async function open(
  { store, purpose, runId }: ServedSource,
  settings: Settings,
  stopping: AbortSignal,
): Promise<Served> {
  const board = await loadScoreboard(store, { purpose, ...(runId === undefined ? {} : { runId }) });
  const { stateFolder, auditPath } = settings;
  const authenticate = refuseRevoked(
    await followKeys(store, stopping),
    watchRevocations(commonStateFile(store.name, REVOKED_KEYS, stateFolder), systemClock),
  );
  const audit = await openAuditFile(auditPath ?? stateFile(store.name, 'audit.ndjson', stateFolder));
  return { board, store, authenticate, audit };
}

/** Knows the store's keys; where other processes may make and revoke some meanwhile, as they were a second ago. */
async function followKeys(store: GraphStore, stopping: AbortSignal): Promise<Authenticate> {
  const read = async () => makeAuthenticator(await store.listKeys(), sha256Hasher, systemSecrets.isEqual);
  let authenticate = await read();
  if (store.isShared !== true) return authenticate;
  let readAt = systemClock.now();
  const timer = setInterval(() => {
    const asked = systemClock.now();
    read().then(
      (latest) => {
        authenticate = latest;
        readAt = asked;
      },
      // Told to those who ask, once it has lasted.
      () => undefined,
    );
  }, READ_KEYS_EVERY_MS);
  stopping.addEventListener('abort', () => {
    clearInterval(timer);
  });
  return (key) => {
    if (systemClock.now() - readAt <= KEYS_GOOD_FOR_MS) return authenticate(key);
    throw new StoreUnavailableError('the store does not answer, so no key can be trusted; try again');
  };
}
