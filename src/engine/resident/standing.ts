import { NotFoundError } from '../../domain/errors.ts';
import { monthIndex } from '../../domain/time.ts';
import { Journal } from '../../graph/local/journal.ts';
import { populationOf } from '../../scoring/population.ts';
import { scoreRow, type ScoreRow, type ScoreTable } from '../../scoring/score-table.ts';
import { identifierColumns } from '../columns/identifiers.ts';
import { makeContext } from '../columns/context.ts';
import { makeExchange, NO_CURRENCY } from '../columns/money.ts';
import type { Cut } from '../cut.ts';
import type { FactTables } from '../fact-tables.ts';
import { kernelsHere } from '../kernels.ts';
import type { GraphStore, RunRecord, Touched } from '../ports.ts';
import { enter, makeRun, type RunRequest } from '../run.ts';
import { requestOf } from '../run-request.ts';
import { otherRows, pickRows, putOver } from './emission.ts';
import { suppose, type Hypothesis } from './hypothesis.ts';
import { rebuild, type HeldIdentifiers } from './rebuild.ts';
import { replaceRows } from './replace-rows.ts';
import { ResidentTables } from './resident-tables.ts';
import { touchedRun, type NearEdge } from './touched-run.ts';

/** All that is held of where a resident stands. */
export interface Standing {
  readonly run: RunRecord;
  readonly scores: ScoreTable;
  readonly tables: ResidentTables;
  readonly identifiers: HeldIdentifiers;
}

export interface TouchedResult {
  readonly run: RunRecord;
  /** Rows that changed or are new, in code point order; of a full run all. */
  readonly changed: ScoreTable;
  /** Subjects whose facts are seen differently; of a full run all. */
  readonly touched: number;
  /** Readings that a full run may find in another bin. */
  readonly nearEdges: readonly NearEdge[];
}

type Watching = Pick<RunRequest, 'hasher' | 'clock' | 'kernels' | 'onProgress' | 'signal'>;

/** Where a full run stands. */
export async function standAt(store: GraphStore, request: RunRequest): Promise<Standing> {
  let tables: FactTables | undefined;
  const { run, scores, projection } = await makeRun(store, {
    ...request,
    onTables: (read) => {
      tables = { ...read };
    },
  });
  const { identifiersSeen, identifiersShared, identifierSharing } = projection.columns;
  const identifiers = { identifiersSeen, identifiersShared, identifierSharing };
  return { run, scores, tables: new ResidentTables(tables!), identifiers };
}

interface Step {
  readonly result: TouchedResult;
  /** Takes everything back. */
  readonly rollBack: () => void;
  /** Where it leads; nothing can be taken back from then on. */
  readonly standing: () => Standing;
}

/** Goes to a later cut: by what has changed, or, where that does not do, by a full run. */
export async function stepTo(
  store: GraphStore,
  standing: Standing,
  request: Watching & { readonly to: Cut },
): Promise<Step> {
  const { to } = request;
  const { cut, purpose } = standing.run;
  if (monthIndex(to.asOf) !== monthIndex(cut.asOf)) return fullStep(store, standing, request);
  enter({ stage: 'find whom new facts touch', done: 0 }, request);
  const touched = await store.touched(cut, to);
  if (touched.everybody || isMost(touched, standing)) return fullStep(store, standing, request);
  enter({ stage: 'read the facts around them', done: 0, total: touched.subjects.length }, request);
  const around = await store.project(to, { purpose, around: touched });
  if (isOutOfHand(touched, around, standing)) return fullStep(store, standing, request);
  return touchedStep(standing, { touched, around }, request);
}

/** Below so many touched nobody asks for how large a share they are. */
const FEW = 1000;
/** From this share of all on a full run is no slower; by judgement. */
const MOST = 0.1;

function isMost({ subjects, sharers }: Touched, { scores }: Standing): boolean {
  return Math.max(subjects.length, sharers.length) > Math.max(FEW, MOST * scores.ids.length);
}

/** Somebody went out of sight, whose row would stay, or there is money where there was none. */
function isOutOfHand({ subjects }: Touched, around: FactTables, { run, tables }: Standing): boolean {
  const seen = new Set(around.subjects.id);
  const isGone = subjects.some((id) => !seen.has(id) && tables.find(id) !== undefined);
  const { spend, income, turnover, obligations } = around;
  const hasMoney = [spend, income, turnover, obligations].some(({ currency }) => currency.length > 0);
  return isGone || (run.reportingCurrency === NO_CURRENCY && hasMoney);
}

