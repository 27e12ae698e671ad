import type { Readings } from '../../factors/factor.ts';
import { scorecardFactors, type Scorecard, type ScorecardFactor } from '../../scoring/scorecard.ts';
import { binOf, entriesOf } from '../../scoring/score-subjects.ts';
import { NOT_SCORED_BIN, type FactorColumn } from '../../scoring/score-table.ts';
import { isOtherValue } from './epsilon.ts';
import type { HeldScores } from './held-scores.ts';
import type { Step } from './step.ts';

/** Columns as of an instant, beside the rows that stand. */
export type Swept = Pick<Step, 'columns' | 'asOf'> & {
  readonly scorecard: Scorecard;
  readonly scores: HeldScores;
};

/** Readings of these factors, of some subjects or (default) of everybody. */
export interface Sweeping {
  readonly factorIds: readonly string[];
  readonly subjects?: readonly number[];
  /** Whether another value in the same bin, on as much evidence, is let pass; default false. */
  readonly isValueIgnored?: boolean;
}

/** Whose reading of one of these factors says something else than the row that stands. */
export function sweep(swept: Swept, sweeping: Sweeping): number[] {
  const others: number[] = [];
  everyReading(swept, sweeping, ({ entry, readings, column }, { subject, place }) => {
    const isOther =
      binOf(entry, readings, place) !== column.bin[subject] ||
      readings.evidence[place] !== column.evidence[subject] ||
      (sweeping.isValueIgnored !== true &&
        isOtherValue(column.factorId, column.value[subject]!, readings.value[place]!));
    if (isOther) others.push(subject);
  });
  return others;
}

interface Reading {
  readonly entry: ScorecardFactor;
  readonly readings: Readings;
  /** What stands. */
  readonly column: FactorColumn;
}

/** `place`: of the subject in what was read; one and the same object at every call. */
interface Read {
  subject: number;
  place: number;
}

/** Visits each reading that a subject's kind has and that its row was made with. */
export function everyReading(
  { columns, asOf, scorecard, scores }: Swept,
  { factorIds, subjects }: Sweeping,
  visit: (reading: Reading, at: Read) => void,
): void {
  if (subjects?.length === 0) return;
  const view = columns.view(asOf, subjects);
  const kinds = columns.mark('kinds');
  const count = subjects?.length ?? columns.count;
  const at = { subject: 0, place: 0 };
  for (const factor of scorecardFactors(scorecard)) {
    if (!factorIds.includes(factor.id)) continue;
    const column = scores.table.factors.find(({ factorId }) => factorId === factor.id)!;
    const readings = factor.measure(view);
    // One object a kind: there are many rows.
    const byKind = entriesOf(scorecard, factor.id).map((entry) => entry && { entry, readings, column });
    for (let place = 0; place < count; place++) {
      const subject = subjects === undefined ? place : subjects[place]!;
      const reading = byKind[kinds[subject]!];
      if (reading === undefined || column.bin[subject] === NOT_SCORED_BIN) continue;
      at.subject = subject;
      at.place = place;
      visit(reading, at);
    }
  }
}
