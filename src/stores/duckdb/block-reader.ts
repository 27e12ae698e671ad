/** Blocks in which a subject may be, each read alone. */
import type { ScoreBlock } from '../../scoring/score-blocks.ts';
import { splitBlock } from './block-bytes.ts';
import { shelfName } from './score-shelves.ts';
import { slotOf } from './score-slots.ts';
import { integerParameter, integersParameter, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Those that have the subject, by the number of the run; of some runs, where they are named, and maybe of others. */
export async function blocksWith(
  session: Session,
  operation: string,
  { subjectId, runs }: { readonly subjectId: string; readonly runs?: readonly number[] },
): Promise<ReadonlyMap<number, ScoreBlock>> {
  const places = await session.rows(operation, statement('runs/places'), {
    slot: integerParameter(slotOf(subjectId)),
    runs: integersParameter(runs ?? null),
  });
  const slots = new Map<number, number[]>();
  for (const row of places) {
    const [shelf, first] = [row.number('shelf'), row.number('first_slot')];
    slots.set(shelf, [...(slots.get(shelf) ?? []), first]);
  }
  if (slots.size === 0) return new Map();
  const each = [...slots].map(([shelf, firsts]) =>
    fill(statement('runs/blocks-from'), { shelf: () => shelfName(shelf), slots: () => firsts.join(', ') }),
  );
  const rows = await session.rows(operation, each.join('UNION ALL\n'));
  const blocks = rows.map((row) => [row.number('run'), splitBlock(row.bytes('block'))] as const);
  return new Map(blocks.filter(([, { ids }]) => ids.includes(subjectId)));
}
