/** How one subject's score went, run by run. */
import type { Thousandths } from '../domain/score.ts';
import { changeBetween } from '../scoring/change.ts';
import type { ChangeLine, ScoreChange, ScoreEnd } from '../scoring/change-lines.ts';
import { tellableHistory } from './consent.ts';
import type { RunReads, RunRecord } from './ports.ts';
import { scorecardReader, unknownToAll } from './stored-runs.ts';

/** A run after which the score stood otherwise than after the one before. */
export interface TimelineEntry {
  readonly run: RunRecord;
  readonly end: ScoreEnd;
  /** To the run before; null for the first, and where either has no score. */
  readonly difference: Thousandths | null;
  /** The line that did most of it; absent where there is no difference. */
  readonly cause?: ChangeLine;
}

export interface Timeline {
  readonly subjectId: string;
  /** The first run that knew the subject and every later one that moved its score, band or outcome; oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** How many runs are held that recomputed it and left it as it was. */
  readonly unmoved: number;
}

/**
 * Of the runs on the basis of the purpose's latest, since scores on two bases answer two questions. Throws NotFoundError
 * where none of them knows the subject.
 */
export async function subjectTimeline(
  store: RunReads,
  subjectId: string,
  {
    purpose,
    scorecardOf = scorecardReader(),
  }: {
    readonly purpose: string;
    readonly scorecardOf?: ReturnType<typeof scorecardReader>;
  },
): Promise<Timeline> {
  const held = (await store.history(subjectId)).filter(({ run }) => run.purpose === purpose);
  const basis = (await store.latestRun(purpose))?.basis;
  const history = tellableHistory(held, scorecardOf).filter(({ run }) => run.basis === basis);
  if (history.length === 0) throw unknownToAll(purpose, subjectId);
  const entries: TimelineEntry[] = [];
  for (const [index, { run, row }] of history.entries()) {
    const after = { row, scorecard: scorecardOf(run) };
    const earlier = history[index - 1];
    const before = earlier === undefined ? after : { row: earlier.row, scorecard: scorecardOf(earlier.run) };
    const change = changeBetween(before, after);
    if (earlier === undefined) entries.push({ run, end: change.after, difference: null });
    else if (hasMoved(change)) entries.push({ run, ...told(change) });
  }
  return { subjectId, entries, unmoved: history.length - entries.length };
}

function hasMoved({ before, after }: ScoreChange): boolean {
  return before.outcome !== after.outcome || before.score !== after.score || before.band !== after.band;
}

function told(change: ScoreChange): Omit<TimelineEntry, 'run'> {
  const { after: end, difference } = change;
  const cause = difference === null ? undefined : mainCause(change.lines);
  return { end, difference, ...(cause === undefined ? {} : { cause }) };
}

/** The largest line, the first of equals; what only rounds is none where there is another. */
function mainCause(lines: readonly ChangeLine[]): ChangeLine | undefined {
  const size = ({ item, points }: ChangeLine): number =>
    item === 'rounding' || item === 'limit' ? 0 : Math.abs(points ?? 0);
  return lines.reduce<ChangeLine | undefined>(
    (most, line) => (most === undefined || size(line) > size(most) ? line : most),
    undefined,
  );
}
