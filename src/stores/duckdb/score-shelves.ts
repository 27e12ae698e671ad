/**
 * The tables that hold the blocks of scores. The database reads 2,048 values of a column at once unless it goes by an
 * index, and of long ones, such as blocks, those are some 25 MB: so blocks are found by the slot they lie from. What is
 * deleted from a table with an index keeps its room, so the blocks of a run are removed by making the table anew without
 * them, and a table takes no more blocks than are copied in a second or so.
 */
import { fill, statement } from './statements.ts';
import { integerParameter, type Session } from './session.ts';

const MOST_BLOCKS = 16_383;
/** What a table is called for as long as it is filled; it has no index yet, for one that has may not take another name. */
const KEPT = 'kept_blocks';

/** Gives the one that takes so many blocks more, made where there is none; more than one takes, one takes alone. */
export async function shelfFor(session: Session, operation: string, blocks: number): Promise<number> {
  const latest = await countShelves(session, operation);
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
  for (const name of ['score-blocks', 'score-index'])
    await session.run(operation, onShelf(`schema/${name}`, shelf));
  await makeView(session, operation, shelf);
}

async function makeView(session: Session, operation: string, shelves: number): Promise<void> {
  const each = Array.from({ length: shelves }, (_, before) => onShelf('schema/score-blocks-of', before + 1));
  const fragments = { shelves: () => each.join('UNION ALL\n') };
  await session.run(operation, fill(statement('schema/all-score-blocks'), fragments));
}

/** Removes a run's blocks, inside the caller's transaction. */
export async function clearFromShelf(
  session: Session,
  operation: string,
  { run, shelf }: { readonly run: number; readonly shelf: number },
): Promise<void> {
  await session.run(operation, fill(statement('schema/score-blocks'), { shelf: () => KEPT }));
  await session.run(operation, onShelf('runs/keep-blocks', shelf), { run: integerParameter(run) });
  await session.run(operation, onShelf('schema/drop-shelf', shelf));
  await session.run(operation, onShelf('schema/name-kept', shelf));
  await session.run(operation, onShelf('schema/score-index', shelf));
}

/** Brings those that an earlier release made to how they are made here: by what their blocks are found. */
export async function indexShelves(session: Session, operation: string): Promise<void> {
  const rows = await session.rows(operation, statement('schema/shelves-without-index'));
  for (const row of rows)
    await session.run(operation, fill(statement('schema/score-index'), { shelf: () => row.text('name') }));
  if (rows.length > 0) await makeView(session, operation, await countShelves(session, operation));
}

async function countShelves(session: Session, operation: string): Promise<number> {
  const [found] = await session.rows(operation, statement('runs/latest-shelf'));
  return found?.number('shelves') ?? 0;
}

export function shelfName(shelf: number): string {
  return `score_blocks_${shelf}`;
}

/** A statement about one shelf. */
function onShelf(name: string, shelf: number): string {
  return fill(statement(name), { shelf: () => shelfName(shelf), number: () => String(shelf) });
}
