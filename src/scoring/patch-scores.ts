import { InvariantError } from '../domain/errors.ts';
import { compareCodePoints } from '../domain/order.ts';
import { emptyScoreTable, scoreColumns, type ScoreTable } from './score-table.ts';

/**
 * A table with the rows of others put over its own, one table after the other. All come in the code point order of ids,
 * and so does what comes of them: subjects that the first does not have take their places in it. Tables must be of the
 * same factors in the same order: InvariantError otherwise. Takes the first: where nobody comes in, it is changed and
 * given back.
 */
export function patchScores(base: ScoreTable, patches: readonly ScoreTable[]): ScoreTable {
  const others = newcomers(base, patches);
  const table = others.length === 0 ? base : withRoomFor(base, others);
  const columns = scoreColumns(table);
  for (const patch of patches) {
    requireSameFactors(base, patch);
    const places = patch.ids.map((id) => placeOf(table.ids, id));
    for (const [index, column] of scoreColumns(patch).entries())
      for (const [row, place] of places.entries()) columns[index]![place] = column[row]!;
  }
  return table;
}

/** Whom the patches have and the base has not, in order. */
function newcomers(base: ScoreTable, patches: readonly ScoreTable[]): readonly string[] {
  const found = new Set<string>();
  for (const { ids } of patches)
    for (const id of ids) if (base.ids[placeOf(base.ids, id)] !== id) found.add(id);
  return [...found].sort(compareCodePoints);
}

/** A copy of the table with rows of zeros where others come in. */
function withRoomFor(base: ScoreTable, others: readonly string[]): ScoreTable {
  const factorIds = base.factors.map(({ factorId }) => factorId);
  const table = emptyScoreTable(base.ids.length + others.length, factorIds);
  const ends = [...others.map((id) => placeOf(base.ids, id)), base.ids.length];
  const [from, to] = [scoreColumns(base), scoreColumns(table)];
  let start = 0;
  for (const [before, end] of ends.entries()) {
    for (let row = start; row < end; row++) table.ids[row + before] = base.ids[row]!;
    for (const [index, column] of from.entries()) to[index]!.set(column.subarray(start, end), start + before);
    if (before < others.length) table.ids[end + before] = others[before]!;
    start = end;
  }
  return table;
}

/** Where an id is in a list in order, or would come in. */
function placeOf(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCodePoints(ids[middle]!, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requireSameFactors({ factors }: ScoreTable, patch: ScoreTable): void {
  if (
    patch.factors.length === factors.length &&
    patch.factors.every(({ factorId }, index) => factorId === factors[index]!.factorId)
  )
    return;
  throw new InvariantError('scores of other factors cannot be put over a table of scores');
}
