import { choicesOf } from '../../domain/columns.ts';
import { FACTS, type Fact } from '../../domain/facts.ts';
import { identifierEpisodes } from '../../graph/trust/identifier-episodes.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes, weightOfBelief } from './belief.ts';
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

/**
 * How many identifiers a subject was seen with, and how much it shares them at the same time as others. What an episode
 * gives one member weighs the belief in that member's sightings times the mean belief in the others', a member's belief
 * being the mean reliability of its sightings. Sightings by sources believed less than half are not heard: what they would
 * say of sharing is next to nothing, but to have been seen at all would speak for the subject.
 */
export function identifierColumns(
  tables: FactTables,
  context: ColumnContext,
): Pick<SubjectColumns, 'identifiersSeen' | 'identifiersShared' | 'identifierSharing'> {
  const sightings = heard(tables.sightings);
  const identifiersSeen = context.zeros();
  sightings.subject.forEach((subject) => identifiersSeen[subject]!++);
  const caps = choicesOf(FACTS.sightings.schema.shape.kind).map((kind) => MOST_USERS[kind as IdentifierKind]);
  const rows = {
    member: sightings.subject,
    hub: sightings.identifier,
    cap: sightings.kind.map((kind) => caps[kind]!),
    firstAt: sightings.first_at,
    lastAt: sightings.last_at,
  };
  const hubs = sightings.identifier.reduce((most, identifier) => Math.max(most, identifier + 1), 0);
  const { edges, sharing, sharedHubs } = identifierEpisodes(rows, { members: context.subjects, hubs });
  return {
    identifiersSeen,
    identifiersShared: Float64Array.from(sharedHubs),
    identifierSharing: believedSharing(edges, sharing, beliefs(sightings, identifiersSeen)),
  };
}

function heard(sightings: FactTables['sightings']): FactTables['sightings'] {
  let count = 0;
  for (let row = 0; row < sightings.subject.length; row++)
    if (countsForExtremes(sightings.reliability[row]!)) count++;
  if (count === sightings.subject.length) return sightings;
  const rows = new Uint32Array(count);
  count = 0;
  for (let row = 0; row < sightings.subject.length; row++)
    if (countsForExtremes(sightings.reliability[row]!)) rows[count++] = row;
  const keep = <A extends Uint32Array | Float64Array>(column: A, kept: A): A => {
    for (let place = 0; place < rows.length; place++) kept[place] = column[rows[place]!]!;
    return kept;
  };
  const indices = (column: Uint32Array) => keep(column, new Uint32Array(count));
  const numbers = (column: Float64Array) => keep(column, new Float64Array(count));
  return {
    subject: indices(sightings.subject),
    identifier: indices(sightings.identifier),
    kind: indices(sightings.kind),
    first_at: numbers(sightings.first_at),
    last_at: numbers(sightings.last_at),
    reliability: numbers(sightings.reliability),
  };
}

/** By subject, 0 to 1; NaN for one that was not seen. Sums of whole numbers, which are the same in any order. */
function beliefs({ subject, reliability }: FactTables['sightings'], seen: Float64Array): Float64Array {
  const sums = new Float64Array(seen.length);
  subject.forEach((member, row) => (sums[member]! += reliability[row]!));
  return sums.map((sum, member) => weightOfBelief(sum / seen[member]!));
}

/** @param edges from member to episode, episode by episode */
function believedSharing(edges: EdgeList, sharing: Float64Array, belief: Float64Array): Float64Array {
  const believed = sharing.map((share) => share * 0);
  for (let start = 0, end = 0; start < edges.source.length; start = end) {
    let beliefs = 0;
    for (; edges.target[end] === edges.target[start] && end < edges.source.length; end++)
      beliefs += belief[edges.source[end]!]!;
    for (let edge = start; edge < end; edge++) {
      const own = belief[edges.source[edge]!]!;
      const others = (beliefs - own) / (end - start - 1);
      believed[edges.source[edge]!]! += edges.weight[edge]! * own * others;
    }
  }
  return believed;
}
