/** What goes over the wire of what was, what changed and what would be, declared once like the rest of schemas.ts. */
import { z } from 'zod';
// Brings the OpenAPI fields of `.meta()`.
import 'zod-openapi';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOME_REASONS } from '../domain/reason-codes.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES } from '../domain/score.ts';
import { parseInstant } from '../domain/time.ts';
import type { Hypothesis } from '../engine/resident/resident.ts';
import type { RunChoice } from '../engine/stored-runs.ts';
import { against, count, group, leaning, millipoints, points, unit, value } from './card-fields.ts';
import { cardQuery, textHeaders } from './card-schemas.ts';
import { heldRun } from './run-schemas.ts';
import { bounds, name, requestIdHeader } from './schemas.ts';

/** By judgement. */
const MOST_CHANGES = 20;
const LARGEST_AMOUNT = Number.MAX_SAFE_INTEGER;

const idOf = (description: string): z.ZodString => name().meta({ ...bounds, description });
const wholeFrom0 = { error: 'expected a whole number from 0' };
const MOST_SEQ = 1_000_000_000;

/** How each kind is written on the wire; the keys are those of Hypothesis. */
const hypothesis = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('pay_due'),
        obligation_id: idOf('A debt of the subject.'),
        seq: z.int(wholeFrom0).min(0, wholeFrom0).max(MOST_SEQ, wholeFrom0).meta({
          description: 'Which of its dues; those before it are paid with it.',
        }),
      }),
      z.strictObject({ kind: z.literal('settle'), obligation_id: idOf('A debt of the subject.') }),
      z.strictObject({ kind: z.literal('end_tie'), other_id: idOf('Whom the subject is tied to.') }),
      z.strictObject({ kind: z.literal('join_group'), group_id: idOf('A group.') }),
      z.strictObject({ kind: z.literal('leave_group'), group_id: idOf('A group that the subject is in.') }),
      z.strictObject({
        kind: z.literal('add_guarantor'),
        guarantor_id: idOf('Who stands in.'),
        obligation_id: idOf('What for; default: all that the subject owes.').optional(),
        amount_minor: z.int(wholeFrom0).min(0, wholeFrom0).max(LARGEST_AMOUNT, wholeFrom0).optional().meta({
          description: 'Up to how much, in minor units of its currency; default: all that is outstanding.',
        }),
      }),
    ],
    {
      error: 'expected `kind` to be one of pay_due, settle, end_tie, join_group, leave_group, add_guarantor',
    },
  )
  .meta({ id: 'Hypothesis' });

/** An instant, or else a run's id. */
const runChoice = (description: string): z.ZodType<RunChoice | undefined, string | undefined> =>
  name()
    .transform((text): RunChoice => {
      const asOf = parseInstant(text);
      return asOf === undefined ? { id: text } : { asOf };
    })
    .optional()
    .meta({ description, override: { type: 'string' } });

export const changesQuery = cardQuery.extend({
  from: runChoice(
    'An instant, for the run made last as of then or earlier on the basis of the later run, or a run by its id. Default: ' +
      'the run before on that basis that told of the subject.',
  ),
  to: runChoice('The same on the basis of the latest run, for the later score. Default: the latest run.'),
});

const runName = heldRun
  .pick({ id: true, kind: true, as_of: true, basis: true, scorecard: true })
  .meta({ id: 'RunName' });

const scoreEnd = {
  outcome: z.enum(OUTCOMES),
  outcome_reason: z.enum(OUTCOME_REASONS).optional().meta({ description: 'Present unless scored.' }),
  score: z.int().min(LOWEST_SCORE).max(HIGHEST_SCORE).nullable().meta({ description: 'Null unless scored.' }),
  band: z.string().nullable(),
};

const fixedCause = z.enum(['facts', 'scorecard', 'undivided']).meta({
  id: 'ChangeCause',
  description:
    'facts: what is known, read by one scorecard; scorecard: the same readings by another; undivided: both.',
});
const networkCause = z
  .enum(['facts', 'scorecard', 'undivided', 'own_record', 'company', 'neighbours', 'own_points', 'steps'])
  .meta({
    id: 'NetworkCause',
    description:
      'As ChangeCause where the line is whole. With the scope graph:read it is split: own_record and company, how far the ' +
      "score leans on others; neighbours, their scores; own_points, the subject's own; steps, serving it in steps.",
  });
const text = (): z.ZodString => z.string().meta({ description: 'The line in words.' });
const amount = { millipoints: millipoints(), points: points() };

