/** Errors on their way between threads, which keep their text and lose their class. */
import * as errors from '../domain/errors.ts';
import type { CredenceError, ErrorCode, ErrorContext } from '../domain/errors.ts';

export interface CarriedError {
  readonly message: string;
  /** Absent where it is none of ours. */
  readonly code?: ErrorCode;
  readonly context?: ErrorContext;
  readonly stack?: string;
}

type ErrorClass = new (message: string, options: { context: ErrorContext; cause: unknown }) => CredenceError;

const classes = {
  invalid_input: errors.InvalidInputError,
  not_authenticated: errors.NotAuthenticatedError,
  not_allowed: errors.NotAllowedError,
  consent_required: errors.ConsentRequiredError,
  not_found: errors.NotFoundError,
  too_large: errors.TooLargeError,
  too_many_requests: errors.TooManyRequestsError,
  conflict: errors.ConflictError,
  limit_exceeded: errors.LimitExceededError,
  store_unavailable: errors.StoreUnavailableError,
  cancelled: errors.CancelledError,
  not_converged: errors.NotConvergedError,
  invalid_config: errors.InvalidConfigError,
  invariant: errors.InvariantError,
} as const satisfies Record<ErrorCode, ErrorClass>;

export function packError(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack = message } = error;
  if (!(error instanceof errors.CredenceError)) return { message, stack };
  return { message, stack, code: error.code, context: error.context };
}

/** One of our own is of its class again; another becomes an InvariantError: kernels throw no other. */
export function unpackError({ message, code, context, stack }: CarriedError): CredenceError {
  const cause = new Error(stack ?? message);
  if (code !== undefined) return new classes[code](message, { context: context ?? {}, cause });
  return new errors.InvariantError(`A kernel failed on its thread: ${message}`, { cause });
}
