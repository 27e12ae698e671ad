/** What goes over the wire of runs, declared once like the rest of schemas.ts. */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { PROCESSING_BASES } from '../domain/score.ts';
import { JOB_STATES, RUN_KINDS } from '../engine/run-jobs.ts';
import { count } from './card-fields.ts';
import { bounds, instant, name, readQuery, requestHeaders, requestIdHeader, within } from './schemas.ts';

/** By judgement. */
const MAX_LISTED = 100;
const IDEMPOTENCY_KEY = { error: 'expected 1 to 200 characters of ASCII without blanks at either end' };

const kind = z.enum(RUN_KINDS, { error: `expected one of ${RUN_KINDS.join(', ')}` }).meta({
  id: 'RunKind',
  description:
    'full: over everyone. touched: over those alone whom facts that came since the run served can have changed.',
});

export const runWish = z
  .strictObject({
    kind,
    purpose: name().meta({
      ...bounds,
      description:
        'The purpose of the run served, by whose scorecard, profile and basis the new one is made.',
      example: 'credit',
    }),
    as_of: instant(
      'The instant up to which facts are seen: no later than now, and for a touched run no earlier than the run served. ' +
        'Default: now.',
    ).optional(),
  })
  .meta({ id: 'RunWish' });

export const wishHeaders = requestHeaders.extend({
  'Idempotency-Key': z
    .string(IDEMPOTENCY_KEY)
    .regex(/^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/, IDEMPOTENCY_KEY)
    .optional()
    .meta({
      description:
        'Chosen by the caller: the same key with the same wish gives the run started then, and starts no other.',
    }),
});

export const startedHeaders = requestIdHeader.extend({
  Location: z.string().meta({ description: 'Where to ask how far it is.', example: '/v1/runs/job-5f2c' }),
});

export const runPath = z.strictObject({
  id: name().meta({
    ...bounds,
    description: 'A run that is held, or one that was asked for here, by the id that it was answered with.',
  }),
});

export const runsQuery = readQuery.extend({
  limit: within(MAX_LISTED, 20, 'How many runs that are held to give.'),
  cursor: z
    .string({ error: 'expected one cursor, as an answer gave it' })
    .optional()
    .meta({ description: '`next_cursor` of the answer before.' }),
});

const progress = z
  .strictObject({
    stage: z.string().meta({ description: 'What is being done, in English.' }),
    done: z.number().min(0),
    total: z.number().min(0).optional().meta({ description: 'Absent where the end is not known.' }),
  })
  .meta({ id: 'Progress' });

const instantOf = (description: string): z.ZodISODateTime => z.iso.datetime().meta({ description });

export const heldRun = z
  .strictObject({
    id: z.string(),
    kind,
    base: z.string().optional().meta({ description: 'Of a touched run: the run that it stands on.' }),
    as_of: instantOf('The instant up to which facts were seen.'),
    batch: count().meta({ description: 'The last import that was seen.' }),
    purpose: z.string(),
    basis: z.enum(PROCESSING_BASES),
    scorecard: z.strictObject({ id: z.string(), hash: z.string() }),
    reporting_currency: z.string(),
    subjects: count(),
    scored: count(),
    finished_at: instantOf('When it was made.'),
  })
  .meta({ id: 'HeldRun' });

export const runAnswer = z
  .strictObject({
    id: z.string().meta({ description: 'What it was asked for by.' }),
    state: z.enum(JOB_STATES).meta({ id: 'RunState' }),
    kind,
    purpose: z.string(),
    as_of: instantOf('The instant up to which facts are seen.'),
    cancel_requested: z.boolean().meta({ description: 'It may be done all the same.' }),
    started_at: instantOf('When it was asked for.').optional(),
    ended_at: instantOf('When it was done, had failed or was cancelled.').optional(),
    progress: progress.optional().meta({ description: 'The stage that it is in, or ended in.' }),
    run: heldRun.optional().meta({ description: 'Once it is done.' }),
    touched: z
      .strictObject({
        subjects: count().meta({ description: 'Whom new facts can have changed.' }),
        changed: count().meta({ description: 'Whose scores or readings changed, or who are new.' }),
        near_edges: count().meta({
          description:
            'Readings so near the edge of a bin that a full run might put them on its other side; scores that lean on ' +
            'those, of groups above all, would then differ by their share of it.',
        }),
        near: z
          .array(
            z.strictObject({
              subject_id: z.string(),
              factor: z.string().meta({ description: '`network` for the network line.' }),
            }),
          )
          .optional()
          .meta({ description: 'The first 100 of these, asked for by the id of a run that is held.' }),
      })
      .optional()
      .meta({ description: 'Of a touched run; absent where everyone was scored after all.' }),
    failure: z
      .strictObject({ code: z.string(), detail: z.string() })
      .optional()
      .meta({ description: 'Once it has failed; nothing of it was kept.' }),
  })
  .meta({ id: 'Run' });
export type RunAnswer = z.infer<typeof runAnswer>;

export const runsAnswer = z
  .strictObject({
    served: z.string().meta({ description: 'The run whose scores are served.' }),
    asked_for: z.array(runAnswer).meta({
      description: 'Those asked for since the service was started, the last first; the oldest are forgotten.',
    }),
    held: z.array(heldRun).meta({ description: 'Of the purpose, the latest instant first.' }),
    next_cursor: z.string().optional().meta({ description: 'Where there are more that are held.' }),
    projection: z
      .strictObject({
        state: z.enum(['absent', 'loading', 'ready']),
        run_id: z.string().optional(),
        progress: progress.optional(),
      })
      .meta({
        description:
          'Whether what-ifs and touched runs find in memory what they need; the first of them has it loaded.',
      }),
  })
  .meta({ id: 'Runs' });
export type RunsAnswer = z.infer<typeof runsAnswer>;
