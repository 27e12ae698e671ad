/** The HTTP service on this machine: it listens at once, and answers from a store as soon as it is handed one. */
import type { RunningServer, ServedSource } from './cli/dependencies.ts';
import type { Settings } from './config.ts';
import type { Catalogue } from './domain/catalogue.ts';
import { StoreUnavailableError } from './domain/errors.ts';
import { refuseRevoked, type Authenticate } from './engine/access.ts';
import type { AuditLog, GraphStore } from './engine/ports.ts';
import type { Scoreboard } from './engine/scoreboard.ts';
import { followKeys, followRuns, promptly } from './following.ts';
import { openAuditFile } from './host/audit-file.ts';
import { watchRevocations } from './host/revocation-file.ts';
import { systemClock } from './host/system-clock.ts';
import { startServer } from './http/server.ts';
import { commonStateFile, stateFile } from './store-location.ts';

export const REVOKED_KEYS = 'revoked-keys';

/** All that answers are made of. */
interface Served {
  readonly board: () => Scoreboard;
  readonly store: GraphStore;
  readonly authenticate: Authenticate;
  readonly checkKeys: () => void;
  readonly audit: AuditLog;
}

export async function startService(
  address: { readonly host: string; readonly port: number },
  { settings, catalogues }: { settings: Settings; catalogues: readonly Catalogue[] },
): Promise<RunningServer> {
  let served: Served | undefined;
  const stopping = new AbortController();
  const serving = (): Served => {
    if (served !== undefined) return served;
    throw new StoreUnavailableError('the store is not there yet; try again, or ask /readyz');
  };
  const server = await startServer(
    {
      scoreboard: () => served?.board(),
      graph: () => (served === undefined ? undefined : promptly(served.store)),
      authenticate: (key) => serving().authenticate(key),
      checkKeys: () => {
        serving().checkKeys();
      },
      audit: {
        append: (record) => serving().audit.append(record),
        close: async () => {
          stopping.abort();
          await served?.audit.close();
        },
      },
      clock: systemClock,
      catalogues,
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
  { store, ...wanted }: ServedSource,
  settings: Settings,
  stopping: AbortSignal,
): Promise<Served> {
  const tell = (line: string): void => {
    process.stderr.write(`credence: ${line}\n`);
  };
  const board = await followRuns(store, wanted, { stopping, tell });
  const { stateFolder, auditPath } = settings;
  const keys = await followKeys(store, stopping);
  const authenticate = refuseRevoked(
    keys.authenticate,
    watchRevocations(commonStateFile(store.name, REVOKED_KEYS, stateFolder), systemClock),
  );
  await store.warmUp?.();
  const audit = await openAuditFile(auditPath ?? stateFile(store.name, 'audit.ndjson', stateFolder));
  return { board, store, authenticate, checkKeys: keys.check, audit };
}
