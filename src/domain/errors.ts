/** What went wrong, in one word a program can switch on. Adding one does not compile until HTTP maps it. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_authenticated'
  | 'not_allowed'
  | 'consent_required'
  | 'not_found'
  | 'too_large'
  | 'too_many_requests'
  | 'conflict'
  | 'limit_exceeded'
  | 'store_unavailable'
  | 'cancelled'
  | 'not_converged'
  | 'invalid_config'
  | 'invariant';

/** Facts about the failure that are safe to show: never a secret, a key or a personal value. */
export type ErrorContext = Readonly<Record<string, string | number | boolean>>;

/**
 * The one root of every error Credence throws on purpose. A message says the operation, what was
 * expected, what came and the mend; a driver's own error travels in `cause`.
 */
export abstract class CredenceError extends Error {
  abstract readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(message: string, options: { context?: ErrorContext; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.context = options.context ?? {};
  }
}

/** What came in breaks a stated rule; the sender can mend it. */
export class InvalidInputError extends CredenceError {
  readonly code = 'invalid_input';
}

/** No credential, or one nobody issued. */
export class NotAuthenticatedError extends CredenceError {
  readonly code = 'not_authenticated';
}

/** A known caller asks for what its scopes do not cover. */
export class NotAllowedError extends CredenceError {
  readonly code = 'not_allowed';
}

/** The purpose's basis is consent and the subject has given none, or withdrawn it. */
export class ConsentRequiredError extends CredenceError {
  readonly code = 'consent_required';
}

/** Nothing by that name is held, as far as the caller may know. */
export class NotFoundError extends CredenceError {
  readonly code = 'not_found';
}

/** The input is larger than the stated limit. */
export class TooLargeError extends CredenceError {
  readonly code = 'too_large';
}

/** The caller asks more often than its limit allows. */
export class TooManyRequestsError extends CredenceError {
  readonly code = 'too_many_requests';
}

/** The request contradicts what is stored, or somebody else holds what it needs. */
export class ConflictError extends CredenceError {
  readonly code = 'conflict';
}

/** A computation would pass a configured bound; the context gives `limit` and `actual`. */
export class LimitExceededError extends CredenceError {
  readonly code = 'limit_exceeded';
}

/** The store does not answer, or another process holds it; trying again may help. */
export class StoreUnavailableError extends CredenceError {
  readonly code = 'store_unavailable';
}

/** Whoever asked for the computation no longer wants it, or the program is ending; nothing was changed. */
export class CancelledError extends CredenceError {
  readonly code = 'cancelled';
}

/** An iterative kernel stopped short of its tolerance; context: `iterations`, `delta`, `tolerance`. */
export class NotConvergedError extends CredenceError {
  readonly code = 'not_converged';
}

/** A scorecard, recipe, option or environment variable that cannot be used as it stands. */
export class InvalidConfigError extends CredenceError {
  readonly code = 'invalid_config';
}

/** A law of the program is broken: a defect of ours, never of the input. */
export class InvariantError extends CredenceError {
  readonly code = 'invariant';
}
