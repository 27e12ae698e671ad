/** A store to serve from: one on a server is waited for, while the service says that it is not ready. */
import { StoreUnavailableError } from '../domain/errors.ts';
import type { GraphStore } from '../engine/ports.ts';
import type { CliDependencies, RunningServer, StoreUse } from './dependencies.ts';
import { printable } from './display-width.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export interface ServedStoreRequest {
  readonly location: string;
  readonly use: StoreUse;
  readonly host: string;
  readonly port: number;
}

/**
 * Opens the store and hands it to `work`, which is given `listen` to start the server with; afterwards waits until that
 * server has stopped. Where a store on a server does not answer, the service listens at once, unready, and the store
 * is tried again with growing pauses until it answers or the service is told to stop.
 */
export async function withServedStore(
  deps: CliDependencies,
  { location, use, host, port }: ServedStoreRequest,
  work: (store: GraphStore, listen: () => Promise<RunningServer>) => Promise<void>,
): Promise<void> {
  let server: RunningServer | undefined;
  const listen = async (): Promise<RunningServer> => (server ??= await deps.startServer({ host, port }));
  let store: GraphStore | undefined;
  try {
    store = await deps.openStore(location, use).catch(async (error: unknown) => {
      if (!mayCome(error, deps, location)) throw error;
      return waitFor(deps, { location, use, error }, await listen());
    });
    if (store === undefined) return;
    const done = work(store, listen);
    // Where the service is stopped first, what becomes of the work is nobody's concern.
    done.catch(() => undefined);
    await Promise.race([done, server?.stopped ?? done]);
    await server?.stopped;
  } catch (error) {
    // Not otherwise: a server that was told to stop still listens for the same signal coming twice.
    await server?.close();
    throw error;
  } finally {
    await store?.close();
  }
}

function mayCome(error: unknown, deps: CliDependencies, location: string): error is StoreUnavailableError {
  return error instanceof StoreUnavailableError && deps.isOnServer(location);
}

/** Undefined where the service was told to stop meanwhile. */
async function waitFor(
  deps: CliDependencies,
  { location, use, error }: { location: string; use: StoreUse; error: StoreUnavailableError },
  server: RunningServer,
): Promise<GraphStore | undefined> {
  const stopping = new AbortController();
  const stopped = server.stopped.then(() => {
    stopping.abort();
    return undefined;
  });
  let said = error;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const seconds = Math.round(pauseMs / 1000);
    deps.stderr.write(`credence: not ready: ${printable(said.message)}; next attempt in ${seconds} s\n`);
    await deps.pause(pauseMs, stopping.signal);
    if (stopping.signal.aborted) return stopped;
    try {
      return await deps.openStore(location, use);
    } catch (again) {
      if (!mayCome(again, deps, location)) throw again;
      said = again;
    }
  }
}
