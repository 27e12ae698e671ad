/** Where two score tables of one run differ, to the bit. */
import { compareCodePoints } from '../domain/order.ts';
import {
  FACTOR_SCORE_COLUMNS,
  scoreColumns,
  SUBJECT_SCORE_COLUMNS,
  type ScoreTable,
} from '../scoring/score-table.ts';

export interface TableDifference {
  /** The first subject in code point order that differs; null where the tables have other factors, or what is of all differs. */
  readonly subjectId: string | null;
  /** Its first column that does, such as `score` or `on-time-share.value`; `id` where only one table has the subject. */
  readonly column: string;
  /** What each table has there; null where it has nothing. NaN stands for what could not be measured. */
  readonly stored: number | string | null;
  readonly recomputed: number | string | null;
  /** Of how many subjects anything differs; null where the tables are of other subjects or factors. */
  readonly subjects: number | null;
}

/** Undefined where they are equal; 0 and -0 are not. */
export function tableDifference(stored: ScoreTable, recomputed: ScoreTable): TableDifference | undefined {
  return (
    otherFactors(stored, recomputed) ?? otherSubjects(stored, recomputed) ?? otherNumbers(stored, recomputed)
  );
}

function otherFactors(stored: ScoreTable, recomputed: ScoreTable): TableDifference | undefined {
  const [before, after] = [stored, recomputed].map(({ factors }) =>
    factors.map(({ factorId }) => factorId).join(', '),
  );
  if (before === after) return undefined;
  return { subjectId: null, column: 'factors', stored: before!, recomputed: after!, subjects: null };
}

function otherSubjects(stored: ScoreTable, recomputed: ScoreTable): TableDifference | undefined {
  const length = Math.max(stored.ids.length, recomputed.ids.length);
  for (let row = 0; row < length; row++) {
    const before = stored.ids[row];
    const after = recomputed.ids[row];
    if (before === after) continue;
    const subjectId = [before, after].filter((id) => id !== undefined).sort(compareCodePoints)[0]!;
    return { subjectId, column: 'id', stored: before ?? null, recomputed: after ?? null, subjects: null };
  }
  return undefined;
}

function otherNumbers(stored: ScoreTable, recomputed: ScoreTable): TableDifference | undefined {
  const differs = new Uint8Array(stored.ids.length);
  const names = columnNames(stored);
  const after = scoreColumns(recomputed);
  let found: { row: number; column: string; stored: number; recomputed: number } | undefined;
  for (const [index, before] of scoreColumns(stored).entries()) {
    const other = after[index]!;
    for (let row = 0; row < before.length; row++) {
      if (Object.is(before[row], other[row])) continue;
      differs[row] = 1;
      if (found === undefined || row < found.row)
        found = { row, column: names[index]!, stored: before[row]!, recomputed: other[row]! };
    }
  }
  if (found === undefined) return undefined;
  const { row, ...where } = found;
  return { subjectId: stored.ids[row]!, ...where, subjects: differs.reduce((sum, one) => sum + one, 0) };
}

/** In the order of `scoreColumns`. */
function columnNames({ factors }: ScoreTable): readonly string[] {
  const ofFactors = Object.keys(FACTOR_SCORE_COLUMNS);
  return [
    ...Object.keys(SUBJECT_SCORE_COLUMNS),
    ...factors.flatMap(({ factorId }) => ofFactors.map((column) => `${factorId}.${column}`)),
  ];
}
