/** A run over those alone whom new facts can have changed, and how it is told. */
import { NotFoundError } from '../domain/errors.ts';
import { formatInstant, monthIndex } from '../domain/time.ts';
import type { GraphStore, RunRecord } from '../engine/ports.ts';
import { loadResident, type TouchedResult } from '../engine/resident/resident.ts';
import type { RunRequest } from '../engine/run.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import { formatCount } from './number-format.ts';

/** What a run needs besides its rules. */
export interface Making extends Pick<RunRequest, 'asOf' | 'clock' | 'hasher' | 'kernels' | 'onProgress'> {
  readonly purpose: string;
}

export interface Made {
  readonly run: RunRecord;
  /** Of everybody. */
  readonly scores: ScoreTable;
  /** Absent of a run that was asked for over everyone. */
  readonly touched?: TouchedRun;
}

interface TouchedRun extends Pick<TouchedResult, 'run' | 'touched' | 'nearEdges'> {
  readonly changed: number;
  /** The run that it was to stand on. */
  readonly base: RunRecord;
}

/** Stands on the purpose's latest run, whose projection is made first. Throws NotFoundError where there is none. */
export async function makeTouched(
  store: GraphStore,
  { purpose, asOf, onProgress, ...tools }: Making,
): Promise<Made> {
  const base = await store.latestRun(purpose);
  if (base === undefined)
    throw new NotFoundError(
      `${store.name} holds no run for the purpose ${purpose} that another could stand on; make one first: credence score`,
    );
  const resident = await loadResident(store, base, { ...tools, onProgress });
  const { run, changed, touched, nearEdges } = await resident.advance({ asOf, onProgress });
  const told = { base, run, touched, changed: changed.ids.length, nearEdges };
  return { run, scores: resident.scores(), touched: told };
}

export function touchedJson({ base, run, touched, changed, nearEdges }: TouchedRun): object {
  // A run over everyone stands on none.
  if (isFull({ base, run })) return { touched: null };
  return {
    base: base.id,
    touched: {
      subjects: touched,
      changed,
      near_edges: nearEdges.map(({ subjectId, factorId }) => ({
        subject_id: subjectId,
        factor: factorId,
      })),
    },
  };
}

export function touchedLines(about: TouchedRun): readonly string[] {
  const { base, run, touched, changed, nearEdges } = about;
  if (run.id === base.id) return ['Nothing came since that run, so no other was made.'];
  if (isFull(about)) return [`Everyone was scored: ${whyFull(about)}.`];
  const stands = `Stands on the run ${base.id} as of ${formatInstant(base.cut.asOf)}`;
  return [
    `${stands}: new facts touch ${counted(touched, 'subject')}; ` +
      `${counted(changed, 'row')} changed or came new.`,
    ...(nearEdges.length === 0
      ? []
      : [
          `Near the edge of a bin, where a run over everyone may find otherwise: ` +
            `${counted(nearEdges.length, 'reading')}; --json names ${nearEdges.length === 1 ? 'it' : 'them'}.`,
        ]),
  ];
}

function isFull({ base, run }: Pick<TouchedRun, 'base' | 'run'>): boolean {
  return run.id !== base.id && run.base === undefined;
}

function whyFull({ base, run }: TouchedRun): string {
  const isOtherMonth = monthIndex(run.cut.asOf) !== monthIndex(base.cut.asOf);
  return isOtherMonth
    ? 'a run as of another calendar month than the one it stands on reads every fact anew'
    : 'what came since can have changed anybody, or a good part of all';
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
