import {
  emptyScoreTable,
  scoreColumns,
  type FillableScoreTable,
  type ScoreTable,
} from '../../scoring/score-table.ts';
import { differing } from './epsilon.ts';
import { ascending } from './step.ts';

/** Rows of a table, in this order. */
export function pickRows(table: ScoreTable, rows: ArrayLike<number>): FillableScoreTable {
  const picked = emptyScoreTable(
    rows.length,
    table.factors.map(({ factorId }) => factorId),
  );
  const [from, to] = [scoreColumns(table), scoreColumns(picked)];
  for (let place = 0; place < rows.length; place++) picked.ids[place] = table.ids[rows[place]!]!;
  to.forEach((cells, column) => {
    const given = from[column]!;
    for (let place = 0; place < rows.length; place++) cells[place] = given[rows[place]!]!;
  });
  return picked;
}

/**
 * Which rows of a later table say something else than those that stand, or are of new subjects. Both are in code point
 * order, and the later one knows everybody that the one before knew.
 */
export function otherRows(before: ScoreTable, after: ScoreTable): number[] {
  const [fresh, known, rows]: [number[], number[], number[]] = [[], [], []];
  let row = 0;
  after.ids.forEach((id, at) => {
    if (before.ids[row] !== id) fresh.push(at);
    else {
      known.push(at);
      rows.push(row++);
    }
  });
  const marks = differing({ table: before, rows }, { table: after, rows: known });
  return ascending([...fresh, ...known.filter((_, place) => marks[place] === 1)]);
}

/** A table with the rows of another put over it, new subjects in their place in code point order. */
export function putOver(table: ScoreTable, changed: ScoreTable, order: readonly string[]): ScoreTable {
  const made = emptyScoreTable(
    order.length,
    table.factors.map(({ factorId }) => factorId),
  );
  const [base, over, to] = [scoreColumns(table), scoreColumns(changed), scoreColumns(made)];
  let [row, patch] = [0, 0];
  order.forEach((id, place) => {
    made.ids[place] = id;
    const isHeld = table.ids[row] === id;
    const isPatched = changed.ids[patch] === id;
    const [from, at] = isPatched ? [over, patch] : [base, row];
    to.forEach((cells, column) => (cells[place] = from[column]![at]!));
    if (isHeld) row++;
    if (isPatched) patch++;
  });
  return made;
}
