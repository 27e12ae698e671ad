/** The parts that answers about scores are made of. */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { REASON_CODES } from '../domain/reason-codes.ts';
import { FACTOR_GROUPS, HIGHEST_SCORE, LOWEST_SCORE } from '../domain/score.ts';
import { FACTOR_UNITS } from '../factors/factor.ts';
import { RELATIONS } from '../graph/projection.ts';
import { NETWORK_RELATIONS } from '../scoring/network-lines.ts';

export const count = (): z.ZodInt => z.int().min(0);
export const group = z.enum(FACTOR_GROUPS).meta({ id: 'FactorGroup' });
export const reasonCode = z.enum(REASON_CODES).meta({
  id: 'ReasonCode',
  description: 'Stable: never renamed. The text may change and be translated.',
});
export const unit = z.enum(FACTOR_UNITS).meta({ id: 'FactorUnit' });
export const points = (): z.ZodNumber => z.number().meta({ description: 'Points, to three decimals.' });
export const millipoints = (): z.ZodInt =>
  z.int().meta({ description: 'Thousandths of a point: add these, they are exact.' });
export const value = (): z.ZodNullable<z.ZodNumber> =>
  z.number().nullable().meta({ description: 'Null where not measurable, and for text.' });

export const against = (): z.ZodInt =>
  count().meta({ description: 'How many of these speak against the subject; 0 where they are not counted.' });

export const reason = z
  .strictObject({
    code: reasonCode,
    text: z.string(),
    factor: z.string(),
    group,
    points_lost: points(),
    points_below_mean: points().optional(),
    value: value(),
    unit,
    evidence: count().meta({ description: 'Facts behind the value.' }),
    against: against(),
    evidence_text: z.string().meta({ description: 'The same in words, such as `2 of 14 dues late`.' }),
  })
  .meta({ id: 'Reason' });

export const improvement = z
  .strictObject({
    factor: z.string(),
    group,
    title: z.string(),
    text: z.string(),
    attainable_points: points(),
    next_points: points(),
    next_text: z.string().meta({ description: 'That reading in words, such as `90.0 % or more`.' }),
    next_bin: z
      .string()
      .meta({ description: 'The next reading that earns more, and `next_points` what it adds.' }),
  })
  .meta({ id: 'Improvement' });

export const notMeasured = z
  .strictObject({
    factor: z.string(),
    group,
    title: z.string(),
    code: reasonCode,
    text: z.string(),
    points: points(),
    best_points: points(),
  })
  .meta({ id: 'NotMeasured' });

export const interval = z
  .strictObject({
    low: z.int().min(LOWEST_SCORE).max(HIGHEST_SCORE),
    high: z.int().min(LOWEST_SCORE).max(HIGHEST_SCORE),
    level: z.number(),
  })
  .meta({
    id: 'ScoreInterval',
    description:
      'Where a full record might put the score, at this level, by a stated model (docs/score.md); no statement about the ' +
      'chance of a default.',
  });

export const rank = z
  .strictObject({ position: z.int().min(1), of: z.int().min(1), percentile: z.number().min(0).max(100) })
  .meta({ id: 'Rank', description: 'Among those scored of the same kind in the run; 1 is the highest.' });

export const certificate = z
  .strictObject({
    profile: z.string(),
    law: z.array(z.string()).readonly(),
    excluded: z.strictObject({
      about_others: z.boolean().meta({ description: 'Nothing that is known about others may be read.' }),
      groups: z.array(group).readonly(),
      relations: z.array(z.enum(RELATIONS)).readonly(),
      factors: z.array(z.string()).readonly(),
    }),
    reads_about_others: z.boolean(),
    network_max_share: z.number().min(0).max(1).meta({
      description:
        'The most by which scores of others move this one: a share of the 600 points of the scale; 1 for a group.',
    }),
    retention_days: z.int().min(1),
  })
  .meta({
    id: 'Certificate',
    description: 'What the purpose allows this score to be made of, and what it was.',
  });

export const leaning = z
  .strictObject({
    record: count().meta({
      description:
        'In how many distinct (counterparty or obligation, month) of the last 24 months anything of its own matured.',
    }),
    company: z
      .strictObject({
        share: z.number().min(0).max(1).meta({ description: "How far the score leans on others'." }),
        credence: z.number().min(0).meta({ description: 'How much credible company there is.' }),
        through: z
          .array(
            z.strictObject({
              relation: z.enum(NETWORK_RELATIONS),
              contributors: count(),
              part: z.number().min(0).max(1).meta({ description: 'Of the credence.' }),
            }),
          )
          .meta({ description: 'The relations of five contributors or more.' }),
      })
      .optional()
      .meta({ description: 'Absent with fewer than five contributors.' }),
  })
  .meta({ id: 'Leaning', description: "How a score leans on others'; absent where it does not." });
