import type { Explored } from './drawing.ts';
import type { Relation } from './explorer.ts';

const RELATIONSHIPS: Readonly<Record<Exclude<Relation, 'paid'>, string>> = {
  knows: 'KNOWS',
  rated: 'RATED',
  guarantees: 'GUARANTEES',
  member_of: 'MEMBER_OF',
};
const NODES = 'MATCH (a:Subject) WHERE a.id IN ids RETURN a AS drawn';
const BOTH_ENDS = 'a.id IN ids AND b.id IN ids';

/**
 * One Cypher statement that draws the same subjects and links in Neo4j Browser or Bloom, of a database that holds the
 * facts. It reads only, and takes ids as literals that nothing can break out of. Facts that are in force are drawn,
 * each by itself.
 */
export function toCypher({ subjects, links }: Explored): string {
  const relations = new Set(links.map(({ relation }) => relation));
  const parts = [NODES, ...[...relations].map(drawRelation)];
  const ids = subjects.map(({ id }) => quoted(id)).join(', ');
  return [
    `WITH [${ids}] AS ids`,
    'CALL (ids) {',
    parts.map((part) => `  ${part}`).join('\n  UNION ALL\n'),
    '}',
    'RETURN drawn',
    '',
  ].join('\n');
}

function drawRelation(relation: Relation): string {
  if (relation === 'paid')
    return (
      `MATCH drawn = (a:Subject)-[:PAID]->(t:Transaction)-[:TO]->(b:Subject) WHERE ${BOTH_ENDS} AND a <> b ` +
      "AND t.status = 'completed' AND t.kind IN ['purchase', 'transfer', 'utility'] RETURN drawn"
    );
  const pattern = `(a:Subject)-[r:${RELATIONSHIPS[relation]}]->(b:Subject)`;
  return `MATCH drawn = ${pattern} WHERE ${BOTH_ENDS} AND r.superseded_at IS NULL${liveOf(relation)} RETURN drawn`;
}

function liveOf(relation: Relation): string {
  if (relation === 'rated') return '';
  const accepted = relation === 'knows' ? ' AND r.accepted_at < timestamp()' : '';
  return `${accepted} AND (r.until IS NULL OR r.until > timestamp())`;
}

/** A Cypher string literal; whatever could end it, or be taken for an escape, is escaped. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
