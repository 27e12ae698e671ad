import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Up to so many numbers a scan compares with each, which takes longer than looking a bit up from some 25 on. */
const MOST_LISTED = 16;

/** The condition that a column holds one of some numbers, as one that a scan tests before it reads other columns. */
export type Holds = (column: string) => string;

/**
 * Of the numbers that a table has, which must be in the registry. A condition on one column alone is tested within the scan,
 * where a join, and a list of constants on its own, lets all columns be read first: that is most of the time of a scan that
 * finds little. The CASE keeps it from being taken for a list.
 */
export async function holdsOneOf(session: Session, operation: string, table: string): Promise<Holds> {
  const fragments = { name: () => table, most_listed: () => String(MOST_LISTED) };
  const few = await session.rows(operation, fill(statement('holding/few'), fragments));
  if (few.length === 0) return () => 'false';
  if (few.length <= MOST_LISTED) {
    const numbers = few.map((row) => row.number('number')).join(', ');
    return (column) => `CASE WHEN ${column} IN (${numbers}) THEN true ELSE false END`;
  }
  const [row] = await session.rows(operation, statement('holding/most'));
  const most = () => String(row?.number('most') ?? 0);
  await session.run(operation, fill(statement('holding/mark'), { ...fragments, most }));
  return (column) => `get_bit(getvariable('${table}'), ${column}) = 1`;
}
