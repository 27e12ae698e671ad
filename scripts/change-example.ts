/** A change of one person of a world between two runs, with all that its network line was split by. */
import { readCatalogue } from '../src/built-in.ts';
import { subjectChangeLines } from '../src/cli/change-table.ts';
import { FRAME_WIDTH } from '../src/cli/frame.ts';
import type { RunResult } from '../src/engine/run.ts';
import { changeBetween } from '../src/scoring/change.ts';
import type { ScoreChange } from '../src/scoring/change-lines.ts';
import { ledgerOf } from '../src/scoring/explain.ts';
import { companyOf } from '../src/scoring/network-lines.ts';
import type { Scorecard } from '../src/scoring/scorecard.ts';
import { scoreRow, type ScoreRow } from '../src/scoring/score-table.ts';

/** What a run has of a subject's network, in points. */
export interface NetworkEnd {
  /** p. */
  readonly personal: number;
  readonly record: number;
  /** C. */
  readonly company: number;
  /** s - p. */
  readonly exact: number;
  readonly score: number;
}

export interface ChangeExample {
  readonly lines: readonly string[];
  readonly before: NetworkEnd;
  readonly after: NetworkEnd;
}

/** Of the users in both runs, the one whose change has most to see. */
export async function changeExample(
  from: RunResult,
  to: RunResult,
  scorecard: Scorecard,
): Promise<ChangeExample> {
  const rowOf = new Map(to.scores.ids.map((id, row) => [id, row]));
  const pairs = from.scores.ids.flatMap((id, row) => {
    const later = id.startsWith('u-') ? rowOf.get(id) : undefined;
    return later === undefined ? [] : [[scoreRow(from.scores, row), scoreRow(to.scores, later)] as const];
  });
  const changes = pairs.map(([before, after]) =>
    changeBetween({ row: before, scorecard }, { row: after, scorecard }, { network: 'exact' }),
  );
  const best = changes.reduce(
    (most, change, index) => (changeWorth(change) > changeWorth(changes[most]!) ? index : most),
    0,
  );
  const [before, after] = pairs[best]!.map((row) => networkEnd(row, scorecard));
  const catalogue = await readCatalogue('en');
  const change = changes[best]!;
  const lines = subjectChangeLines({ from: from.run, to: to.run, change }, { catalogue, width: FRAME_WIDTH });
  return { lines, before: before!, after: after! };
}

/** Something that became late first, then every part of the network line, on a score that moved. */
function changeWorth({ difference, lines }: ScoreChange): number {
  const told = lines.filter(({ points }) => points !== 0);
  if (difference === null || told.length > 12) return -1;
  const parts = told.filter(({ item }) => item === 'network').length;
  const isLater = told.some(
    (line) => line.item === 'factor' && (line.after?.against ?? 0) > (line.before?.against ?? 0),
  );
  return (isLater ? 8 : 0) + parts + (Math.abs(difference) >= 5000 ? 1 : 0);
}

function networkEnd(row: ScoreRow, scorecard: Scorecard): NetworkEnd {
  const own = ledgerOf(row, scorecard).filter(
    ({ item }) => item === 'base' || item === 'factor' || item === 'limit',
  );
  return {
    personal: own.reduce((sum, { points }) => sum + points, 0) / 1000,
    record: row.record,
    company: companyOf(row),
    exact: row.network,
    score: row.score,
  };
}
