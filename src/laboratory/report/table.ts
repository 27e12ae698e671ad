import { MEASURES, type MeasureId } from '../measures/measures.ts';
import { BASELINE, POLICIES } from '../policies.ts';
import type { PolicyResult, Simulation } from '../simulate.ts';
import { formatDifference, formatHalf, formatMeasure } from './format.ts';

export interface ReportTable {
  /** The first is text, the others numbers. */
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is told of the start, before anybody minds a score. */
const AT_START: readonly MeasureId[] = ['assortativity', 'access', 'lost', 'gained'];
const AT_END: readonly MeasureId[] = [
  'assortativity',
  'ties',
  'access',
  'thinAccess',
  'thickAccess',
  'risen',
  'fallen',
  'lost',
  'lostReliability',
  'lostThin',
  'gained',
  'gainedReliability',
  'accessReliability',
  'debt',
  'gain',
];

/**
 * A row a measure, unless there was nothing to measure, and of every policy but the first two columns: as measured, and how
 * far from the first.
 */
export function reportTable({ policies, instants }: Simulation): ReportTable {
  const last = instants.length - 1;
  const row = (id: MeasureId, instant: number): readonly string[] => [
    instant === 0 ? `${MEASURES[id].title}, at the start` : MEASURES[id].title,
    ...policies.flatMap((policy) => cells(policy, id, instant)),
  ];
  return {
    headings: [
      'at the end, but where it says otherwise',
      ...policies.flatMap(({ policy }) => [
        POLICIES[policy].title,
        ...(policy === BASELINE ? [] : ['difference']),
      ]),
    ],
    rows: AT_END.flatMap((id) =>
      AT_START.includes(id) ? [row(id, 0), row(id, last)] : [row(id, last)],
    ).filter(([, ...numbers]) => numbers.some((cell) => cell !== '')),
  };
}

function cells(
  { policy, measures, differences }: PolicyResult,
  id: MeasureId,
  instant: number,
): readonly string[] {
  const { unit } = MEASURES[id];
  const value = measures[id][instant]!;
  const level = formatMeasure(value.mean, unit);
  if (policy === BASELINE) return [level];
  const difference = formatDifference(differences[id]![instant]!, unit);
  return [level, difference === '' ? formatHalf(value, unit).trim() : difference];
}
