import { choicesOf } from '../../domain/columns.ts';
import { FACTS, type Fact } from '../../domain/facts.ts';
import { identifierEpisodes } from '../../graph/trust/identifier-episodes.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type IdentifierKind = Fact<'sightings'>['kind'];

/**
 * An episode with more users than this says nothing of any of them: a shared kiosk, a block of flats, a café's
 * network. Judgement.
 */
const MOST_USERS: Readonly<Record<IdentifierKind, number>> = {
  device: 8,
  phone: 6,
  email: 4,
  address: 12,
  card: 4,
  ip: 20,
};

/** How many identifiers a subject was seen with, and how much it shares them at the same time as others. */
export function identifierColumns(
  { sightings }: FactTables,
  context: ColumnContext,
): Pick<SubjectColumns, 'identifiersSeen' | 'identifierSharing'> {
  const identifiersSeen = context.zeros();
  for (const subject of sightings.subject) identifiersSeen[subject]!++;
  const caps = choicesOf(FACTS.sightings.schema.shape.kind).map((kind) => MOST_USERS[kind as IdentifierKind]);
  const rows = {
    member: sightings.subject,
    hub: sightings.identifier,
    cap: sightings.kind.map((kind) => caps[kind]!),
    firstAt: sightings.first_at,
    lastAt: sightings.last_at,
  };
  const hubs = sightings.identifier.reduce((most, identifier) => Math.max(most, identifier + 1), 0);
  const { sharing } = identifierEpisodes(rows, { members: context.subjects, hubs });
  return { identifiersSeen, identifierSharing: sharing };
}
