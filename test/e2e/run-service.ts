import { randomUUID } from 'node:crypto';
import { CancelledError, InvalidInputError } from '../../src/domain/errors.ts';
import type { GraphStore, RunRecord } from '../../src/engine/ports.ts';
import type { Residence } from '../../src/engine/resident-holder.ts';
import { RunJobs, type MakeRun, type RunMade } from '../../src/engine/run-jobs.ts';
import { systemClock } from '../../src/host/system-clock.ts';
import type { RunService } from '../../src/http/dependencies.ts';
import { makeBoard } from '../unit/http/board.ts';

/** Six runs for `credit`, the last on the one before, and one for another purpose; the latest first. */
export const HELD: readonly RunRecord[] = [6, 5, 4, 3, 2, 1, 0].map((day) => ({
  ...makeBoard(`run-${day}`).run,
  cut: { asOf: Date.UTC(2024, 4, 1 + day), batch: day },
  finishedAt: Date.UTC(2024, 5, 1 + day),
  ...(day === 6
    ? { base: 'run-5', touchedJson: '{"touched":5,"changed":2,"nearEdges":[["u-2","standing"]]}' }
    : {}),
  ...(day === 0 ? { purpose: 'tenancy' } : {}),
}));

const STORE = {
  readRun: (id: string) => Promise.resolve(HELD.find((run) => run.id === id)),
  listRuns: (purpose: string) => Promise.resolve(HELD.filter((run) => run.purpose === purpose)),
} as Partial<GraphStore> as GraphStore;

export interface HeldRuns {
  readonly service: RunService;
  /** Of the runs that were started, in their order. */
  readonly made: {
    readonly wish: Parameters<MakeRun>[0];
    readonly say: Parameters<MakeRun>[1]['onProgress'];
    readonly finish: (made: RunMade) => void;
    readonly fail: (error: Error) => void;
  }[];
  residence: Residence;
}

/** Runs that end when the test says so, beside a store of seven; nothing may be as of before 2024. */
export function heldRuns(): HeldRuns {
  const made: HeldRuns['made'] = [];
  const make: MakeRun = (wish, { onProgress, signal }) =>
    new Promise((finish, fail) => {
      made.push({ wish, say: onProgress, finish, fail });
      signal.addEventListener('abort', () => {
        fail(new CancelledError('called off'));
      });
    });
  const jobs = new RunJobs(make, {
    clock: systemClock,
    newId: () => `job-${randomUUID()}`,
    onFailure: () => undefined,
  });
  const held: HeldRuns = {
    made,
    residence: { state: 'absent' },
    service: {
      jobs,
      residence: () => held.residence,
      checkWish: ({ asOf }) => {
        if (asOf !== undefined && asOf < Date.UTC(2024, 0, 1))
          throw new InvalidInputError('start a run: as_of is too early');
      },
      whatIf: () => Promise.reject(new Error('not asked here')),
      reads: () => STORE,
      tables: STORE,
    },
  };
  return held;
}
