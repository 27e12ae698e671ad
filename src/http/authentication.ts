import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler } from 'express-rate-limit';
import { NotAllowedError, NotAuthenticatedError, TooManyRequestsError } from '../domain/errors.ts';
import type { Authenticate, Principal, Scope } from '../engine/access.ts';
import type { RateLimits } from './dependencies.ts';
import { notePrincipal, stateOf } from './request-state.ts';

const WINDOW_MS = 60_000;
const DEFAULT_LIMITS: RateLimits = { perKey: 600, failedAuthentications: 20 };

function limiter(options: {
  limit: number;
  identifier: string;
  of: (request: Request) => string;
}): RateLimitRequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: options.limit,
    identifier: options.identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: options.of,
    handler: (_request, _response, next) => {
      next(
        new TooManyRequestsError(
          `too many requests: expected at most ${options.limit} a minute; wait as long as Retry-After says`,
          { context: { limit: options.limit, window_seconds: WINDOW_MS / 1000 } },
        ),
      );
    },
    // A proxy's headers are ignored unless proxies are trusted, which is no reason to complain on the console.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
  });
}

function bearerOf(request: Request): string | undefined {
  return /^bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

function challenge(response: Response, error?: string): void {
  response.set('WWW-Authenticate', `Bearer realm="credence"${error === undefined ? '' : `, ${error}`}`);
}

/** The caller of a request that passed `authentication`. */
export function principalOf(request: Request): Principal {
  const { principal } = stateOf(request);
  if (principal === undefined)
    throw new TypeError('a handler that needs a principal comes after authentication');
  return principal;
}

/** Throws NotAllowedError, with a challenge that names the scope (RFC 6750), where the key lacks it. */
export function requireScope(request: Request, response: Response, scope: Scope): void {
  if (principalOf(request).scopes.includes(scope)) return;
  challenge(response, `error="insufficient_scope", scope="${scope}"`);
  throw new NotAllowedError(`this needs a key with the scope ${scope}; make one: credence keys create`, {
    context: { scope },
  });
}

/**
 * Finds out who asks, then counts the request for its key. Failures are counted by address, and only they meet
 * that limit: a good key always passes, so nobody behind the same address or proxy can lock another out, and
 * guessing 256 bits is hopeless at any rate.
 */
export function authentication(
  authenticate: Authenticate,
  limits: Partial<RateLimits> = {},
): readonly RequestHandler[] {
  const { perKey, failedAuthentications } = { ...DEFAULT_LIMITS, ...limits };
  const limitFailures = limiter({
    limit: failedAuthentications,
    identifier: 'failed-authentications',
    of: (request) => ipKeyGenerator(request.ip ?? ''),
  });
  const limitKey = limiter({
    limit: perKey,
    identifier: 'per-key',
    of: (request) => principalOf(request).keyId,
  });

  const identify: RequestHandler = async (request, response, next) => {
    try {
      const key = bearerOf(request);
      if (key === undefined) {
        throw new NotAuthenticatedError('expected the header `Authorization: Bearer KEY`');
      }
      notePrincipal(request, authenticate(key));
    } catch (error) {
      if (!(error instanceof NotAuthenticatedError)) throw error;
      const presented = request.headers.authorization !== undefined;
      challenge(response, presented ? 'error="invalid_token"' : undefined);
      await limitFailures(request, response, (limited?: unknown) => {
        next(limited ?? error);
      });
      return;
    }
    next();
  };
  return [identify, limitKey];
}
