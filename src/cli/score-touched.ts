/** A run over those alone whom new facts can have changed, and how it is told. */
import { NotFoundError } from '../domain/errors.ts';
import { formatInstant } from '../domain/time.ts';
import type { GraphStore, RunRecord } from '../engine/ports.ts';
import { loadResident, type FullReason, type TouchedResult } from '../engine/resident/resident.ts';
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

interface TouchedRun extends Pick<TouchedResult, 'run' | 'touched' | 'nearEdges' | 'whyFull'> {
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
  const { changed, ...result } = await resident.advance({ asOf, onProgress });
  const { run } = result;
  const told = { ...result, base, changed: changed.ids.length };
  return { run, scores: resident.scores(), touched: told };
}

export function touchedJson({ base, touched, changed, nearEdges, whyFull }: TouchedRun): object {
  // A run over everyone stands on none.
  if (whyFull !== undefined) return { touched: null, why_full: whyFull };
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
  const { base, run, touched, changed, nearEdges, whyFull } = about;
  if (run.id === base.id) return ['Nothing came since that run, so no other was made.'];
  if (whyFull !== undefined) return [`Everyone was scored: ${WHY_FULL[whyFull]}.`];
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

const WHY_FULL: Readonly<Record<FullReason, string>> = {
  other_month: 'a run as of another calendar month than the one it stands on reads every fact anew',
  anybody: 'what came since can have changed anybody',
  many: 'what came since touches a good part of all',
  gone: 'somebody went out of sight, whose row would stay',
  currency: 'there is money in a currency, where none was known before',
};

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
