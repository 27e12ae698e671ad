import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { ConflictError, InvalidConfigError } from '../domain/errors.ts';
import { createApp } from './app.ts';
import type { HttpDependencies } from './dependencies.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long answers under way may take after the stop is asked for, in ms; default 10,000. */
  readonly graceMs?: number;
}

export interface HttpServer {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Resolves when the server has stopped: last answers sent, audit log closed. Rejects if that cannot be closed. */
  readonly stopped: Promise<void>;
  /** Stops as SIGTERM and SIGINT do; gives `stopped`. */
  close(): Promise<void>;
}

const DEFAULT_GRACE_MS = 10_000;
/**
 * Signals within this time of the first are the same wish: a terminal signals the whole group, and npm hands on its
 * own. A later one ends the process at once.
 */
const ONE_WISH_MS = 1000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Longer than callers and proxies keep theirs, usually 60 s, and than a run may hold up this thread: a connection found
 * idle too long is closed in the face of the request that is just coming.
 */
const KEEP_ALIVE_MS = 75_000;

function cannotListen(error: NodeJS.ErrnoException, { host, port }: ListenOptions): Error {
  const where = `serve: cannot listen on ${host} port ${port}`;
  const options = { context: { port }, cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConflictError(
        `${where}: another program has it; stop that one, or choose another port: PORT=0 takes any that is free`,
        options,
      );
    case 'EACCES':
      return new ConflictError(
        `${where}: permission denied; ports below 1024 are kept for the system, choose another: PORT=3000`,
        options,
      );
    default:
      return new InvalidConfigError(
        `${where}: ${error.message}; expected an address of this machine, such as HOST=127.0.0.1`,
        options,
      );
  }
}

function listen(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      reject(cannotListen(error, options));
    };
    server.once('error', refuse);
    server.listen(options.port, options.host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function urlOf(server: Server, { host }: ListenOptions): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Takes no new connection, lets answers under way finish, and cuts what is left when the grace is over. */
function drain(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Listens for a moment, to throw as `startServer` would before any work is done for it. */
export async function checkPort(options: ListenOptions): Promise<void> {
  const server = createServer();
  await listen(server, options);
  await new Promise((closed) => server.close(closed));
}

/**
 * Serves until SIGTERM, SIGINT or `close()`. Throws ConflictError where the port is taken or not permitted,
 * InvalidConfigError for any other address that cannot be listened on.
 */
export async function startServer(deps: HttpDependencies, options: ListenOptions): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    createApp(deps),
  );
  let isStopping = false;
  server.prependListener('request', (_request, response) => {
    if (isStopping) response.setHeader('Connection', 'close');
    // A connection kept alive goes idle only after its answer, and nobody else would close it then.
    response.once('close', () => {
      if (isStopping)
        setImmediate(() => {
          server.closeIdleConnections();
        });
    });
  });
  await listen(server, options);

  const { promise: stopped, settle } = deferred();
  const unlisten = () => {
    process.off('SIGTERM', stopOnSignal);
    process.off('SIGINT', stopOnSignal);
  };
  const stopOnSignal = () => {
    if (!isStopping) setTimeout(unlisten, ONE_WISH_MS).unref();
    stop();
  };
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    settle(drain(server, options.graceMs ?? DEFAULT_GRACE_MS).then(() => deps.audit.close()));
  };
  process.on('SIGTERM', stopOnSignal);
  process.on('SIGINT', stopOnSignal);
  return {
    url: urlOf(server, options),
    stopped,
    close() {
      unlisten();
      stop();
      return stopped;
    },
  };
}

function deferred(): { promise: Promise<void>; settle: (outcome: Promise<void>) => void } {
  let settle: (outcome: Promise<void>) => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
