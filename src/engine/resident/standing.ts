import { InvariantError } from '../../domain/errors.ts';
import { monthIndex, utcDay } from '../../domain/time.ts';
import { Journal } from '../../graph/local/journal.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { NO_CURRENCY } from '../columns/money.ts';
import type { Cut } from '../cut.ts';
import type { FactTables } from '../fact-tables.ts';
import type { GraphStore, RunRecord, Touched } from '../ports.ts';
import { enter, makeRun, type RunRequest } from '../run.ts';
import { requestOf, rulesOf, type SettledRequest } from '../run-request.ts';
import { AGEING, bitsOf, EVERY_FACTOR } from './factor-reads.ts';
import { otherRows, pickRows, putOver } from './emission.ts';
import { identifiersOf, identifierStep } from './own-step.ts';
import { MarkedSubjects } from './marked-subjects.ts';
import { rebuild } from './rebuild.ts';
import { replaceRows } from './replace-rows.ts';
import { makeState, type ResidentState } from './resident-state.ts';
import { everybody } from './step.ts';
import { touchedRun, type NearEdge } from './touched-run.ts';
import { takeUpSubjects, updateState, type Update, type Updated } from './update-state.ts';

/** Where a resident stands, and all that is held in memory of it. */
export interface Standing {
  readonly run: RunRecord;
  readonly state: ResidentState;
}

/**
 * Why everybody was scored: the calendar month is another, what is new can have changed anybody, or touches a good part of
 * all, somebody went out of sight whose row would stay, or there is money in a currency where none was known.
 */
export type FullReason = 'other_month' | 'anybody' | 'many' | 'gone' | 'currency';

export interface TouchedResult {
  readonly run: RunRecord;
  /** Rows that changed or are new, in code point order; of a full run all. */
  readonly changed: ScoreTable;
  /** Subjects whose facts are seen differently; of a full run all. */
  readonly touched: number;
  /** Readings that a full run may find in another bin. */
  readonly nearEdges: readonly NearEdge[];
  /** Of a full run alone. */
  readonly whyFull?: FullReason;
}

type Watching = Pick<RunRequest, 'hasher' | 'clock' | 'kernels' | 'onProgress' | 'signal'>;

/** Where a full run stands. */
export async function standAt(store: GraphStore, request: RunRequest): Promise<Standing> {
  let tables: FactTables | undefined;
  const onTables = (read: FactTables): void => {
    tables = { ...read };
  };
  const { run, scores, projection } = await makeRun(store, { ...request, onTables });
  return { run, state: await makeState({ tables: tables!, projection, scores }, request) };
}

/** Everybody's rows in code point order. */
export function scoresOf({ state: { tables, scores, columns } }: Standing): ScoreTable {
  const subjects = everybody({ columns });
  return scores.pick(tables.inOrder(subjects));
}

interface Reached {
  readonly result: TouchedResult;
  readonly standing: Standing;
  /** Takes everything back. */
  readonly rollBack: () => void;
}

/** Goes to a later cut: by what has changed, or, where that does not do, by a full run. */
export async function stepTo(
  store: GraphStore,
  standing: Standing,
  request: Watching & { readonly to: Cut },
): Promise<Reached> {
  const { to } = request;
  const { cut, purpose } = standing.run;
  const full = (whyFull: FullReason) => fullStep(store, standing, { ...request, whyFull });
  if (monthIndex(to.asOf) !== monthIndex(cut.asOf)) return full('other_month');
  enter({ stage: 'find whom new facts touch', done: 0 }, request);
  const touched = await store.touched(cut, to);
  if (touched.everybody) return full('anybody');
  if (isMost(touched, standing)) return full('many');
  enter({ stage: 'read the facts around them', done: 0, total: touched.subjects.length }, request);
  const around = await store.project(to, { purpose, around: touched });
  if (isGone(touched, around, standing)) return full('gone');
  if (isNewCurrency(around, standing)) return full('currency');
  return touchedStep(standing, { touched, around }, request);
}

/** Below so many touched nobody asks for how large a share they are. */
const FEW = 1000;
/** From these shares of all on a full run is no slower, by judgement; of sharers no more is read than sightings. */
const MOST = { subjects: 0.1, sharers: 0.5 } as const;

function isMost(touched: Touched, { state: { tables } }: Standing): boolean {
  return (['subjects', 'sharers'] as const).some(
    (name) => touched[name].length > Math.max(FEW, MOST[name] * tables.subjects),
  );
}

function isGone({ subjects }: Touched, around: FactTables, { state }: Standing): boolean {
  const seen = new Set(around.subjects.id);
  return subjects.some((id) => !seen.has(id) && state.tables.find(id) !== undefined);
}

function isNewCurrency({ spend, income, turnover, obligations }: FactTables, { run }: Standing): boolean {
  if (run.reportingCurrency !== NO_CURRENCY) return false;
  return [spend, income, turnover, obligations].some(({ currency }) =>
    currency.some((name) => name !== NO_CURRENCY),
  );
}

