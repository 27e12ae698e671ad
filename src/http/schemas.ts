/**
 * What goes over the wire, declared once: these schemas validate requests, type the answers and make the
 * OpenAPI document.
 */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { expectation, ID_MAX_LENGTH, readValue, type Column } from '../domain/columns.ts';
import { parseInstant, type Instant } from '../domain/time.ts';
import { REQUEST_ID_PATTERN } from './request-state.ts';

const idColumn: Column = { type: 'id', doc: 'A name.' };

/** What is wrong with a field that came as no text. */
function wayOff(input: unknown): string {
  if (input === undefined) return 'is required; ';
  return Array.isArray(input) ? 'is given more than once; ' : '';
}

export const name = (): z.ZodString =>
  z
    .string({ error: ({ input }) => `${wayOff(input)}expected ${expectation(idColumn)}` })
    .refine((text) => readValue(idColumn, text) !== undefined, {
      error: `expected ${expectation(idColumn)}`,
    });
export const bounds = { minLength: 1, maxLength: ID_MAX_LENGTH };

export const subjectPath = z.strictObject({
  id: name().meta({
    ...bounds,
    description: 'The subject, percent-encoded where its id has other than unreserved characters.',
    example: 'u-1001',
  }),
});

export const readQuery = z.strictObject({
  purpose: name().meta({
    ...bounds,
    description:
      'What the answer is wanted for. Required; it must be the purpose that the scores were made for, since a ' +
      'score is never lent to another.',
    example: 'credit',
  }),
});

const anInstant = { error: `expected ${expectation({ type: 'instant', doc: '' })}` };

/** An instant as text; it comes out as milliseconds. */
export const instant = (description: string): z.ZodType<Instant, string> =>
  z
    .string(anInstant)
    .transform((text) => parseInstant(text) ?? Number.NaN)
    .pipe(z.int(anInstant))
    .meta({ description, override: { type: 'string', format: 'date-time' } });

/** A whole number in a query, which is text. */
export const within = (
  most: number,
  usual: number,
  description: string,
): z.ZodType<number, string | undefined> => {
  const expected = { error: `expected a whole number from 1 to ${most}` };
  return z
    .string(expected)
    .regex(/^[0-9]+$/, expected)
    .default(String(usual))
    .transform(Number)
    .pipe(z.int(expected).min(1, expected).max(most, expected))
    .meta({ description, override: { type: 'integer', minimum: 1, maximum: most, default: usual } });
};

export const requestHeaders = z.object({
  'X-Request-Id': z.string().regex(REQUEST_ID_PATTERN).optional().meta({
    description: 'Comes back and is logged; anything else than this pattern is replaced.',
  }),
});

export const readHeaders = requestHeaders.extend({
  'If-None-Match': z
    .string()
    .optional()
    .meta({ description: 'An ETag held; 304 when the answer is the same.' }),
});

const requestId = () =>
  z
    .string()
    .meta({ description: 'The request as the log and the audit file name it; quote it in a complaint.' });

export const requestIdHeader = z.object({ 'X-Request-Id': requestId() });

/** What an answer that refuses for lack of a key or a scope says of the way in. */
export const challengeHeaders = z.object({
  'X-Request-Id': requestId(),
  'WWW-Authenticate': z.string().meta({
    description: 'RFC 6750: the scheme, and what was wrong with the key, or which scope it lacks.',
    example: 'Bearer realm="credence", error="invalid_token"',
  }),
});

/** As `challengeHeaders`, where only some refusals have a way in. */
export const scopeHeaders = challengeHeaders.partial({ 'WWW-Authenticate': true });

export const retryHeaders = z.object({
  'X-Request-Id': requestId(),
  'Retry-After': z.int().min(0).meta({ description: 'Seconds to wait.' }),
});

export const answerHeaders = z.object({
  ETag: z.string().meta({ description: 'Changes with the answer.' }),
  'Cache-Control': z.literal('private, no-cache'),
  'X-Request-Id': requestId(),
  RateLimit: z.string().meta({ description: 'IETF draft-8 RateLimit header fields: what is left.' }),
  'RateLimit-Policy': z.string(),
});

export const problem = z
  .strictObject({
    type: z.string().meta({ description: 'A URN of the code.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().meta({ description: 'A URN of the request id.' }),
    code: z.string().meta({ description: 'One word to switch on.' }),
    context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' });
export type Problem = z.infer<typeof problem>;

export const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
