import { InvariantError } from '../../../domain/errors.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import type { Parameters } from '../values.ts';

const AT_A_TIME = 10_000;

/** A statement that gives ids in its one column, and those that take them as `$ids`, in this order; below `cypher/ingest`. */
export interface Change {
  readonly find: string;
  readonly change: readonly string[];
}

/**
 * Looks through what is held, and then changes what was found, so many at a time. A change must find nothing more where
 * it has been made, so that one that is interrupted goes on when it is asked for again.
 */
export async function changeFound(
  session: Session,
  operation: string,
  { find, change, parameters = {} }: Change & { readonly parameters?: Parameters },
): Promise<void> {
  const found: string[] = [];
  const query = { text: statement(`ingest/${find}`), parameters };
  await session.stream(operation, query, (row) => {
    const id = row.get(0);
    if (typeof id !== 'string')
      throw new InvariantError(`${operation}: ${find} gives something else than ids`);
    found.push(id);
  });
  for (let first = 0; first < found.length; first += AT_A_TIME) {
    const ids = found.slice(first, first + AT_A_TIME);
    for (const step of change)
      await session.write(operation, statement(`ingest/${step}`), { ids, batch: null });
  }
}
