/** What goes over the wire of two runs held against each other, declared once like the rest of schemas.ts. */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { count } from './card-fields.ts';
import { heldRun } from './run-schemas.ts';
import { bounds, name, readQuery } from './schemas.ts';

const runId = (description: string): z.ZodString => name().meta({ ...bounds, description });

export const compareQuery = readQuery.extend({
  from: runId('The run to compare with, by its id.'),
  to: runId('The run that is compared.'),
});

const distribution = z
  .strictObject({
    scored: count(),
    mean: z.number().nullable().meta({ description: 'Null where nobody is scored.' }),
    median: z.number().nullable(),
  })
  .meta({ id: 'Distribution' });

const stability = z
  .strictObject({
    index: z.number().min(0),
    shift: z.enum(['none', 'small', 'significant']),
    bins: z
      .array(
        z.strictObject({
          from: z.int().meta({ description: 'Scores from here to `to`, both included.' }),
          to: z.int(),
          base: count(),
          other: count(),
          part: z.number().meta({ description: 'What the bin adds to the index.' }),
        }),
      )
      .readonly(),
  })
  .meta({
    id: 'Stability',
    description:
      'The population stability index over the deciles of the run compared with: below 0.1 no shift, up to 0.25 a small one. ' +
      'Of fewer than 100 on either side it may be chance alone.',
  });

export const comparisonAnswer = z
  .strictObject({
    base: heldRun,
    other: heldRun,
    entered: count().meta({ description: 'Subjects that the base did not know.' }),
    left: count().meta({ description: 'Subjects that the other does not.' }),
    moved: count().meta({ description: 'Of those scored in both, whose score differs.' }),
    stayed: count(),
    kinds: z.array(
      z.strictObject({
        kind: z.enum(SUBJECT_KINDS),
        base: distribution,
        other: distribution,
        migration: z
          .array(z.strictObject({ from: z.string(), to: z.string(), subjects: count() }))
          .meta({ description: 'From band to band, `unscorable`, `restricted` or `absent`.' }),
        stability: stability.nullable().meta({ description: 'Null where one side has nobody scored.' }),
      }),
    ),
  })
  .meta({ id: 'Comparison' });
export type ComparisonAnswer = z.infer<typeof comparisonAnswer>;
