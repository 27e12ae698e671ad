import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/http/problem.ts';

describe('PROBLEMS', () => {
  it('maps every code to the status that RFC 9110 and RFC 6585 give it', () => {
    expect(Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]))).toEqual({
      invalid_input: 400,
      not_authenticated: 401,
      not_allowed: 403,
      consent_required: 403,
      not_found: 404,
      method_not_allowed: 405,
      cancelled: 503,
      conflict: 409,
      too_large: 413,
      unsupported_media_type: 415,
      limit_exceeded: 422,
      too_many_requests: 429,
      not_converged: 500,
      invalid_config: 500,
      invariant: 500,
      store_unavailable: 503,
    });
  });
});
