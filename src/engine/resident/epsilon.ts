import type { Cells } from '../../graph/local/journal.ts';
import { SUBJECT_SCORE_COLUMNS, type ScoreTable } from '../../scoring/score-table.ts';

const YEARS_A_DAY = 1 / 365.25;
const MONTHS_A_DAY = 12 * YEARS_A_DAY;

/** Readings that grow with time may lag by a day, and never behind a bin's edge. */
export const LAGS: Readonly<Record<string, number>> = {
  'credit-age': YEARS_A_DAY,
  'residence-tenure': YEARS_A_DAY,
  'phone-tenure': YEARS_A_DAY,
  'last-delinquency': MONTHS_A_DAY,
};

/**
 * By factor, how far a reading of a touched run may lie from that of a full run as of the same instant; 0 for all others.
 * Half of it is for what the values were computed with, half for changes too small to be written down.
 */
export const EPSILONS: Readonly<Record<string, number>> = {
  'follow-through': 2e-5,
  standing: 1.6e-3,
  'rating-goodness': 1e-5,
  'rating-fairness': 1e-5,
  'propagated-trust': 2e-4,
  exposure: 1e-3,
  influence: 1e-3,
};

/** The same for the exact network line, in points, and for lambda and company, relatively. */
export const NETWORK_EPSILON = { points: 0.01, relative: 2e-4 } as const;

type SubjectColumn = keyof typeof SUBJECT_SCORE_COLUMNS;
/** Columns that may differ a little and still say the same. */
const LENIENT: readonly SubjectColumn[] = [
  'share',
  'network',
  'tieCompany',
  'ownershipCompany',
  'membershipCompany',
];

/** Some rows of a table. */
export interface Rows {
  readonly table: ScoreTable;
  readonly rows: ArrayLike<number>;
}

/** By place, 1 where a row says something else than the one that stood: a half of each epsilon is let pass. */
export function differing(before: Rows, after: Rows): Uint8Array {
  const marks = new Uint8Array(after.rows.length);
  const compareWhole = (was: Cells, is: Cells): void => {
    for (let place = 0; place < marks.length; place++)
      if (was[before.rows[place]!] !== is[after.rows[place]!]) marks[place] = 1;
  };
  const compare = (was: Cells, is: Cells, isOther: (was: number, is: number) => boolean): void => {
    if (!(was instanceof Float64Array && is instanceof Float64Array)) compareWhole(was, is);
    else
      for (let place = 0; place < marks.length; place++) {
        // Apart from whole numbers, so as to be compiled for doubles.
        const one = was[before.rows[place]!]!;
        const other = is[after.rows[place]!]!;
        if (!Object.is(one, other) && isOther(one, other)) marks[place] = 1;
      }
  };
  for (const column of Object.keys(SUBJECT_SCORE_COLUMNS) as SubjectColumn[])
    compare(before.table[column], after.table[column], (was, is) => isOtherNumber(column, was, is));
  before.table.factors.forEach((factor, index) => {
    const other = after.table.factors[index]!;
    for (const column of ['bin', 'evidence', 'against'] as const) compareWhole(factor[column], other[column]);
    compare(factor.value, other.value, (was, is) => isOtherValue(factor.factorId, was, is));
  });
  return marks;
}

/** Whether two numbers of a subject's own columns differ by more than half of what is stated. */
export function isOtherNumber(column: SubjectColumn, was: number, is: number): boolean {
  if (Object.is(was, is)) return false;
  if (!LENIENT.includes(column)) return true;
  const { points, relative } = NETWORK_EPSILON;
  return !(Math.abs(is - was) <= (column === 'network' ? points / 2 : (relative / 2) * Math.abs(was)));
}

/** Whether two readings of a factor differ by more than half of its epsilon, or all of its lag. */
export function isOtherValue(factorId: string, was: number, is: number): boolean {
  return !Object.is(was, is) && !(Math.abs(is - was) <= (LAGS[factorId] ?? (EPSILONS[factorId] ?? 0) / 2));
}
