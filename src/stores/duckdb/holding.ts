import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Up to so many numbers a scan compares with each, which takes longer than a join from some 25 on. */
const MOST_LISTED = 16;

/** The numbers that a table has, for conditions of a scan. */
export interface Holding {
  /** Whether they are so few that a scan for one column and one more for another take less time than one for both. */
  readonly areFew: boolean;
  /** The condition that a column holds one of them. */
  readonly has: (column: string) => string;
}

/**
 * A condition on one column alone is tested within the scan, where a join, and a list of constants on its own, lets all
 * columns be read first: that is most of the time of a scan that finds little. The CASE keeps it from being taken for a list.
 */
export async function holdingOf(session: Session, operation: string, table: string): Promise<Holding> {
  const fragments = { name: () => table, most_listed: () => String(MOST_LISTED) };
  const few = await session.rows(operation, fill(statement('holding/few'), fragments));
  if (few.length > MOST_LISTED)
    return { areFew: false, has: (column) => `${column} IN (SELECT number FROM ${table})` };
  const numbers = few.map((row) => row.number('number')).join(', ');
  const listed = (column: string) => `CASE WHEN ${column} IN (${numbers}) THEN true ELSE false END`;
  return { areFew: true, has: few.length === 0 ? () => 'false' : listed };
}
