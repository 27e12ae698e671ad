import { allocatePayments, type ServedDues } from '../domain/allocation.ts';
import { InvariantError } from '../domain/errors.ts';
import { compareCodePoints } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import type { Projection, SubjectColumn, SubjectColumns } from '../graph/projection.ts';
import { attributeColumns, protectedAttributes } from './columns/attributes.ts';
import { toldBalances } from './columns/balances.ts';
import { budgetColumns, conductColumns } from './columns/conduct.ts';
import { makeContext, type ColumnContext } from './columns/context.ts';
import { obligationColumns } from './columns/credit.ts';
import { followThroughColumn, promiseColumns } from './columns/dealings.ts';
import { debtColumns, debtsOf } from './columns/debts.ts';
import { dueColumns, type DueColumns } from './columns/dues.ts';
import { badnessOf } from './columns/exposure.ts';
import { guaranteeColumns } from './columns/guarantees.ts';
import { identifierColumns } from './columns/identifiers.ts';
import { makeExchange } from './columns/money.ts';
import { profileColumns } from './columns/profile.ts';
import { ratingColumns, ratingCounts } from './columns/ratings.ts';
import { recordColumn } from './columns/record.ts';
import { standingColumns } from './columns/standing.ts';
import { acquaintances, tieColumns } from './columns/ties.ts';
import type { FactTableName, FactTables } from './fact-tables.ts';
import { growTable, takeTable } from './growing-table.ts';
import { kernelsHere, type KernelRunner } from './kernels.ts';

/** What decides a projection, besides the facts. */
export interface ProjectionOptions {
  /** ISO 4217; needed where the facts are in several currencies. */
  readonly reportingCurrency?: string | undefined;
  /** Default: the calling thread. */
  readonly kernels?: KernelRunner | undefined;
}

/**
 * Makes the numeric view of a cut's facts: all ratios, currencies, medians and whole-graph kernels. Depends on the
 * tables' rows and not on their order, so every store that reads the same facts leads to the same bytes.
 *
 * Takes the tables: each is empty afterwards, from when all is made of it.
 */
export async function buildProjection(
  tables: FactTables,
  asOf: Instant,
  { reportingCurrency, kernels = kernelsHere }: ProjectionOptions = {},
): Promise<Projection> {
  assertOrdered(tables.subjects.id);
  const exchange = makeExchange(tables, reportingCurrency);
  const context = makeContext({ asOf, subjects: tables.subjects.id.length, exchange, kernels });
  const identifiers = () => {
    const columns = identifierColumns(tables, context);
    empty(tables, 'sightings');
    return columns;
  };
  return buildColumns(tables, { identifiers, context });
}

export type IdentifierColumns = ReturnType<typeof identifierColumns>;

/** What identifiers say, and what everything else is made in view of. */
interface Building {
  readonly identifiers: () => IdentifierColumns;
  readonly context: ColumnContext;
}

/**
 * The same, for whoever says what identifiers say. The kernels that need no other column come first: they run on threads of
 * their own while this one is busy with dues.
 */
export async function buildColumns(
  tables: FactTables,
  { identifiers, context }: Building,
): Promise<Projection> {
  const { subjects } = tables;
  const [ratings, dealings, { own, ties, marks }] = await Promise.all([
    ratingColumns(tables, context),
    dealingColumns(tables, context),
    ownAndTies(tables, { identifiers, context }),
  ]);
  empty(tables, 'rated', 'dealt', 'subjects');
  return {
    asOf: context.asOf,
    ids: subjects.id,
    kinds: Uint8Array.from(subjects.kind),
    columns: {
      registeredAt: subjects.registered_at,
      ...{ ...own, ...ratings, ...ties, ...dealings },
      influence: context.unknown(),
      companions: context.zeros(),
    },
    ...marks,
    reportingCurrency: context.exchange.reportingCurrency,
  };
}

/** What payments and promises between subjects say of either side. */
async function dealingColumns(tables: FactTables, context: ColumnContext) {
  const followed = await followThroughColumn(tables, context);
  return { ...followed, ...(await standingColumns(tables, followed.followThrough, context)) };
}

/** What a subject's own rows say, and then, since ties count by whom they lead to, what its ties do. */
async function ownAndTies(tables: FactTables, { identifiers, context }: Building) {
  const known = acquaintances(tables, context);
  // While nothing else has been made that takes room.
  const shared = identifiers();
  const [rows, { columns, badness, marks }] = await Promise.all([known, ownColumns(tables, context)]);
  const ties = await tieColumns(tables, { badness, ...columns, rows }, context);
  empty(tables, 'knows', 'seeds');
  return { own: { ...columns, ...shared }, ties, marks };
}

