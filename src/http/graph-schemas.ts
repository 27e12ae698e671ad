/** What goes over the wire of the graph, declared once like the rest of schemas.ts. */
import { z } from 'zod';
import { TEXT_MAX_LENGTH } from '../domain/columns.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { MAX_PATH_LENGTH, MAX_RADIUS, MAX_SUBJECTS, RELATIONS } from '../engine/exploring/explorer.ts';
import { OUTCOME_REASONS } from '../domain/reason-codes.ts';
import { OUTCOMES } from '../domain/score.ts';
import { NETWORK_RELATIONS } from '../scoring/network-lines.ts';
import { bounds, name, readQuery, within } from './schemas.ts';

/** By judgement: everybody that a search gives is recorded. */
const MAX_FOUND = 100;
const MAX_CONTRIBUTORS = 100;
const LOOKED_FOR = { error: `expected a text to look for, of at most ${TEXT_MAX_LENGTH} characters` };

const relation = z
  .enum(RELATIONS, { error: `expected some of ${RELATIONS.join(', ')}, with commas between` })
  .meta({ id: 'Relation' });

const relations = () =>
  z
    .string({ error: 'expected one list of relations, with commas between' })
    .default(RELATIONS.join(','))
    .transform((text) => text.split(','))
    .pipe(z.array(relation))
    .meta({
      description: `Which links to follow, with commas between: of ${RELATIONS.join(', ')}; default all.`,
      example: 'knows,paid',
      override: { type: 'string', default: RELATIONS.join(',') },
    });

export const egonetQuery = readQuery.extend({
  radius: within(MAX_RADIUS, 1, 'How many links to go from the subject.'),
  limit: within(MAX_SUBJECTS, 200, 'How many subjects besides the one.'),
  relations: relations(),
});

const end = (description: string) => name().meta({ ...bounds, description });

export const pathQuery = readQuery.extend({
  from: end('The subject it starts at.'),
  to: end('The subject it ends at.'),
  max_length: within(MAX_PATH_LENGTH, 6, 'How many links it may have.'),
  relations: relations(),
});

export const searchQuery = readQuery.extend({
  q: z.string(LOOKED_FOR).max(TEXT_MAX_LENGTH, LOOKED_FOR).regex(/\S/, LOOKED_FOR).meta({
    minLength: 1,
    description: 'Part of an id or a display name, in capitals or not.',
    example: '0042',
  }),
  limit: within(MAX_FOUND, 20, 'How many to give.'),
});

const count = () => z.int().min(0);
const share = () => z.number().min(0).max(1);

const subject = {
  id: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  display_name: z.string().optional(),
};
const listed = z.strictObject(subject).meta({ id: 'Subject' });

const link = z
  .strictObject({
    relation,
    source: z.string(),
    target: z.string(),
    facts: count().meta({
      description: 'How many ties, payments, ratings, guarantees or memberships it is made of.',
    }),
    weight: z.number().meta({
      description:
        'knows: the strength of the strongest tie, 0 to 1; rated: the sum of the values, each -1 to 1; else `facts`.',
    }),
  })
  .meta({ id: 'Link', description: 'Ties have no direction: their source is the first of both by id.' });

const truncated = () =>
  z
    .boolean()
    .meta({ description: 'Something was left off, or could not be looked at; the counts say how much.' });

export const egonetAnswer = z
  .strictObject({
    center: z.string(),
    radius: count(),
    relations: z.array(relation),
    truncated: truncated(),
    rings: z
      .array(z.strictObject({ distance: count(), found: count(), kept: count() }))
      .meta({ description: 'How many subjects there are at each distance, and how many of them are given.' }),
    measures: z.strictObject({
      nodes: count(),
      edges: count(),
      density: share(),
      reciprocity: share(),
      clustering: share(),
      communities: count(),
      modularity: z.number().min(-0.5).max(1),
    }),
    subjects: z.array(
      z
        .strictObject({
          ...subject,
          distance: count(),
          facts: count().meta({ description: 'How many link it to those one ring further in.' }),
          is_hub: z.boolean().meta({ description: 'Too much is linked to it to go on through it.' }),
          degree: count(),
          clustering: share(),
          betweenness: share(),
          community: count(),
        })
        .meta({ id: 'EgonetSubject' }),
    ),
    links: z.array(link),
  })
  .meta({ id: 'Egonet' });
export type EgonetAnswer = z.infer<typeof egonetAnswer>;

export const pathAnswer = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    relations: z.array(relation),
    length: count().nullable().meta({ description: 'In links; null where none was found.' }),
    truncated: truncated(),
    reached: count().meta({ description: 'How many subjects were looked at.' }),
    subjects: z.array(listed),
    links: z.array(link),
  })
  .meta({ id: 'Path' });
export type PathAnswer = z.infer<typeof pathAnswer>;

export const searchAnswer = z
  .strictObject({ found: count(), truncated: truncated(), subjects: z.array(listed) })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof searchAnswer>;

export const networkQuery = readQuery.extend({
  limit: within(MAX_CONTRIBUTORS, 20, 'How many contributors to name.'),
});

const shareOf = (description: string) => z.number().min(0).max(1).meta({ description });
const networkPoints = (description: string) => z.number().meta({ description });

const networkLine = z
  .strictObject({
    personal: networkPoints('The score without the network, not rounded.'),
    exact: networkPoints('What the network adds or takes.'),
    served: z.int().meta({ description: 'What of that stands in the ledger, in whole points.' }),
    record: z.int().min(0),
    credence: shareOf('How much its own record says to others.'),
    share: shareOf("How far the score leans on others'."),
    company: z.number().min(0).meta({ description: 'How much credible company there is.' }),
    through: z.array(
      z.strictObject({
        relation: z.enum(NETWORK_RELATIONS),
        contributors: z.int().min(0),
        part: shareOf('Of the company.'),
      }),
    ),
    contributors: z
      .array(
        z.strictObject({
          subject_id: z.string(),
          share: shareOf('Of the score that is its own, at least.'),
          points: networkPoints('What that share adds or takes.'),
        }),
      )
      .meta({
        description:
          'Whose scores moved it most, most first. Small shares are not followed further, so that each is a lower ' +
          'bound, and its points are nearer to 0 than in full.',
      }),
    unexplained: z.number().min(0).meta({
      description: 'Points, at most, by which the parts of all contributors fall short of the exact line.',
    }),
    groups: z
      .array(z.strictObject({ group_id: z.string(), points: networkPoints('Of the line.') }))
      .meta({ description: 'What the subject gains or loses by each of its groups.' }),
  })
  .meta({ id: 'NetworkLine' });

export const networkAnswer = z
  .strictObject({
    subject_id: z.string(),
    subject_kind: z.enum(SUBJECT_KINDS),
    outcome: z.enum(OUTCOMES),
    outcome_reason: z.enum(OUTCOME_REASONS).optional().meta({ description: 'Present unless scored.' }),
    run_id: z.string(),
    line: networkLine.optional().meta({ description: 'Absent unless scored, and for a group.' }),
    members: z
      .array(
        z.strictObject({
          subject_id: z.string(),
          weight: shareOf("Of the group's score."),
          lifts: z
            .number()
            .nullable()
            .meta({ description: 'By how much the mean is higher with the member.' }),
          points: networkPoints('What the member gains or loses by the group.'),
        }),
      )
      .optional()
      .meta({ description: 'Of a scored group, those that count in its score.' }),
  })
  .meta({ id: 'Network' });
export type NetworkAnswer = z.infer<typeof networkAnswer>;
