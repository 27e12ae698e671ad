/** The HTTP service on this machine: it listens at once, and answers from a store as soon as it is handed one. */
import { randomUUID } from 'node:crypto';
import type { RunningServer, ServedSource } from './cli/dependencies.ts';
import type { Settings } from './config.ts';
import type { Catalogue } from './domain/catalogue.ts';
import { StoreUnavailableError } from './domain/errors.ts';
import { refuseRevoked, type Authenticate } from './engine/access.ts';
import type { AuditLog, GraphStore } from './engine/ports.ts';
import type { Scoreboard } from './engine/scoreboard.ts';
import type { KernelRunner } from './engine/kernels.ts';
import { ResidentHolder } from './engine/resident-holder.ts';
import { loadResident } from './engine/resident/resident.ts';
import { RunJobs } from './engine/run-jobs.ts';
import { checkWish, makeServedRun } from './engine/served-runs.ts';
import { askWhatIf } from './engine/what-if.ts';
import { followKeys, followRuns, promptly } from './following.ts';
import { openAuditFile } from './host/audit-file.ts';
import { sha256Hasher } from './host/sha256.ts';
import { watchRevocations } from './host/revocation-file.ts';
import { systemClock } from './host/system-clock.ts';
import { logFailure } from './http/log.ts';
import type { RunService } from './http/dependencies.ts';
import { startServer } from './http/server.ts';
import { commonStateFile, stateFile } from './store-location.ts';

export const REVOKED_KEYS = 'revoked-keys';

/** How long a what-if may wait for the projection to be loaded, or for a run that uses it; by judgement. */
const WAIT_FOR_PROJECTION_MS = 5000;

/** All that answers are made of. */
interface Served {
  readonly board: () => Scoreboard;
  readonly store: GraphStore;
  readonly runs: RunService;
  readonly authenticate: Authenticate;
  /** Calls off the run that is made, if any, and resolves once it has ended. */
  readonly closeRuns: () => Promise<void>;
  readonly checkKeys: () => void;
  readonly audit: AuditLog;
}

/** What the service is handed besides stores. */
interface ServiceTools {
  readonly settings: Settings;
  readonly catalogues: readonly Catalogue[];
  readonly kernels: KernelRunner;
}

export async function startService(
  address: { readonly host: string; readonly port: number },
  { settings, catalogues, kernels }: ServiceTools,
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
      runs: () => served?.runs,
      authenticate: (key) => serving().authenticate(key),
      checkKeys: () => {
        serving().checkKeys();
      },
      audit: {
        append: (record) => serving().audit.append(record),
        close: async () => {
          stopping.abort();
          await served?.closeRuns();
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
      served = await open(source, { settings, kernels, stopping: stopping.signal });
    },
  };
}

interface Opening {
  readonly settings: Settings;
  readonly kernels: KernelRunner;
  readonly stopping: AbortSignal;
}

async function open(
  { store, ...wanted }: ServedSource,
  { settings, kernels, stopping }: Opening,
): Promise<Served> {
  const onServed = (): void => {
    void holder.settle();
  };
  const scores = await followRuns(store, wanted, { stopping, tell, onServed });
  const tools = { clock: systemClock, hasher: sha256Hasher, kernels };
  const holder = new ResidentHolder(
    () => scores.board().run,
    (run, onProgress) => loadResident(store, run, { ...tools, onProgress, signal: stopping }),
  );
  const jobs = new RunJobs(makeServedRun({ store, scores, holder, ...tools }), {
    clock: systemClock,
    newId: () => `job-${randomUUID()}`,
    onFailure: ({ id }, error) => {
      logFailure(process.stderr, `the run ${id} failed`, error);
    },
  });
  const runs: RunService = {
    reads: () => promptly(store),
    tables: store,
    jobs,
    checkWish: (wish) => {
      checkWish(wish, scores, systemClock.now());
    },
    residence: () => holder.residence(),
    whatIf: (question) => askWhatIf(holder, question, AbortSignal.timeout(WAIT_FOR_PROJECTION_MS)),
  };
  const { stateFolder, auditPath } = settings;
  const keys = await followKeys(store, stopping);
  const authenticate = refuseRevoked(
    keys.authenticate,
    watchRevocations(commonStateFile(store.name, REVOKED_KEYS, stateFolder), systemClock),
  );
  await store.warmUp?.();
  const audit = await openAuditFile(auditPath ?? stateFile(store.name, 'audit.ndjson', stateFolder));
  const { board } = scores;
  return { board, store, runs, authenticate, checkKeys: keys.check, audit, closeRuns: () => jobs.close() };
}

function tell(line: string): void {
  process.stderr.write(`credence: ${line}\n`);
}