async function fullStep(
  store: GraphStore,
  { run }: Standing,
  { to, ...watching }: Watching & { readonly to: Cut },
): Promise<Step> {
  const { reportingCurrency, ...asked } = requestOf(run);
  const currency = reportingCurrency === NO_CURRENCY ? undefined : reportingCurrency;
  const reached = await standAt(store, { ...asked, ...to, reportingCurrency: currency, ...watching });
  const { scores } = reached;
  const result = { run: reached.run, changed: scores, touched: scores.ids.length, nearEdges: [] };
  return { result, rollBack: () => undefined, standing: () => reached };
}

interface NewFacts {
  readonly touched: Touched;
  readonly around: FactTables;
}

async function touchedStep(
  standing: Standing,
  { touched, around }: NewFacts,
  { to, ...watching }: Watching & { readonly to: Cut },
): Promise<Step> {
  const journal = new Journal();
  const rollBack = (): void => {
    journal.rollBack();
  };
  try {
    const { tables } = standing;
    const request = { ...requestOf(standing.run), ...watching };
    replaceRows(tables, { around, touched: touched.subjects }, journal);
    const identifiers = identifiersWith(standing, { touched, around }, request);
    const { made } = await rebuild({ tables, identifiers }, to, request);
    const rows = otherRows(standing.scores, made.scores);
    const changed = pickRows(made.scores, rows);
    const scores = putOver(standing.scores, changed, made.scores.ids);
    const run = touchedRun(
      {
        ...{ base: standing.run, cut: to, changed, counts: made.run, nearEdges: [] },
        ...{
          population: populationOf(scores, request.scorecard),
          touched: touched.subjects.length,
        },
      },
      { hasher: request.hasher, finishedAt: request.clock.now() },
    );
    const result = { run, changed, touched: touched.subjects.length, nearEdges: [] };
    return { result, rollBack, standing: () => ({ run, scores, tables, identifiers }) };
  } catch (error) {
    rollBack();
    throw error;
  }
}

/** What identifiers say once those of the sharers are read anew. */
function identifiersWith(
  { tables, identifiers }: Standing,
  { touched, around }: NewFacts,
  { reportingCurrency, kernels = kernelsHere }: RunRequest,
): HeldIdentifiers {
  const exchange = makeExchange(around, reportingCurrency);
  const context = makeContext({ asOf: 0, subjects: around.subjects.id.length, exchange, kernels });
  const read = identifierColumns(around, context);
  const places = new Map(around.subjects.id.map((id, place) => [id, place]));
  const grown = (name: keyof HeldIdentifiers): Float64Array => {
    const column = new Float64Array(tables.subjects);
    column.set(identifiers[name].subarray(0, tables.subjects));
    for (const id of touched.sharers) {
      const [place, subject] = [places.get(id), tables.find(id)];
      if (place !== undefined && subject !== undefined) column[subject] = read[name][place]!;
    }
    return column;
  };
  return {
    identifiersSeen: grown('identifiersSeen'),
    identifiersShared: grown('identifiersShared'),
    identifierSharing: grown('identifierSharing'),
  };
}

/** The subject's row as it stands, and as it would be. */
export async function supposeOn(
  standing: Standing,
  { subjectId, changes }: { readonly subjectId: string; readonly changes: readonly Hypothesis[] },
): Promise<{ readonly before: ScoreRow; readonly after: ScoreRow }> {
  const { run, scores, tables } = standing;
  const subject = tables.find(subjectId);
  if (subject === undefined) throw new NotFoundError('no such subject in the latest run');
  const journal = new Journal();
  try {
    suppose(tables, changes, { subject, at: run.cut.asOf - 1, journal });
    const { made } = await rebuild(standing, run.cut, { ...requestOf(run), hasher: NO_HASHER });
    const [before, after] = [scores, made.scores].map((table) =>
      scoreRow(table, table.ids.indexOf(subjectId)),
    );
    return { before: before!, after: after! };
  } finally {
    journal.rollBack();
  }
}

/** What is only supposed gets no id. */
const NO_HASHER = { sha256: () => '' };
