/**
 * What goes over the wire, declared once: these schemas validate requests, type the answers and make the
 * OpenAPI document.
 */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { expectation, ID_MAX_LENGTH, readValue, type Column } from '../domain/columns.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOME_REASONS, REASON_CODES } from '../domain/reason-codes.ts';
import { FACTOR_GROUPS, HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES, PROCESSING_BASES } from '../domain/score.ts';
import { FACTOR_UNITS } from '../factors/factor.ts';
import { REQUEST_ID_PATTERN } from './request-state.ts';

const idColumn: Column = { type: 'id', doc: 'A name.' };

export const name = (): z.ZodString =>
  z
    .string({ error: `expected ${expectation(idColumn)}` })
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

export const readHeaders = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .meta({ description: 'An ETag held; 304 when the answer is the same.' }),
  'X-Request-Id': z.string().regex(REQUEST_ID_PATTERN).optional().meta({
    description: 'Comes back and is logged; anything else than this pattern is replaced.',
  }),
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

const count = () => z.int().min(0);
const group = z.enum(FACTOR_GROUPS).meta({ id: 'FactorGroup' });
const reasonCode = z.enum(REASON_CODES).meta({
  id: 'ReasonCode',
  description: 'Stable: never renamed. The text may change and be translated.',
});
const unit = z.enum(FACTOR_UNITS).meta({ id: 'FactorUnit' });
const points = () => z.number().meta({ description: 'Points, to three decimals.' });
const millipoints = () => z.int().meta({ description: 'Thousandths of a point: add these, they are exact.' });
const value = () => z.number().nullable().meta({ description: 'Null where not measurable, and for text.' });

const reason = z
  .strictObject({
    code: reasonCode,
    text: z.string(),
    factor: z.string(),
    group,
    points_lost: points(),
    value: value(),
    unit,
    evidence: count().meta({ description: 'Facts behind the value.' }),
  })
  .meta({ id: 'Reason' });

const answer = {
  subject_id: z.string(),
  subject_kind: z.enum(SUBJECT_KINDS),
  outcome: z.enum(OUTCOMES),
  outcome_reason: z.enum(OUTCOME_REASONS).optional().meta({ description: 'Present unless scored.' }),
  score: z.int().min(LOWEST_SCORE).max(HIGHEST_SCORE).nullable().meta({ description: 'Null unless scored.' }),
  band: z.string().nullable(),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: 'How much of the attainable points rests on evidence.' }),
  evidence: count().meta({ description: 'Facts behind all readings together.' }),
  as_of: z.iso.datetime().meta({ description: 'The instant up to which facts were seen.' }),
  run_id: z.string(),
  scorecard: z.strictObject({ id: z.string(), hash: z.string() }),
  purpose: z.string(),
  basis: z.enum(PROCESSING_BASES),
};

export const scoreAnswer = z
  .strictObject({
    ...answer,
    reasons: z.array(reason).meta({ description: 'What lost most points, most first; at most four.' }),
  })
  .meta({ id: 'Score' });
export type ScoreAnswer = z.infer<typeof scoreAnswer>;

const fixedLine = z
  .strictObject({
    item: z.enum(['base', 'limit', 'rounding']),
    millipoints: millipoints(),
    points: points(),
  })
  .meta({ id: 'FixedLine' });

const factorLine = z
  .strictObject({
    item: z.literal('factor'),
    factor: z.string(),
    group,
    title: z.string(),
    unit,
    value: value(),
    evidence: count(),
    bin: z.string(),
    measurable: z.boolean(),
    millipoints: millipoints(),
    points: points(),
    best_millipoints: millipoints(),
    best_points: points(),
    reason: z.strictObject({ code: reasonCode, text: z.string() }).optional(),
  })
  .meta({ id: 'FactorLine' });

export const ledgerAnswer = z
  .strictObject({
    ...answer,
    groups: z.array(
      z.strictObject({
        group,
        millipoints: millipoints(),
        points: points(),
        best_millipoints: millipoints(),
        best_points: points(),
        measured: count(),
        factors: count(),
      }),
    ),
    ledger: z
      .array(z.discriminatedUnion('item', [fixedLine, factorLine]))
      .meta({ description: 'The millipoints add up to 1000 times the score; empty unless scored.' }),
  })
  .meta({ id: 'Ledger' });
export type LedgerAnswer = z.infer<typeof ledgerAnswer>;

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
