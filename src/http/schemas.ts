/**
 * What goes over the wire, declared once: these schemas validate requests, type the answers and make the
 * OpenAPI document.
 */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { expectation, ID_MAX_LENGTH, readValue, type Column } from '../domain/columns.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOME_REASONS } from '../domain/reason-codes.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES, PROCESSING_BASES, REASON_RANKINGS } from '../domain/score.ts';
import {
  against,
  certificate,
  count,
  group,
  improvement,
  interval,
  leaning,
  millipoints,
  notMeasured,
  points,
  rank,
  reason,
  reasonCode,
  unit,
  value,
} from './card-fields.ts';
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

export const cardQuery = readQuery.extend({
  language: z.string().optional().meta({
    description: 'The language of all texts, such as `zh`; without it Accept-Language decides, then English.',
    example: 'en',
  }),
});

export const scoreQuery = cardQuery.extend({
  reasons: z
    .enum(REASON_RANKINGS)
    .optional()
    .meta({
      description:
        'How the key adverse reasons are ranked: by the points that each factor could still give (`points_lost`), or by ' +
        'how far its points fall below the mean of all who were scored (`below_mean`), which a profile that lets nothing ' +
        'be compared with others refuses. Without it as the profile says.',
    }),
});

const acceptLanguage = z.string().optional().meta({
  description: 'RFC 9110; the first language preferred that is spoken.',
  example: 'zh-CN, en;q=0.5',
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

export const cardHeaders = readHeaders.extend({ 'Accept-Language': acceptLanguage });

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

const answerHeaderFields = {
  ETag: z.string().meta({ description: 'Changes with the answer.' }),
  'Cache-Control': z.literal('private, no-cache'),
  'X-Request-Id': requestId(),
  RateLimit: z.string().meta({ description: 'IETF draft-8 RateLimit header fields: what is left.' }),
  'RateLimit-Policy': z.string(),
};

export const answerHeaders = z.object(answerHeaderFields);

/** Of answers that hold texts. */
export const textHeaders = z.object({
  ...answerHeaderFields,
  'Content-Language': z.string().meta({ description: 'The language of the texts.' }),
  Vary: z.literal('Accept-Language'),
});

const answer = {
  subject_id: z.string(),
  subject_kind: z.enum(SUBJECT_KINDS),
  outcome: z.enum(OUTCOMES),
  outcome_reason: z.enum(OUTCOME_REASONS).optional().meta({ description: 'Present unless scored.' }),
  score: z.int().min(LOWEST_SCORE).max(HIGHEST_SCORE).nullable().meta({ description: 'Null unless scored.' }),
  band: z.string().nullable(),
  band_range: z.array(z.string()).nullable().meta({
    description: 'The bands that the interval touches, from low to high; null where there is no interval.',
  }),
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
  interval: interval.nullable().meta({ description: 'Null unless scored.' }),
  rank: rank
    .nullable()
    .meta({ description: 'Null unless scored, and where nothing may be compared with others.' }),
  certificate: certificate.nullable().meta({ description: 'Null for runs made before profiles were kept.' }),
};

export const scoreAnswer = z
  .strictObject({
    ...answer,
    reasons: z.array(reason).meta({
      description:
        'The measured factors that count most against the subject, most first; usually at most four.',
    }),
    reasons_ranked_by: z.enum(REASON_RANKINGS),
    improvements: z.array(improvement).meta({
      description: 'What the subject itself can better, by attainable points, most first.',
    }),
    not_measured: z.array(notMeasured),
  })
  .meta({ id: 'Score' });
export type ScoreAnswer = z.infer<typeof scoreAnswer>;

const fixedLine = z
  .strictObject({
    item: z.enum(['base', 'members', 'limit', 'rounding', 'network']),
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
    against: against(),
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
    network: leaning.optional(),
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