async function fullStep(
  store: GraphStore,
  { run }: Standing,
  { to, whyFull, ...watching }: Watching & { readonly to: Cut; readonly whyFull: FullReason },
): Promise<Reached> {
  const standing = await standAt(store, { ...rulesOf(run), ...to, ...watching });
  const changed = scoresOf(standing);
  const result = { run: standing.run, changed, touched: changed.ids.length, nearEdges: [], whyFull };
  return { result, standing, rollBack: () => undefined };
}

interface NewFacts {
  readonly touched: Touched;
  readonly around: FactTables;
}

async function touchedStep(
  standing: Standing,
  { touched, around }: NewFacts,
  { to, ...watching }: Watching & { readonly to: Cut },
): Promise<Reached> {
  const journal = new Journal();
  const { state, run } = standing;
  const rollBack = (): void => {
    state.scores.forget();
    journal.rollBack();
  };
  try {
    const request = { ...requestOf(run), ...watching, ...to };
    const identifiers = identifiersOf({ touched, around }, request);
    const changed = replaceRows(state.tables, { around, touched }, journal);
    enter({ stage: 'make anew what they change', done: 0, total: touched.subjects.length }, request);
    const isSameDay = utcDay(to.asOf) === utcDay(run.cut.asOf);
    const update = { changed, from: run.cut.asOf, asOf: to.asOf, identifiers };
    const next = await (isSameDay ? withinDay : acrossDays)(state, update, { request, journal });
    return { ...finish(standing, next, { touched, request }), rollBack };
  } catch (error) {
    rollBack();
    throw error;
  }
}

interface Next {
  readonly state: ResidentState;
  /** By index in the state. */
  readonly others: readonly number[];
  readonly nearEdges: readonly NearEdge[];
}
interface Making {
  readonly request: SettledRequest & Cut;
  readonly journal: Journal;
}

async function withinDay(state: ResidentState, update: Update, making: Making): Promise<Next> {
  const known = state.columns.count;
  const updated = await updateState(state, update, making);
  countAnew(updated, { known, journal: making.journal });
  const { columns, scores, tables, nearEdges: near, laterToday } = updated.state;
  const others = [...updated.others.keys()];
  const swept = { columns, scores, asOf: update.asOf, scorecard: making.request.scorecard };
  const moved = columns.takeMoved();
  for (const subject of others) moved.add(subject, EVERY_FACTOR);
  near.update(swept, { moved, rows: others }, making.journal);
  laterToday.update(swept, moved.subjects(bitsOf(AGEING)), making.journal);
  return { state: updated.state, others, nearEdges: near.list((subject) => tables.idOf(subject)) };
}

/** Takes the rows that stood, those of the `known` first subjects, out of the population, and those that stand in. */
function countAnew(
  { state: { population, scores }, stood, others }: Updated,
  { known, journal }: { readonly known: number; readonly journal: Journal },
): void {
  const left = [...others].filter(([subject]) => subject < known).map(([, at]) => at);
  const come = [...others.keys()];
  const count = (by: 1 | -1): void => {
    population.count(stood, left, by === 1 ? -1 : 1);
    population.count(scores.table, come, by);
  };
  count(1);
  journal.note(() => {
    count(-1);
  });
}

/** Every weight and every age is another day's: all is made anew from the tables that are held. */
async function acrossDays(state: ResidentState, update: Update, { request, journal }: Making): Promise<Next> {
  const { tables, columns, scores } = state;
  const known = everybody({ columns });
  const before = scores.pick(tables.inOrder(known));
  takeUpSubjects(state, journal);
  identifierStep(
    { tables, columns, journal, toMeasure: new MarkedSubjects(columns.count) },
    update.identifiers,
  );
  const made = await rebuild(state, request, request);
  const others = otherRows(before, made.scores);
  const standing = putOver(before, pickRows(made.scores, others), made.scores.ids);
  return { state: await makeState({ ...made, standing }, request), others, nearEdges: [] };
}

/** The run that is made of where it leads. */
function finish(
  { run: base }: Standing,
  { state, others, nearEdges: near }: Next,
  { touched, request }: { readonly touched: Touched; readonly request: RunRequest & Cut },
): Omit<Reached, 'rollBack'> {
  const { population, scores, columns } = state;
  if (!population.agreesWith(scores.table, columns.count))
    throw new InvariantError('the population that a touched run was to tell is not that of its scores');
  const changed = scores.pick(state.tables.inOrder(others));
  const { asOf, batch, hasher, clock } = request;
  const run = touchedRun(
    {
      ...{ base, cut: { asOf, batch }, changed, touched: touched.subjects.length, nearEdges: near },
      counts: { subjects: columns.count, scored: population.scored },
      population: population.population(),
    },
    { hasher, finishedAt: clock.now() },
  );
  return {
    result: { run, changed, touched: touched.subjects.length, nearEdges: near },
    standing: { run, state },
  };
}
