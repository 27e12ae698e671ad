import type { Journal } from '../../graph/local/journal.ts';
import type { Instant } from '../../domain/time.ts';
import { kernelsHere } from '../kernels.ts';
import type { SettledRequest } from '../run-request.ts';
import type { Changed } from './changed.ts';
import { dealingStep, ratingStep } from './dealing-step.ts';
import { bitsOf, OF_OTHERS } from './factor-reads.ts';
import type { Settled } from './held-scores.ts';
import { MarkedSubjects } from './marked-subjects.ts';
import { networkStep } from './network-step.ts';
import { identifierStep, ownStep, type ReadIdentifiers } from './own-step.ts';
import { patchRows } from './patch-rows.ts';
import type { ResidentState } from './resident-state.ts';
import { scoreOwn, takeOwn } from './score-step.ts';
import type { Step } from './step.ts';
import { sweep, type Swept } from './sweep.ts';
import { regardOf, tieStep, type Regard } from './tie-step.ts';

/** What has become of the tables, and when that is seen. */
export interface Update {
  readonly changed: Changed;
  readonly asOf: Instant;
  /** The instant as of which the state stands; the same UTC day as `asOf`. */
  readonly from: Instant;
  readonly identifiers: ReadIdentifiers;
}

export interface Updated extends Settled {
  readonly state: ResidentState;
}

/** Of so many it is sooner found who reads otherwise than all of each is measured. */
const MANY = 50;

/** Makes anew what the tables can have changed, in place; a journal that is rolled back undoes all of it. */
export async function updateState(
  state: ResidentState,
  { changed, asOf, from, identifiers }: Update,
  { request, journal }: { readonly request: SettledRequest; readonly journal: Journal },
): Promise<Updated> {
  const { tables, columns, rows, scores } = state;
  const known = columns.count;
  columns.takeMoved();
  for (const subject of state.laterToday.fallingDue(tables, { from, to: asOf }))
    changed.subjects.add(subject);
  takeUpSubjects(state, journal);
  const { kernels = kernelsHere, reportingCurrency, scorecard, basis } = request;
  const step: Step = {
    ...{ tables, columns, rows, changed, known, asOf, reportingCurrency, kernels, journal },
    ...{ toMeasure: new MarkedSubjects(tables.subjects), toCheck: new MarkedSubjects(tables.subjects) },
  };
  const before = new Map<number, Regard>();
  for (const subject of changed.everybody()) before.set(subject, regardOf(step, subject));
  await patchRows(step);
  await ownStep(step);
  identifierStep(step, identifiers);
  ratingStep(step, state.kernels);
  const totals = tieStep(step, before, state);
  const ranks = dealingStep(step, state.kernels, state.ranks);
  const swept = { columns, asOf, scorecard, scores };
  const found = [asOf === from ? [] : state.laterToday.aged(swept), checked(step, swept)];
  for (const subjects of found) for (const subject of subjects) step.toMeasure.add(subject);
  const measured = step.toMeasure.subjects();
  const scoring = { scorecard, basis, scores };
  scoreOwn(step, scoring, measured);
  if (state.solvers === undefined) takeOwn(step, { scorecard, table: scores.pick(measured) }, measured);
  else networkStep(step, { ...scoring, solvers: state.solvers }, measured);
  const settled = scores.settle(journal, (subject) => subject >= known);
  return { state: { ...state, ranks, totals }, ...settled };
}

/** Who of those to be checked is to be measured: of what is only supposed nobody reads others' rows, but for their points. */
function checked({ toCheck, journal }: Step, swept: Swept): readonly number[] {
  if (toCheck.count <= MANY) return toCheck.subjects();
  const isValueIgnored = journal.isPassing;
  return OF_OTHERS.flatMap((id) =>
    sweep(swept, { factorIds: [id], subjects: toCheck.subjects(bitsOf([id])), isValueIgnored }),
  );
}

/** Makes room for subjects that the tables have and the columns have not. */
export function takeUpSubjects(
  { tables, columns, scores }: Pick<ResidentState, 'tables' | 'columns' | 'scores'>,
  journal: Journal,
): void {
  const ids: string[] = [];
  for (let subject = columns.count; subject < tables.subjects; subject++) ids.push(tables.idOf(subject));
  if (ids.length === 0) return;
  columns.addTo(tables.subjects, journal);
  scores.add(ids, journal);
}
