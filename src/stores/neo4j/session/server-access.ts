import neo4j, { type Driver } from 'neo4j-driver';

/** Where a server is and how to log in. */
export interface Neo4jOptions {
  /** `neo4j://HOST:PORT` (routing) or `bolt://HOST:PORT`, also `+s` and `+ssc`; no path, no password in it. */
  readonly url: string;
  /** Empty: the server asks nobody who they are. */
  readonly user: string;
  readonly password: string;
  /** Absent: the user's home database. */
  readonly database?: string | undefined;
  /** How long to wait for a connection, in milliseconds; default 10,000. */
  readonly connectionTimeoutMs?: number | undefined;
  /** How long failures that may pass are tried again, in milliseconds; default 30,000. */
  readonly retryTimeMs?: number | undefined;
}

const DEFAULT_CONNECTION_TIMEOUT_MS = 10_000;
export const DEFAULT_RETRY_TIME_MS = 30_000;

/** Connects with the first use. */
export function driverFor({ url, user, password, ...times }: Neo4jOptions): Driver {
  const connectionTimeout = times.connectionTimeoutMs ?? DEFAULT_CONNECTION_TIMEOUT_MS;
  const config: object = {
    disableLosslessIntegers: true,
    connectionTimeout,
    connectionAcquisitionTimeout: 2 * connectionTimeout,
    maxTransactionRetryTime: times.retryTimeMs ?? DEFAULT_RETRY_TIME_MS,
    telemetryDisabled: true,
    userAgent: 'credence',
  };
  return neo4j.driver(url, user === '' ? undefined : neo4j.auth.basic(user, password), config);
}

/** `localhost:7687`, for messages; Neo4j's own port where a location names none. */
export function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '7687' : port}`;
}
