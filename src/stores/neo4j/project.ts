import type { FactTables, RelationTables } from '../../engine/fact-tables.ts';
import { growTable, putRow, takeTable } from '../../engine/growing-table.ts';
import type { Cut, ProjectRequest } from '../../engine/ports.ts';
import { latestBatch } from './batches.ts';
import { Activity } from './projection/activity.ts';
import { CutReader, numberOf, readerOf, textOf } from './projection/cut-reader.ts';
import { LatestRows } from './projection/latest-rows.ts';
import {
  readBalances,
  readDues,
  readGuarantees,
  readObligations,
  readPayments,
} from './projection/obligations.ts';
import { readTransactions } from './projection/read-transactions.ts';
import { readMemberships, readRatings, readSightings, readTies } from './projection/relations.ts';
import { readSources } from './projection/sources.ts';
import { readSubjects } from './projection/subjects.ts';
import { readAttributes, readConsents, readFlags, readInquiries, readProfiles } from './projection/traits.ts';
import type { Session } from './session.ts';

/**
 * Reads every fact table of a cut, whole or around some subjects. The statements see one state without a transaction
 * around them: what a cut by a committed batch sees never changes, and what an import has written so far is in a later
 * batch.
 */
export async function project(
  session: Session,
  { asOf, batch }: Cut,
  request: ProjectRequest,
): Promise<FactTables> {
  const committed = await latestBatch(session);
  const reader = await readerOf(session, { asOf, batch: Math.min(batch, committed) }, request);
  const sources = await readSources(reader);
  const subjects = await readSubjects(reader, sources);
  const obligations = await readObligations(reader, { subjects, sources });
  const activity = new Activity(subjects.count);
  const transactions = await readTransactions(reader, { subjects, sources, activity });
  const rated = await readRatings(reader, { subjects, sources, activity });
  return {
    subjects: subjects.table,
    ...(await readFlags(reader, { subjects, sources })),
    consents: await readConsents(reader, subjects),
    profiles: await readProfiles(reader, { subjects, sources }),
    obligations: obligations.table,
    dues: await readDues(reader, { obligations, sources }),
    payments: await readPayments(reader, { obligations, sources }),
    balances: await readBalances(reader, { obligations, sources }),
    inquiries: await readInquiries(reader, { subjects, sources }),
    activity: activity.take(),
    spend: transactions.spend,
    income: transactions.income,
    turnover: transactions.turnover,
    purchases_by_category: transactions.purchases_by_category,
    dealt: transactions.dealt,
    rated,
    knows: await readTies(reader, { subjects, sources }),
    guarantees: await readGuarantees(reader, { subjects, obligations, sources }),
    member_of: await readMemberships(reader, { subjects, sources }),
    sightings: await readSightings(reader, { subjects, sources }),
    attributes: await readAttributes(reader, { subjects, sources }),
    rates: await readRates(reader),
  };
}

/** The same, for the tables that say who is tied to whom. */
export async function projectRelations(session: Session, { asOf, batch }: Cut): Promise<RelationTables> {
  const committed = await latestBatch(session);
  // No consent is read, so the purpose does not matter.
  const reader = new CutReader(session, { asOf, batch: Math.min(batch, committed) }, { purpose: '' });
  const sources = await readSources(reader);
  const subjects = await readSubjects(reader, sources);
  return {
    subjects: subjects.table,
    knows: await readTies(reader, { subjects, sources }),
    member_of: await readMemberships(reader, { subjects, sources }),
  };
}

async function readRates(reader: CutReader): Promise<FactTables['rates']> {
  const rates = growTable('rates');
  const latest = new LatestRows();
  await reader.read('rates', (values) => {
    const currency = textOf(values, 0);
    const row = latest.claim({ subject: 0, name: currency, at: numberOf(values, 1), source: '' });
    if (row !== undefined) putRow(rates, row, { currency, per_reporting_unit: numberOf(values, 2) });
  });
  return takeTable(rates);
}
