import { THOUSAND } from '../../domain/score.ts';
import type { Readings } from '../../factors/factor.ts';
import { numericEdges } from '../../scoring/bins.ts';
import { scorecardFactors, type Scorecard, type ScorecardFactor } from '../../scoring/scorecard.ts';
import { binOf, entriesOf } from '../../scoring/score-subjects.ts';
import { NOT_SCORED_BIN, type FactorColumn } from '../../scoring/score-table.ts';
import { servedLine, type ExactLine } from '../../scoring/served-line.ts';
import { EPSILONS, isOtherValue, NETWORK_EPSILON } from './epsilon.ts';
import type { HeldScores } from './held-scores.ts';
import type { Step } from './step.ts';
import type { NearEdge } from './touched-run.ts';

type Swept = Pick<Step, 'columns' | 'asOf'> & { readonly scorecard: Scorecard; readonly scores: HeldScores };

/** Everybody whose reading of one of these factors says something else than the row that stands. */
export function sweep(swept: Swept, factorIds: readonly string[]): number[] {
  const others: number[] = [];
  everyReading(swept, factorIds, ({ entry, readings, column }, row) => {
    const isOther =
      binOf(entry, readings, row) !== column.bin[row] ||
      readings.evidence[row] !== column.evidence[row] ||
      isOtherValue(column.factorId, column.value[row]!, readings.value[row]!);
    if (isOther) others.push(row);
  });
  return others;
}

/** Readings within their factor's epsilon of a bin's edge, and network lines as near to a step of what is served. */
export function nearEdges(swept: Swept, idOf: (subject: number) => string): NearEdge[] {
  const found: NearEdge[] = [];
  const edgesOf = new Map<ScorecardFactor, readonly number[]>();
  everyReading(swept, Object.keys(EPSILONS), ({ entry, readings, column }, row) => {
    const epsilon = EPSILONS[column.factorId]!;
    const value = readings.value[row]!;
    const edges = edgesOf.get(entry) ?? numericEdges(entry.bins);
    edgesOf.set(entry, edges);
    for (const edge of edges)
      if (Math.abs(value - edge) <= epsilon) {
        found.push({ subjectId: idOf(row), factorId: column.factorId });
        break;
      }
  });
  const { table } = swept.scores;
  const own = swept.columns.measure('own');
  for (let row = 0; row < swept.columns.count; row++)
    if (table.share[row]! > 0 && isNearStep(lineAt(swept, row), Math.round(own[row]! * THOUSAND)))
      found.push({ subjectId: idOf(row), factorId: 'network' });
  return found;
}

interface Reading {
  readonly entry: ScorecardFactor;
  readonly readings: Readings;
  /** What stands. */
  readonly column: FactorColumn;
}

function everyReading(
  { columns, asOf, scorecard, scores }: Swept,
  factorIds: readonly string[],
  visit: (reading: Reading, row: number) => void,
): void {
  const view = columns.view(asOf);
  const kinds = columns.mark('kinds');
  for (const factor of scorecardFactors(scorecard)) {
    if (!factorIds.includes(factor.id)) continue;
    const column = scores.table.factors.find(({ factorId }) => factorId === factor.id)!;
    const readings = factor.measure(view);
    // One object a kind: there are many rows.
    const byKind = entriesOf(scorecard, factor.id).map((entry) => entry && { entry, readings, column });
    for (let row = 0; row < columns.count; row++) {
      const reading = byKind[kinds[row]!];
      if (reading !== undefined && column.bin[row] !== NOT_SCORED_BIN) visit(reading, row);
    }
  }
}

function lineAt({ scores: { table } }: Swept, row: number): ExactLine {
  return {
    share: table.share[row]!,
    network: table.network[row]!,
    tieCompany: table.tieCompany[row]!,
    ownershipCompany: table.ownershipCompany[row]!,
    membershipCompany: table.membershipCompany[row]!,
  };
}

/** Whether a little more or less of the line, or of company, is served otherwise. */
function isNearStep(exact: ExactLine, personal: number): boolean {
  const served = servedLine(exact, personal);
  const { points, relative } = NETWORK_EPSILON;
  return [-1, 1].some(
    (sign) =>
      servedLine({ ...exact, network: exact.network + sign * points }, personal) !== served ||
      servedLine(scaled(exact, 1 + sign * relative), personal) !== served,
  );
}

function scaled(exact: ExactLine, by: number): ExactLine {
  return {
    ...exact,
    tieCompany: exact.tieCompany * by,
    ownershipCompany: exact.ownershipCompany * by,
    membershipCompany: exact.membershipCompany * by,
  };
}
