import {
  CredenceError,
  InvalidConfigError,
  InvariantError,
  LimitExceededError,
  StoreUnavailableError,
} from '../../domain/errors.ts';

/** What the server calls a transaction that needs more memory than its settings allow. */
const MEMORY_CODES: ReadonlySet<string> = new Set([
  'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
  'Neo.TransientError.General.TransactionMemoryLimit',
  'Neo.TransientError.General.OutOfMemoryError',
]);

/** Refusals that the person who configured the store can mend, and how. */
const MISCONFIGURED: Readonly<Record<string, string>> = {
  'Neo.ClientError.Security.Unauthorized':
    'the server refuses this user or password; set NEO4J_USER and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)',
  'Neo.ClientError.Security.AuthenticationRateLimit':
    'the server refuses every log-in for some seconds after several wrong passwords; correct NEO4J_USER and ' +
    'NEO4J_PASSWORD, wait, and try again',
  'Neo.ClientError.Security.CredentialsExpired':
    'the server wants the first password of this user changed; change it (ALTER CURRENT USER SET PASSWORD), then ' +
    'set NEO4J_PASSWORD',
  'Neo.ClientError.Security.Forbidden':
    'this user may not do that; grant it, or name another user in NEO4J_USER',
  'Neo.ClientError.Database.DatabaseNotFound':
    'the server has no such database; create it, or name another in NEO4J_DATABASE or the store',
};

/** The server's own name for what went wrong, such as `Neo.TransientError.Transaction.DeadlockDetected`. */
function serverCode(error: unknown): string | undefined {
  if (error instanceof CredenceError) return serverCode(error.cause);
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the same work in smaller transactions may pass. */
export function isOutOfMemory(error: unknown): boolean {
  return MEMORY_CODES.has(serverCode(error) ?? '');
}

/**
 * Turns whatever the driver threw into one of our errors, with the original as `cause`; `address` is the server's. The driver's words are
 * repeated only where they speak of the machine: a refused statement may quote a person's data.
 */
export function storeFailure(operation: string, cause: unknown, address = 'its address'): CredenceError {
  if (cause instanceof CredenceError) return cause;
  const code = serverCode(cause) ?? '';
  const mend = MISCONFIGURED[code];
  if (mend !== undefined) return new InvalidConfigError(`${operation}: ${mend}`, { cause });
  if (MEMORY_CODES.has(code))
    return new LimitExceededError(
      `${operation}: the server's memory for transactions does not suffice; raise db.memory.transaction.total.max ` +
        '(or server.memory.heap.max_size) on the server, and try again',
      { cause },
    );
  if (isUnreachable(code, cause))
    return new StoreUnavailableError(
      `${operation}: no Neo4j server answers at ${address}${reasonOf(cause)}; start it, or correct NEO4J_URI or --store, ` +
        'and try again',
      { cause },
    );
  if (/^Neo\.(TransientError|DatabaseError)\./.test(code))
    return new StoreUnavailableError(`${operation}: the Neo4j server cannot go on (${code}); try again`, {
      cause,
    });
  return new InvariantError(
    `${operation}: the database refused a statement of ours (${code}); the cause has the details`,
    { cause },
  );
}

/** The driver's own codes, and what it throws without one when it waits in vain for a connection. */
function isUnreachable(code: string, cause: unknown): boolean {
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') return true;
  return cause instanceof Error && /acquisition timed out|Pool is closed/.test(cause.message);
}

/** In brackets; that no server is known to route to says nothing that the address does not. */
function reasonOf(cause: unknown): string {
  const reason = firstSentence(cause);
  return reason.startsWith('Could not perform discovery') ? '' : ` (${reason})`;
}

function firstSentence(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  const reason = /Caused by: (.*)/.exec(words)?.[1];
  return reason ?? words.split(/\. |\n/, 1)[0] ?? '';
}