type IdentifierColumn = keyof IdentifierColumns;
/** Made by kernels, or of what others' rows say. */
type NetworkColumn =
  | keyof Awaited<ReturnType<typeof ratingColumns>>
  | keyof Awaited<ReturnType<typeof tieColumns>>
  | keyof Awaited<ReturnType<typeof dealingColumns>>
  | 'influence'
  | 'companions';
type OwnColumn = Exclude<SubjectColumn, NetworkColumn | IdentifierColumn | 'registeredAt'>;
type Marks = Pick<Projection, 'attributes' | 'protectedAttributes' | 'restricted' | 'consented'>;

export interface OwnColumns {
  readonly columns: Pick<SubjectColumns, OwnColumn>;
  readonly badness: Float64Array;
  readonly marks: Marks;
}

/**
 * What follows from the rows that name a subject: right for whoever has all its rows in the tables, whatever they hold of
 * others. Of guarantees that is so where the tables hold everybody up to five of them away.
 */
export async function ownColumns(tables: FactTables, context: ColumnContext): Promise<OwnColumns> {
  const badness = badnessOf(tables, context);
  const served = serve(tables);
  const awaited = Promise.all([
    recordColumn({ ...tables, served }, context),
    obligedColumns(tables, served, context),
  ]);
  const conduct = conductOf(tables, context);
  const [record, { obliged, guarantees }] = await awaited;
  empty(tables, 'obligations', 'balances', 'inquiries', 'guarantees');
  const columns = { ...record, ...obliged, ...guarantees, ...conduct, ...ratingCounts(tables, context) };
  const marks = {
    attributes: attributeColumns(tables, context),
    protectedAttributes: protectedAttributes(tables),
    restricted: mark(tables.restrictions.subject, context.subjects),
    consented: mark(tables.consents.subject, context.subjects),
  };
  empty(tables, 'attributes', 'restrictions', 'consents');
  return { columns, badness, marks };
}

interface ObligedColumns {
  readonly obliged: DueColumns & ReturnType<typeof obligationColumns> & ReturnType<typeof debtColumns>;
  readonly guarantees: Awaited<ReturnType<typeof guaranteeColumns>>;
}

/** What is made of obligations and of all that belongs to them; the longest tables first. */
export async function obligedColumns(
  tables: FactTables,
  served: ServedDues,
  context: ColumnContext,
): Promise<ObligedColumns> {
  const dues = dueColumns(tables, served, context);
  const told = toldBalances(tables);
  const debts = debtsOf(tables.obligations, { served, told }, context);
  empty(tables, 'dues', 'payments');
  const guarantees = await guaranteeColumns(tables, { debts, dues }, context);
  const obliged = {
    ...dues,
    ...obligationColumns(tables, told, context),
    ...debtColumns(tables, debts, context),
  };
  return { obliged, guarantees };
}

/** The dues of the tables, and when each was paid. */
export function serve({ dues, payments, obligations }: FactTables): ServedDues {
  return allocatePayments(dues, payments, obligations.settled_at);
}

/** What is made of the rest of a subject's own rows. */
function conductOf(tables: FactTables, context: ColumnContext) {
  const budget = budgetColumns(tables, tables.subjects.registered_at, context);
  empty(tables, 'spend', 'income', 'turnover');
  const conduct = conductColumns(tables, context);
  empty(tables, 'activity', 'purchases_by_category');
  const promises = promiseColumns(tables, context);
  const profile = profileColumns(tables, context);
  empty(tables, 'profiles');
  return { ...budget, ...conduct, ...promises, ...profile };
}

/** Together the tables are half of the memory of a run, and its kernels need the rest. */
function empty(tables: FactTables, ...names: readonly FactTableName[]): void {
  for (const name of names) Object.assign(tables, { [name]: takeTable(growTable(name, 0)) });
}

function mark(subjects: Uint32Array, count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const subject of subjects) marks[subject] = 1;
  return marks;
}

function assertOrdered(ids: readonly string[]): void {
  for (let row = 1; row < ids.length; row++) {
    if (compareCodePoints(ids[row - 1]!, ids[row]!) >= 0) {
      throw new InvariantError(`a store gave subjects out of code point order at row ${row}`);
    }
  }
}
