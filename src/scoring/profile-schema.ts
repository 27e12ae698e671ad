/** The JSON of a profile as people write it; `profile.ts` turns it into what scoring obeys. */
import { z } from 'zod';
import { FACTOR_GROUPS, PROCESSING_BASES, REASON_RANKINGS } from '../domain/score.ts';
import { RELATIONS } from '../graph/projection.ts';

const nameAndVersion = (example: string) =>
  z.string().regex(/^[a-z][a-z0-9-]*@[1-9][0-9]*$/, `expected a name and a version, such as ${example}`);

export const profileSchema = z.strictObject({
  id: nameAndVersion('credit-us@1'),
  description: z.string(),
  /** What the scores are for; a read must name the same, and consents are read for it. */
  purpose: z.string().min(1).max(200),
  /** What lets subjects be scored for it, the usual one first. */
  bases: z.array(z.enum(PROCESSING_BASES)).min(1),
  /** The rules that it was written to keep, for those who check it. */
  law: z.array(z.string().min(1)),
  /** The scorecard used where none is named. */
  scorecard: nameAndVersion('five-factor@1'),
  /** What may not be read. */
  excluded: z.strictObject({
    /** Whatever is known about anybody but the subject; the network adjustment with it. */
    aboutOthers: z.boolean(),
    groups: z.array(z.enum(FACTOR_GROUPS)),
    relations: z.array(z.enum(RELATIONS)),
    /** Ids of factors, or `attribute:<name>`. */
    factors: z.array(z.string().min(1)),
  }),
  reasons: z.strictObject({
    /** How many key adverse reasons are given at most. */
    most: z.int().min(1).max(20),
    rankedBy: z.enum(REASON_RANKINGS),
  }),
  /** For how many days after its instant a score of this profile is to be kept. */
  retentionDays: z.int().min(1).max(36_525),
});
