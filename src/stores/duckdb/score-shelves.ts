/**
 * The tables that hold the blocks of scores. A column of long values is kept in stretches of 16,383, and 2,048 values are
 * read at once: of such as lie in one stretch those that are asked for, of others all, which are some 25 MB. So a table
 * takes no more than one stretch; and the database, which joins small pieces of a table to larger ones time and again,
 * has less to join.
 */
import { fill, statement } from './statements.ts';
import type { Session } from './session.ts';

const MOST_BLOCKS = 16_383;

/** Gives the one that takes so many blocks more, made where there is none; more than one takes, one takes alone. */
export async function shelfFor(session: Session, operation: string, blocks: number): Promise<number> {
  const [found] = await session.rows(operation, statement('runs/latest-shelf'));
  const latest = found?.number('shelves') ?? 0;
  if (latest > 0) {
    const [held] = await session.rows(operation, onShelf('runs/count-blocks', latest));
    const count = held?.number('blocks') ?? 0;
    if (count === 0 || count + blocks <= MOST_BLOCKS) return latest;
  }
  await makeShelf(session, operation, latest + 1);
  return latest + 1;
}

/** Makes the one of this number; there must be all before it, and none after. */
export async function makeShelf(session: Session, operation: string, shelf: number): Promise<void> {
  await session.run(operation, onShelf('schema/score-blocks', shelf));
  const each = Array.from({ length: shelf }, (_, before) => `FROM ${shelfName(before + 1)}`);
  const fragments = { shelves: () => each.join(' UNION ALL ') };
  await session.run(operation, fill(statement('schema/all-score-blocks'), fragments));
}

export function shelfName(shelf: number): string {
  return `score_blocks_${shelf}`;
}

/** A statement about one shelf. */
export function onShelf(name: string, shelf: number): string {
  return fill(statement(name), { shelf: () => shelfName(shelf) });
}
