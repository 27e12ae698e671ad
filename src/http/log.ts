/**
 * One line per request, of a fixed list of fields: never a header, a query, a path as sent, the message of an error
 * from elsewhere, or anything else that could hold a key, a subject or a score.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { CredenceError } from '../domain/errors.ts';
import { requestIdOf, stateOf } from './request-state.ts';

interface Routed extends IncomingMessage {
  readonly route?: { readonly path?: unknown };
}

interface Timing {
  readonly duration_ms?: unknown;
}

/**
 * Where a server's own failure came from. Messages from elsewhere may hold personal values, so only frames are kept.
 */
function describeFailure(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.constructor.name,
    ...(error instanceof CredenceError ? { message: messageOf(error), context: error.context } : {}),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    frames: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeFailure(error.cause) }),
  };
}

/** Our own messages name no person; but one of a broken law may quote a score, so its numbers are left out. */
function messageOf({ code, message }: CredenceError): string {
  return code === 'invariant' ? message.replaceAll(/\d+/g, '#') : message;
}

function entry(request: Routed, response: ServerResponse, timing: Timing): object {
  const { principal, problem } = stateOf(request);
  const path = request.route?.path;
  return {
    method: request.method,
    route: typeof path === 'string' ? path : 'none',
    status: response.statusCode,
    duration_ms: timing.duration_ms,
    ...(principal === undefined ? {} : { key_id: principal.keyId }),
    ...(problem === undefined ? {} : { code: problem.code }),
    ...(response.statusCode >= 500 && problem?.error !== undefined
      ? { failure: describeFailure(problem.error) }
      : {}),
  };
}

/** One line of what failed beside any request, as requests are logged. */
export function logFailure(stream: { write(line: string): void }, what: string, error: unknown): void {
  pinoHttp({ base: null }, stream).logger.error({ failure: describeFailure(error) }, what);
}

export function requestLog(stream: { write(line: string): void }): RequestHandler {
  return pinoHttp(
    {
      base: null,
      quietReqLogger: true,
      quietResLogger: true,
      genReqId(request, response) {
        const id = requestIdOf(request);
        response.setHeader('X-Request-Id', id);
        return id;
      },
      customAttributeKeys: { reqId: 'request_id', responseTime: 'duration_ms' },
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
      customSuccessObject: (request, response, timing: Timing) => entry(request, response, timing),
      customErrorObject: (...[request, response, , timing]) => entry(request, response, timing as Timing),
      customErrorMessage: () => 'request failed',
    },
    stream,
  );
}
