import type { Request, Response } from 'express';
import { CredenceError, type ErrorCode, type ErrorContext } from '../domain/errors.ts';
import { noteProblem, requestIdOf } from './request-state.ts';
import type { Problem } from './schemas.ts';

/** What an answer that is no success may be called: the program's errors, and what only HTTP knows. */
export type ProblemCode = ErrorCode | 'method_not_allowed' | 'unsupported_media_type';

export const PROBLEMS = {
  invalid_input: { status: 400, title: 'The request breaks a stated rule' },
  not_authenticated: { status: 401, title: 'A valid key is needed' },
  not_allowed: { status: 403, title: 'The key does not allow this' },
  consent_required: { status: 403, title: 'The subject has not consented' },
  not_found: { status: 404, title: 'Nothing by that name is held' },
  method_not_allowed: { status: 405, title: 'The path does not take this method' },
  conflict: { status: 409, title: 'The request contradicts what is held' },
  too_large: { status: 413, title: 'The input is larger than the limit' },
  unsupported_media_type: { status: 415, title: 'The body is of another kind than the path takes' },
  limit_exceeded: { status: 422, title: 'The computation would pass a limit' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  not_converged: { status: 500, title: 'A computation did not settle' },
  invalid_config: { status: 500, title: 'The service is not set up rightly' },
  invariant: { status: 500, title: 'An internal error' },
  cancelled: { status: 503, title: 'The computation was called off' },
  store_unavailable: { status: 503, title: 'The service cannot answer now' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** Stands in for the messages of the server's own failures, which may name its insides. */
const UNSAID = {
  500: 'The request could not be answered because of an error of the service; report the request id.',
  503: 'The service cannot answer at the moment and has given nothing away; try again later.',
} as const;

/** What may be told of a failure: its own words, unless it is one of the service. */
export function detailOf(code: ProblemCode, words: string): string {
  const { status } = PROBLEMS[code];
  return status === 500 || status === 503 ? UNSAID[status] : words;
}

interface Finding {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly context?: ErrorContext;
}

/** Seconds after which a try that met 503 may be worth another; by judgement. */
const RETRY_AFTER_S = 5;

export function sendProblem(request: Request, response: Response, finding: Finding): void {
  const { code } = finding;
  const { status, title } = PROBLEMS[code];
  const ownFailure = status === 500 || status === 503;
  const body: Problem = {
    type: `urn:credence:problem:${code}`,
    title,
    status,
    detail: detailOf(code, finding.detail),
    instance: `urn:credence:request:${requestIdOf(request)}`,
    code,
  };
  const { context = {} } = finding;
  if (!ownFailure && Object.keys(context).length > 0) body.context = context;
  if (status === 503) response.set('Retry-After', String(RETRY_AFTER_S));
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    // Problems are told in English, whatever was asked for.
    .set('Content-Language', 'en')
    // Not `json()` and no charset: RFC 9457 defines none for this type.
    .set('Content-Type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(body)));
}

/** Express and its router say 400 of what they cannot decode, with the text in the message. */
function isUndecodable(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 400;
}

/** Every error thrown on the way ends here and becomes a problem; unknown ones say nothing of themselves. */
export function answerError(request: Request, response: Response, error: unknown): void {
  if (response.headersSent) {
    noteProblem(request, 'invariant', error);
    response.destroy();
  } else if (error instanceof CredenceError) {
    noteProblem(request, error.code, error);
    sendProblem(request, response, { code: error.code, detail: error.message, context: error.context });
  } else if (isUndecodable(error)) {
    noteProblem(request, 'invalid_input');
    sendProblem(request, response, {
      code: 'invalid_input',
      detail: 'expected a path in UTF-8 with valid percent-encoding, such as %2F for a slash',
    });
  } else {
    noteProblem(request, 'invariant', error);
    sendProblem(request, response, { code: 'invariant', detail: '' });
  }
}
