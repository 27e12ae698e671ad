/** The JSON of a scorecard as people write it; `scorecard.ts` turns it into what scoring reads. */
import { z } from 'zod';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { FACTOR_GROUPS } from '../domain/score.ts';
import { USUAL_NETWORK } from './network.ts';
import { NOT_SCORED_BIN } from './score-table.ts';

const points = z.number().min(-1000).max(1000).multipleOf(0.001);

const numericBin = z.strictObject({ below: z.number().optional(), points });
const textBin = z.strictObject({ values: z.array(z.string()).min(1).optional(), points });

const factorEntry = z.strictObject({
  /** A factor's id, or `attribute:<name>`. */
  factor: z.string(),
  /** Readings from low to high; the last bin has no bound and takes the rest. */
  bins: z
    .array(z.union([numericBin, textBin]))
    .min(1)
    .max(NOT_SCORED_BIN),
  /** Points where nothing could be measured; at most those of the prior. */
  notMeasurable: points,
  /** For attributes only: the group they count in, which values are better, and what to assume unseen. */
  group: z.enum(FACTOR_GROUPS).optional(),
  direction: z.enum(['higher', 'lower']).optional(),
  prior: z.union([z.number(), z.string()]).optional(),
});

const subjectEntry = z.strictObject({ factors: z.array(factorEntry).min(1) });

export const scorecardSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*@[1-9][0-9]*$/, 'expected a name and a version, such as five-factor@1'),
  description: z.string(),
  /** Points everybody starts from. */
  base: points,
  /** With less evidence than this over all factors together a subject is unscorable. */
  minimumEvidence: z.int().min(0),
  /** The evidence at which a reading counts half in the confidence. */
  halfConfidenceEvidence: z.number().positive(),
  /** Lowest score of each band, from low to high; the first is the lowest score there is. */
  bands: z.array(z.strictObject({ from: z.int(), name: z.string().min(1) })).min(1),
  /**
   * How far scores lean on those of others; absent: not at all, and groups have none. maxShare: the most that anybody leans
   * on others; halfRecord: the record that counts half, in distinct (counterparty or obligation, month).
   */
  network: z
    .strictObject({
      maxShare: z.number().min(0).lt(1).default(USUAL_NETWORK.maxShare),
      halfRecord: z.number().positive().default(USUAL_NETWORK.halfRecord),
    })
    .optional(),
  subjects: z.partialRecord(z.enum(SUBJECT_KINDS), subjectEntry),
});

export type FactorEntry = z.infer<typeof factorEntry>;
