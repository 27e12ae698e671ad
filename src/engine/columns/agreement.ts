import { MILLION } from '../../domain/fixed-point.ts';
import { MS_PER_DAY } from '../../domain/time.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

/**
 * How far apart two sources may be and still agree: since when somebody lives somewhere is often known by a bill, some
 * two months late. Judgement. Levels of identification are not compared: who merely took somebody's word says nothing
 * against who saw the document.
 */
const TOLERANCES = {
  residence_since: 62 * MS_PER_DAY,
  phone_since: 62 * MS_PER_DAY,
} as const;

export type ComparedField = keyof typeof TOLERANCES;
const NO_ROW = -1;
const FIELDS = Object.keys(TOLERANCES) as ComparedField[];

export function agree(field: ComparedField, one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCES[field];
}

type AgreementColumns = Pick<
  SubjectColumns,
  'statementsCompared' | 'statementsAtOdds' | 'comparedWeight' | 'agreedWeight'
>;

/**
 * Each pair of believed sources that both give a field either agrees or not; it weighs the product of their
 * reliabilities. Products of parts per million are whole numbers, so their sums do not depend on the order of the rows.
 */
export function agreementColumns(profiles: FactTables['profiles'], context: ColumnContext): AgreementColumns {
  const columns = {
    statementsCompared: context.zeros(),
    statementsAtOdds: context.zeros(),
    comparedWeight: context.zeros(),
    agreedWeight: context.zeros(),
  };
  // Each row is linked to the one before it of the same subject.
  const latest = new Int32Array(context.subjects).fill(NO_ROW);
  const before = new Int32Array(profiles.subject.length);
  profiles.subject.forEach((subject, row) => {
    if (profiles.reliability[row] === 0) return;
    before[row] = latest[subject]!;
    for (let other = before[row]; other !== NO_ROW; other = before[other]!)
      compare(profiles, { row, other }, columns);
    latest[subject] = row;
  });
  const parts = MILLION * MILLION;
  return {
    ...columns,
    comparedWeight: columns.comparedWeight.map((weight) => weight / parts),
    agreedWeight: columns.agreedWeight.map((weight) => weight / parts),
  };
}

function compare(
  profiles: FactTables['profiles'],
  { row, other }: { row: number; other: number },
  columns: AgreementColumns,
): void {
  const subject = profiles.subject[row]!;
  const weight = profiles.reliability[row]! * profiles.reliability[other]!;
  for (const field of FIELDS) {
    const given = profiles[field];
    const one = given[row]!;
    const two = given[other]!;
    if (Number.isNaN(one) || Number.isNaN(two)) continue;
    columns.statementsCompared[subject]!++;
    columns.comparedWeight[subject]! += weight;
    if (agree(field, one, two)) columns.agreedWeight[subject]! += weight;
    else columns.statementsAtOdds[subject]!++;
  }
}
