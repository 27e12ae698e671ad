import { FAULT_RULES } from '../../domain/dealings.ts';
import type { FactKind } from '../../domain/facts.ts';
import { monthIndex, monthsWindow } from '../../domain/time.ts';
import {
  FACT_TABLES,
  type FactTable,
  type FactTableName,
  type FactTables,
} from '../../engine/fact-tables.ts';
import { growTable, takeTable, type GrowingColumn } from '../../engine/growing-table.ts';
import type { Cut } from '../../engine/ports.ts';
import { appendChunk, castFor, type ColumnKind } from './column-buffers.ts';
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

/** The temporary tables and types that the others are made of, in the order they need. */
const PREPARATIONS = ['fault-rules', 'subject-index', 'obligation-index', 'currencies', 'dealing'] as const;

/** Their rows come by their own index, which the statement gives as `position`. */
const ORDERED: readonly string[] = ['subjects', 'obligations'] satisfies FactTableName[];

/**
 * Reads every fact table of a cut, from one snapshot. The session must be fresh: what is prepared on the way
 * lives in temporary tables, which the end of the transaction drops.
 */
export async function project(session: Session, cut: Cut, purpose: string): Promise<FactTables> {
  const parameters = parametersOf(cut, purpose);
  const { tables } = await session.transaction('project', async () => {
    await prepare(session, parameters);
    return { commit: false, tables: await readTables(session, parameters) };
  });
  return tables;
}

function parametersOf({ asOf, batch }: Cut, purpose: string): Parameters {
  return {
    as_of: instantParameter(asOf),
    batch: batchParameter(batch),
    purpose: textParameter(purpose),
    month: integerParameter(monthIndex(asOf)),
    start_of_6_months: instantParameter(monthsWindow(asOf, 6).start),
    statuses: textsParameter(FAULT_RULES.map(({ status }) => status)),
    status_by: textsParameter(FAULT_RULES.map(({ statusBy }) => statusBy)),
    at_fault: textsParameter(FAULT_RULES.map(({ atFault }) => atFault)),
  };
}

async function prepare(session: Session, parameters: Parameters): Promise<void> {
  for (const kind of KINDS_READ)
    await session.run(`project ${kind}`, fill(statement('schema/visible'), factSql(kind).fragments));
  for (const name of PREPARATIONS)
    await session.run(`project ${name}`, statement(`projection/${name}`), parameters);
}

async function readTables(session: Session, parameters: Parameters): Promise<FactTables> {
  const read = <N extends FactTableName>(name: N) => readTable(session, name, parameters);
  return {
    subjects: await read('subjects'),
    restrictions: await read('restrictions'),
    seeds: await read('seeds'),
    consents: await read('consents'),
    profiles: await read('profiles'),
    obligations: await read('obligations'),
    dues: await read('dues'),
    payments: await read('payments'),
    balances: await read('balances'),
    inquiries: await read('inquiries'),
    activity: await read('activity'),
    spend: await read('spend'),
    inflow: await read('inflow'),
    purchases_by_category: await read('purchases_by_category'),
    dealings: await read('dealings'),
    paid: await read('paid'),
    rated: await read('rated'),
    knows: await read('knows'),
    guarantees: await read('guarantees'),
    member_of: await read('member_of'),
    sightings: await read('sightings'),
    attributes: await read('attributes'),
    rates: await read('rates'),
  };
}

/** One fact table by column, at most a chunk of its rows ever held besides. */
async function readTable<N extends FactTableName>(
  session: Session,
  name: N,
  parameters: Parameters,
): Promise<FactTable<N>> {
  const columns: readonly (readonly [string, ColumnKind])[] = Object.entries(FACT_TABLES[name]);
  const selected = columns.map(([column, kind]) => `${castFor(kind, `t."${column}"`)} AS "${column}"`);
  const order = ORDERED.includes(name) ? ' ORDER BY t.position' : '';
  const sql = `SELECT ${selected.join(', ')} FROM (${statement(`projection/${name}`)}) t${order}`;
  const table = growTable(name);
  const growing = Object.values<GrowingColumn>(table);
  await session.stream(`project ${name}`, { sql, parameters }, (chunk) => {
    for (const [index, column] of growing.entries()) appendChunk(column, chunk, index);
  });
  return takeTable(table);
}
