/** Why one subject's score differs between two runs, or between two scorecards over the same facts. */
import { InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { formatInstant } from '../domain/time.ts';
import { changeBetween, type ChangeOptions, type ChangeSide } from '../scoring/change.ts';
import type { ScoreChange } from '../scoring/change-lines.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import { scoreRow, type ScoreRow } from '../scoring/score-table.ts';
import { tellableEntries } from './consent.ts';
import type { KernelRunner } from './kernels.ts';
import type { GraphStore, Hasher, HistoryEntry, OnProgress, RunReads, RunRecord } from './ports.ts';
import { makeRun } from './run.ts';
import { requestOf } from './run-request.ts';
import { findRun, scorecardReader, unknownToAll, type RunChoice } from './stored-runs.ts';

/** The later run's scorecard may be one that nothing was stored with: `to` then differs from every stored run. */
export interface SubjectChange {
  readonly from: RunRecord;
  readonly to: RunRecord;
  readonly change: ScoreChange;
}

export interface ChangeRequest {
  readonly purpose: string;
  /** Default: the last full run before `to` on its basis that knew the subject, or later touched one that changed it. */
  readonly from?: RunChoice | undefined;
  /** Default: the latest run. */
  readonly to?: RunChoice | undefined;
  /** `exact` is for analysts alone. */
  readonly network?: ChangeOptions['network'];
}

/**
 * Throws NotFoundError where there is no such run, or one of the two did not know the subject; InvalidInputError where
 * both are the same.
 */
export async function changeOfSubject(
  store: RunReads,
  subjectId: string,
  { purpose, network = 'served', ...chosen }: ChangeRequest,
): Promise<SubjectChange> {
  const to = await laterRun(store, purpose, chosen.to);
  // Read once at most; where it is, its rows serve for those of the runs.
  let held: Promise<readonly HistoryEntry[]> | undefined;
  const history = () => (held ??= store.history(subjectId));
  const from =
    chosen.from === undefined
      ? runBefore(await history(), subjectId, to)
      : await earlierRun(store, to, chosen.from);
  if (from.id === to.id)
    throw new InvalidInputError(
      `tell what changed for a subject: both sides are the run ${to.id} as of ${formatInstant(to.cut.asOf)}; ` +
        'name two; credence runs and GET /v1/runs list those there are',
    );
  const scorecardOf = scorecardReader();
  const entryOf = async (run: RunRecord): Promise<HistoryEntry> =>
    (await held)?.find((entry) => entry.run.id === run.id) ?? {
      run,
      row: await requireRow(store, run, subjectId),
    };
  const entries = [await entryOf(from), await entryOf(to)];
  const [before, after] = await tellableEntries(entries, { history, scorecardOf });
  const sides = [
    { row: before!.row, scorecard: scorecardOf(from) },
    { row: after!.row, scorecard: scorecardOf(to) },
  ] as const satisfies readonly ChangeSide[];
  return { from, to, change: changeBetween(...sides, { network, isSameFacts: areFactsSame(from, to) }) };
}

export interface RescoreRequest extends ChangeRequest {
  readonly scorecard: Scorecard;
  readonly hasher: Hasher;
  readonly kernels?: KernelRunner | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * The same between a stored run (default: `to` itself) and what another scorecard makes of the facts of `to`: a run over
 * everyone that is not stored. Throws as `changeOfSubject` and `makeRun` do.
 */
export async function changeByScorecard(
  store: GraphStore,
  subjectId: string,
  { purpose, network = 'served', scorecard, ...rest }: RescoreRequest,
): Promise<SubjectChange> {
  const { from: chosenFrom, to: chosenTo, ...tools } = rest;
  const stored = await laterRun(store, purpose, chosenTo);
  const from = chosenFrom === undefined ? stored : await earlierRun(store, stored, chosenFrom);
  const beforeRow = await requireRow(store, from, subjectId);
  const made = await makeRun(store, { ...requestOf(stored), ...tools, scorecard });
  const row = made.scores.ids.indexOf(subjectId);
  if (row === -1) throw unknownTo(made.run, subjectId);
  const scorecardOf = scorecardReader();
  const entries = [
    { run: from, row: beforeRow },
    { run: made.run, row: scoreRow(made.scores, row) },
  ];
  const history = () => store.history(subjectId);
  const [before, after] = await tellableEntries(entries, { history, scorecardOf });
  const change = changeBetween(
    { row: before!.row, scorecard: scorecardOf(from) },
    { row: after!.row, scorecard },
    { network, isSameFacts: areFactsSame(from, stored) },
  );
  return { from, to: made.run, change };
}

function areFactsSame({ cut: one }: RunRecord, { cut: other }: RunRecord): boolean {
  return one.asOf === other.asOf && one.batch === other.batch;
}

async function laterRun(store: RunReads, purpose: string, to: RunChoice | undefined): Promise<RunRecord> {
  if (to !== undefined) return findRun(store, purpose, to);
  const latest = await store.latestRun(purpose);
  if (latest !== undefined) return latest;
  throw new NotFoundError(
    `there are no scores for the purpose ${purpose} yet; make a run first: credence score`,
  );
}

/** By an instant, one on the basis of the later. */
function earlierRun(store: RunReads, to: RunRecord, from: RunChoice): Promise<RunRecord> {
  return findRun(store, to.purpose, 'id' in from ? from : { basis: to.basis, ...from });
}

function runBefore(held: readonly HistoryEntry[], subjectId: string, to: RunRecord): RunRecord {
  const known = held.flatMap(({ run }) => (run.purpose === to.purpose ? run : []));
  if (known.length === 0) throw unknownToAll(to.purpose, subjectId);
  const before = known.findLast(
    ({ id, basis, cut }) => id !== to.id && basis === to.basis && cut.asOf <= to.cut.asOf,
  );
  if (before !== undefined) return before;
  throw new NotFoundError(
    `no run on the basis of ${to.basis} before that as of ${formatInstant(to.cut.asOf)} knows the subject: there is nothing to compare it with; make ` +
      'one as of an earlier instant: credence score --as-of',
  );
}

async function requireRow(store: RunReads, run: RunRecord, subjectId: string): Promise<ScoreRow> {
  const row = await store.readScore(run, subjectId);
  if (row === undefined) throw unknownTo(run, subjectId);
  return row;
}

function unknownTo(run: RunRecord, subjectId: string): NotFoundError {
  return new NotFoundError(
    `the run ${run.id} as of ${formatInstant(run.cut.asOf)} knows no subject ${subjectId}; check the id, or name a run that does`,
  );
}
