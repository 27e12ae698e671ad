/** Runs as JSON, the one form in which they leave the service. */
import type { Progress, RunRecord } from '../engine/ports.ts';
import type { Residence } from '../engine/resident-holder.ts';
import type { RunJob } from '../engine/run-jobs.ts';
import { runJson } from '../engine/run-json.ts';
import { detailOf } from './problem.ts';
import type { RunAnswer, RunsAnswer } from './run-schemas.ts';
import { touchedOf } from './run-touched.ts';

/** By judgement: each subject that is named is recorded as read. */
const MOST_NEAR = 100;

/** A run that is held, in the form of one that was asked for. */
export function heldAnswer(run: RunRecord): RunAnswer {
  const { id, kind, purpose, as_of } = runJson(run);
  const touched = touchedOf(run);
  return {
    ...{ ...{ id, kind, purpose, as_of }, state: 'done', cancel_requested: false, run: runJson(run) },
    ...(touched === undefined ? {} : { touched: heldTouched(touched) }),
  };
}

function heldTouched({
  nearEdges,
  ...counts
}: NonNullable<ReturnType<typeof touchedOf>>): NonNullable<RunAnswer['touched']> {
  const named = nearEdges.slice(0, MOST_NEAR);
  return {
    ...touchedJson({ ...counts, nearEdges: nearEdges.length }),
    near: named.map(({ subjectId, factorId }) => ({ subject_id: subjectId, factor: factorId })),
  };
}

export function jobJson(job: RunJob): RunAnswer {
  const { made, failure } = job;
  return {
    ...{ id: job.id, state: job.state, kind: job.kind, purpose: job.purpose },
    as_of: iso(job.asOf),
    cancel_requested: job.isCalledOff,
    started_at: iso(job.startedAt),
    ...(job.endedAt === undefined ? {} : { ended_at: iso(job.endedAt) }),
    ...(job.progress === undefined ? {} : { progress: progressJson(job.progress) }),
    ...(made === undefined ? {} : { run: runJson(made.run) }),
    ...(made?.touched === undefined ? {} : { touched: touchedJson(made.touched) }),
    ...(failure === undefined
      ? {}
      : { failure: { code: failure.code, detail: detailOf(failure.code, failure.message) } }),
  };
}

export function residenceJson({ state, runId, progress }: Residence): RunsAnswer['projection'] {
  return {
    state,
    ...(runId === undefined ? {} : { run_id: runId }),
    ...(progress === undefined ? {} : { progress: progressJson(progress) }),
  };
}

function touchedJson({
  subjects,
  changed,
  nearEdges,
}: NonNullable<NonNullable<RunJob['made']>['touched']>): NonNullable<RunAnswer['touched']> {
  return { subjects, changed, near_edges: nearEdges };
}

function progressJson({ stage, done, total }: Progress): NonNullable<RunAnswer['progress']> {
  return { stage, done, ...(total === undefined ? {} : { total }) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
