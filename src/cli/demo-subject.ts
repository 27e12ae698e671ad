import { OUTCOMES } from '../domain/score.ts';
import { NOT_MEASURABLE_BIN, NOT_SCORED_BIN, type ScoreTable } from '../scoring/score-table.ts';

/**
 * A subject worth looking at: of those scored, one of whom most factors could be measured; of several, the one whose
 * score is nearest to the middle of the scale, where there are reasons for and against. Undefined in an empty table.
 */
export function demoSubject(table: ScoreTable): string | undefined {
  const scored = OUTCOMES.indexOf('scored');
  let best: { row: number; measured: number; fromMiddle: number } | undefined;
  for (let row = 0; row < table.ids.length; row++) {
    if (table.outcome[row] !== scored) continue;
    const measured = measuredFactors(table, row);
    const fromMiddle = Math.abs(table.score[row]! - MIDDLE);
    const isBetter =
      best === undefined ||
      measured > best.measured ||
      (measured === best.measured && fromMiddle < best.fromMiddle);
    if (isBetter) best = { row, measured, fromMiddle };
  }
  return table.ids[best?.row ?? 0];
}

const MIDDLE = 650;

function measuredFactors(table: ScoreTable, row: number): number {
  return table.factors.filter(({ bin }) => bin[row] !== NOT_MEASURABLE_BIN && bin[row] !== NOT_SCORED_BIN)
    .length;
}
