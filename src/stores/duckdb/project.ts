import { HALF_BELIEVED } from '../../domain/belief.ts';
import { FAULT_RULES, MATURITY_DAYS, RECORD_MONTHS } from '../../domain/dealings.ts';
import type { FactKind } from '../../domain/facts.ts';
import { monthIndex, monthsWindow } from '../../domain/time.ts';
import {
  FACT_TABLES,
  FACT_TABLE_NAMES,
  type FactTable,
  type FactTableName,
  type FactTables,
  type RelationTables,
} from '../../engine/fact-tables.ts';
import { growTable, takeTable, type GrowingColumn } from '../../engine/growing-table.ts';
import type { Cut, ProjectRequest } from '../../engine/ports.ts';
import { kindsBehind, OF_DEALINGS, OF_DEBTS } from '../../engine/tables-of-kinds.ts';
import { restrictTo } from './around.ts';
import { castFor, columnAppender, type ColumnKind } from './column-buffers.ts';
import { factSql } from './fact-sql.ts';
import {
  batchParameter,
  instantParameter,
  integerParameter,
  textParameter,
  textsParameter,
  type Parameters,
  type Session,
} from './session.ts';
import { fill, statement } from './statements.ts';

/** Outcomes are left out: no run may read them. */
const KINDS_READ = [
  'users', 'merchants', 'groups', 'consents', 'profiles', 'memberships', 'ties', 'ratings', 'transactions',
  'obligations', 'balances', 'dues', 'payments', 'inquiries', 'guarantees', 'sightings', 'attributes', 'flags',
  'rates', 'sources',
] as const satisfies readonly FactKind[]; // prettier-ignore

/** Read whatever is asked for. */
const ALWAYS_READ: readonly string[] = ['subjects', 'rates'] satisfies FactTableName[];

/** Their rows come by their own index, which the statement gives as `position`. */
const ORDERED: readonly string[] = ['subjects', 'obligations'] satisfies FactTableName[];

/** They hold rows as facts have them, which are counted in a fraction of the time that making them whole would take. */
const COUNTED: readonly string[] = ['subjects', 'obligations', 'dues', 'payments'] satisfies FactTableName[];

/**
 * Shares of the memory of a database that suffice to make a table of a row for each subject, and to hand one over. By
 * measurement.
 */
const [TO_MAKE_ROWS, TO_HAND_OVER] = [1 / 2, 1 / 4];

interface ProjectOptions extends ProjectRequest {
  /**
   * Called once the database has done what it needs the most memory for, with the share of it that the rest can do with.
   * Default: nothing is done then.
   */
  readonly needLess?: ((share: number) => Promise<void>) | undefined;
}

/**
 * Reads every fact table of a cut, from one snapshot. The session must be fresh: what is prepared on the way
 * lives in temporary tables, which the end of the transaction drops.
 */
export async function project(
  session: Session,
  cut: Cut,
  { purpose, around, needLess }: ProjectOptions,
): Promise<FactTables> {
  const parameters = parametersOf(cut, purpose);
  const tables = new Set(around?.tables ?? FACT_TABLE_NAMES);
  const kinds = kindsBehind(tables);
  return seeingKinds(session, kinds, async () => {
    if (around !== undefined) await restrictTo(session, around, kinds);
    return readTables(session, { parameters, needLess, tables, isFew: around !== undefined });
  });
}

/** The same, for the tables that say who is tied to whom. */
export async function projectRelations(session: Session, cut: Cut): Promise<RelationTables> {
  // No consent is read, so the purpose does not matter.
  const parameters = parametersOf(cut, '');
  return seeingKinds(session, kindsBehind(['knows', 'member_of']), async () => {
    for (const name of ['source-reliability', 'subject-index'])
      await session.run(`project ${name}`, statement(`projection/${name}`), parameters);
    return {
      subjects: await readTable(session, 'subjects', { parameters }),
      knows: await readTable(session, 'knows', { parameters }),
      member_of: await readTable(session, 'member_of', { parameters }),
    };
  });
}

/** From one snapshot, with what the cut sees of these kinds at hand. */
async function seeingKinds<T>(
  session: Session,
  kinds: ReadonlySet<FactKind>,
  read: () => Promise<T>,
): Promise<T> {
  return session.snapshot('project', async () => {
    for (const kind of KINDS_READ.filter((known) => kinds.has(known)))
      await session.run(`project ${kind}`, fill(statement('schema/visible'), factSql(kind).fragments));
    return read();
  });
}

function parametersOf({ asOf, batch }: Cut, purpose: string): Parameters {
  return {
    as_of: instantParameter(asOf),
    batch: batchParameter(batch),
    purpose: textParameter(purpose),
    month: integerParameter(monthIndex(asOf)),
    maturity_days: integerParameter(MATURITY_DAYS),
    half_believed: integerParameter(HALF_BELIEVED),
    record_months: integerParameter(RECORD_MONTHS),
    start_of_6_months: instantParameter(monthsWindow(asOf, 6).start),
    statuses: textsParameter(FAULT_RULES.map(({ status }) => status)),
    status_by: textsParameter(FAULT_RULES.map(({ statusBy }) => statusBy)),
    at_fault: textsParameter(FAULT_RULES.map(({ atFault }) => atFault)),
  };
}

