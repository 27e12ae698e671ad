/** Histories and changes as JSON, the one form in which they leave the program. */
import type { Catalogue } from '../domain/catalogue.ts';
import { THOUSAND } from '../domain/score.ts';
import { changeJson, endJson, lineJson, type ChangeJson } from '../scoring/change-json.ts';
import type { SubjectChange } from './changes.ts';
import type { RunRecord } from './ports.ts';
import { runJson, type RunJson } from './run-json.ts';
import type { Timeline } from './timeline.ts';

/** A run as it is named beside a score. */
export type RunNameJson = Pick<RunJson, 'id' | 'kind' | 'as_of' | 'basis' | 'scorecard'>;

export interface SubjectChangeJson extends ChangeJson {
  readonly from: RunNameJson;
  readonly to: RunNameJson;
}

export interface TimelineJson {
  readonly subject_id: string;
  readonly entries: (ReturnType<typeof endJson> & {
    readonly run: RunNameJson;
    /** Whole points to the run before; null for the first, and where either has no score. */
    readonly difference: number | null;
    /** What did most of it. */
    readonly cause?: ReturnType<typeof lineJson>;
  })[];
  readonly unmoved: number;
}

export function subjectChangeJson(
  { from, to, change }: SubjectChange,
  catalogue: Catalogue,
): SubjectChangeJson {
  return { from: runName(from), to: runName(to), ...changeJson(change, catalogue) };
}

export function timelineJson({ subjectId, entries, unmoved }: Timeline, catalogue: Catalogue): TimelineJson {
  return {
    subject_id: subjectId,
    entries: entries.map(({ run, end, difference, cause }) => ({
      run: runName(run),
      ...endJson(end),
      difference: difference === null ? null : difference / THOUSAND,
      ...(cause === undefined ? {} : { cause: lineJson(cause, catalogue) }),
    })),
    unmoved,
  };
}

/** Which run it is, for beside a score. */
export function runName(run: RunRecord): RunNameJson {
  const { id, kind, as_of, basis, scorecard } = runJson(run);
  return { id, kind, as_of, basis, scorecard };
}
