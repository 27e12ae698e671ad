/**
 * By what versions are found of which a cut sees something else than an earlier one: the import that brought or closed
 * them, when they were known, closed or happen, and every other instant that a cut does not see before it comes.
 * `cypher/touched` asks by each of them.
 */
import { GRAPH_MODEL } from './graph-model.ts';
import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';

const EVERY_VERSION = ['batch', 'superseded_batch', 'recorded_at', 'superseded_at', 'happens_at', 'until'];
const NODE_RANGES = [
  ...EVERY_VERSION,
  ...['status_at', 'settled_at', 'defaulted_at', 'written_off_at', 'residence_since', 'phone_since'],
];
const RELATIONSHIP_RANGES = [...EVERY_VERSION, 'accepted_at'];

/** The types of relationship that are versions. */
export const VERSION_TYPES: readonly string[] = Object.values(GRAPH_MODEL).flatMap((shape) =>
  shape.element === 'relationship' ? [shape.type] : [],
);

/** Makes their indexes in one transaction: to commit each takes longer than to make it. */
export async function makeRanges(session: Session, operation: string): Promise<void> {
  const texts = [
    ...NODE_RANGES.map((property) => fill(statement('schema/version-range'), { property })),
    ...VERSION_TYPES.flatMap((type) =>
      RELATIONSHIP_RANGES.map((property) => fill(statement('schema/relationship-range'), { type, property })),
    ),
  ];
  await session.transaction(operation, async (transaction) => {
    for (const text of texts) await transaction.run(text);
  });
}