/**
 * What the database needs the most room for comes first, while few tables are held, and the longest tables, which it
 * hands over as they are, last.
 */
async function readTables(
  session: Session,
  { needLess, tables, ...reading }: Reading & Wanted & Pick<ProjectOptions, 'needLess'>,
): Promise<FactTables> {
  const { parameters } = reading;
  const read = <N extends FactTableName>(name: N) =>
    tables.has(name) || ALWAYS_READ.includes(name)
      ? readTable(session, name, reading)
      : Promise.resolve(takeTable(growTable(name, 0)));
  const prepare = async (name: string, made: readonly FactTableName[] = []) => {
    if (made.length === 0 || made.some((table) => tables.has(table)))
      await session.run(`project ${name}`, statement(`projection/${name}`), parameters);
  };
  for (const name of ['source-reliability', 'subject-index']) await prepare(name);
  const ofDealings = await readDealings(read, prepare);
  const ofPairs = { sightings: await read('sightings'), knows: await read('knows') };
  await needLess?.(TO_MAKE_ROWS);
  const ofSubjects = {
    ...(await readTraits(read, prepare)),
    rated: await read('rated'),
    consents: await read('consents'),
    member_of: await read('member_of'),
    subjects: await read('subjects'),
    restrictions: await read('restrictions'),
    seeds: await read('seeds'),
    inquiries: await read('inquiries'),
    rates: await read('rates'),
  };
  await prepare('obligation-index', OF_DEBTS);
  const ofObligations = {
    obligations: await read('obligations'),
    guarantees: await read('guarantees'),
    balances: await read('balances'),
  };
  await needLess?.(TO_HAND_OVER);
  const ofDues = { payments: await read('payments'), dues: await read('dues') };
  return inOrder({ ...ofDealings, ...ofPairs, ...ofSubjects, ...ofObligations, ...ofDues });
}

function inOrder(tables: FactTables): FactTables {
  return Object.fromEntries(FACT_TABLE_NAMES.map((name) => [name, tables[name]])) as FactTables;
}

type Read = <N extends FactTableName>(name: N) => Promise<FactTable<N>>;
/** Prepares what these tables are made of, where one of them is wanted. */
type Prepare = (name: string, made?: readonly FactTableName[]) => Promise<void>;

/** The tables whose rows are told apart by few texts. */
async function readTraits(read: Read, prepare: Prepare) {
  await prepare('profile-sources', ['profiles']);
  await prepare('attribute-names', ['attributes']);
  return { profiles: await read('profiles'), attributes: await read('attributes') };
}

/** The tables that are made of transactions between subjects, which are kept for no longer. */
async function readDealings(read: Read, prepare: Prepare) {
  await prepare('currencies', [...OF_DEALINGS, ...OF_DEBTS]);
  for (const name of ['fault-rules', 'dealing']) await prepare(name, OF_DEALINGS);
  const tables = {
    turnover: await read('turnover'),
    income: await read('income'),
    spend: await read('spend'),
    activity: await read('activity'),
    purchases_by_category: await read('purchases_by_category'),
    dealt: await read('dealt'),
  };
  await prepare('drop-dealing', OF_DEALINGS);
  return tables;
}

/** Which tables are asked for. */
interface Wanted {
  readonly tables: ReadonlySet<FactTableName>;
}

/** How the tables of a cut are read. */
interface Reading {
  readonly parameters: Parameters;
  /** Whether rows are so few that it does not matter where they are kept. Default false. */
  readonly isFew?: boolean;
}

/**
 * One fact table by column. Unless its rows are few, they are counted first, or the table made whole in the database, which
 * may put it on disk: then its columns are made at their length, and growing leaves no memory behind that nobody collects
 * until long after.
 */
async function readTable<N extends FactTableName>(
  session: Session,
  name: N,
  { parameters, isFew = false }: Reading,
): Promise<FactTable<N>> {
  const operation = `project ${name}`;
  const columns: readonly (readonly [string, ColumnKind])[] = Object.entries(FACT_TABLES[name]);
  const isOrdered = ORDERED.includes(name);
  const isMade = !isFew && !COUNTED.includes(name);
  const fragments = {
    columns: () =>
      columns.map(([column, kind]) => `${castFor(kind, `t."${column}"`)} AS "${column}"`).join(', '),
    names: () => columns.map(([column]) => `"${column}"`).join(', '),
    place: () => (isOrdered ? ', t.position AS "=position"' : ''),
    order: () => (isOrdered ? 'ORDER BY "=position"' : ''),
    rows: () => statement(`projection/${name}`),
    typed: () => filled('typed'),
    fact_table: () => (isMade ? 'fact_table' : `(${filled('typed')})`),
  };
  const filled = (step: string): string => fill(statement(`projection-steps/${step}`), fragments);
  const [counted] = isFew ? [] : await session.rows(operation, filled(isMade ? 'make' : 'count'), parameters);
  const table = growTable(name, counted?.number('Count'));
  const appenders = Object.values<GrowingColumn>(table).map(columnAppender);
  await session.stream(operation, { sql: filled('read'), parameters }, (chunk) => {
    for (const [index, append] of appenders.entries()) append(chunk.getColumnVector(index));
  });
  return takeTable(table);
}