const changeReading = z
  .strictObject({
    value: value(),
    evidence: count(),
    against: against(),
    bin: z.string(),
    measurable: z.boolean(),
    ...amount,
  })
  .meta({ id: 'ChangeReading' });

const factorChange = z
  .strictObject({
    item: z.literal('factor'),
    cause: z.enum(['facts', 'scorecard']),
    factor: z.string(),
    group,
    title: z.string(),
    unit,
    text: text(),
    before: changeReading.nullable().meta({ description: 'Null where its scorecard has no such factor.' }),
    after: changeReading.nullable(),
    millipoints: millipoints().nullable().meta({ description: 'Null where one side has no score.' }),
    points: points().nullable(),
  })
  .meta({ id: 'FactorChange' });

const ledgerChange = z
  .strictObject({
    item: z.enum(['base', 'members', 'limit', 'rounding']),
    cause: fixedCause,
    text: text(),
    before: z.strictObject(amount),
    after: z.strictObject(amount),
    ...amount,
  })
  .meta({ id: 'LedgerChange' });

const networkChange = z
  .strictObject({
    item: z.literal('network'),
    cause: networkCause,
    text: text(),
    before: leaning.optional(),
    after: leaning.optional(),
    ...amount,
  })
  .meta({ id: 'NetworkChange' });

const changeLine = z.discriminatedUnion('item', [factorChange, ledgerChange, networkChange]);

const change = {
  subject_id: z.string(),
  subject_kind: z.enum(SUBJECT_KINDS),
  before: z.strictObject(scoreEnd),
  after: z.strictObject(scoreEnd),
  difference: z.int().nullable().meta({ description: 'Whole points; null where one side has no score.' }),
  lines: z.array(changeLine).meta({
    description:
      'In the order of the ledger; their millipoints sum to 1000 times the difference. Empty where one side is withheld.',
  }),
};

export const changesAnswer = z
  .strictObject({ from: runName, to: runName, ...change })
  .meta({ id: 'Changes' });
export type ChangesAnswer = z.infer<typeof changesAnswer>;

export const historyAnswer = z
  .strictObject({
    subject_id: z.string(),
    entries: z
      .array(
        z.strictObject({
          run: runName,
          ...scoreEnd,
          difference: z.int().nullable().meta({
            description: 'Whole points to the run before; null for the first, and where either has no score.',
          }),
          cause: changeLine.optional().meta({ description: 'What did most of it.' }),
        }),
      )
      .meta({ description: 'The runs that moved the score, oldest first.' }),
    unmoved: count().meta({ description: 'How many runs recomputed it and left it as it was.' }),
  })
  .meta({ id: 'History' });
export type HistoryAnswer = z.infer<typeof historyAnswer>;

export const whatIfAnswer = z.strictObject({ run: runName, ...change }).meta({
  id: 'WhatIfAnswer',
  description: 'What there would be in place of what there is, in the run that is served; nothing is kept.',
});
export type WhatIfAnswer = z.infer<typeof whatIfAnswer>;

export const whatIfHeaders = requestIdHeader.extend({
  ...textHeaders.pick({ 'Content-Language': true, Vary: true }).shape,
  'Cache-Control': z.literal('private, no-store'),
});

export const whatIfQuery = cardQuery.omit({ purpose: true });

export const whatIfBody = z
  .strictObject({
    purpose: idOf('What the answer is wanted for: the purpose that the scores were made for.'),
    changes: z
      .array(hypothesis, { error: `expected a list of 1 to ${MOST_CHANGES} changes` })
      .min(1, { error: 'expected at least one change' })
      .max(MOST_CHANGES, { error: `expected at most ${MOST_CHANGES} changes` })
      .meta({ description: 'Facts that might be, one after the other, as of the run served.' }),
  })
  .meta({ id: 'WhatIfQuestion' });

type Wire = z.infer<typeof hypothesis>;

export function hypothesisOf(wire: Wire): Hypothesis {
  switch (wire.kind) {
    case 'pay_due':
      return { kind: wire.kind, obligationId: wire.obligation_id, seq: wire.seq };
    case 'settle':
      return { kind: wire.kind, obligationId: wire.obligation_id };
    case 'end_tie':
      return { kind: wire.kind, otherId: wire.other_id };
    case 'join_group':
    case 'leave_group':
      return { kind: wire.kind, groupId: wire.group_id };
    case 'add_guarantor':
      return {
        kind: wire.kind,
        guarantorId: wire.guarantor_id,
        ...(wire.obligation_id === undefined ? {} : { obligationId: wire.obligation_id }),
        ...(wire.amount_minor === undefined ? {} : { amountMinor: wire.amount_minor }),
      };
  }
}
