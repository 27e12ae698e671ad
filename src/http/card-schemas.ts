/** What goes over the wire of scores and ledgers, declared once like the rest of schemas.ts. */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
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
import { answerHeaders, readHeaders, readQuery } from './schemas.ts';

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

export const cardHeaders = readHeaders.extend({ 'Accept-Language': acceptLanguage });

/** Of answers that hold texts. */
export const textHeaders = answerHeaders.extend({
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
