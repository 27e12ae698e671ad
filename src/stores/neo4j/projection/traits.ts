/** What is said of single subjects: profiles, attributes, flags, consents and inquiries. */
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, putRow, takeTable } from '../../../engine/growing-table.ts';
import { listOf, numberOf, numberOrNaN, textOf, type CutReader } from './cut-reader.ts';
import { LatestRows } from './latest-rows.ts';
import type { VisibleSubjects } from './subjects.ts';

/** How far a source is believed that is not listed: in full. In parts per million. */
const FULL_BELIEF = 1_000_000;
const RESTRICTING = ['confirmed_fraud', 'blocked'];

export async function readFlags(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<Pick<FactTables, 'restrictions' | 'seeds'>> {
  const restrictions = growTable('restrictions');
  const seeds = growTable('seeds');
  await reader.read('flags', (row) => {
    const subject = subjects.indexOf(textOf(row, 0));
    if (subject === undefined) return;
    const kinds = listOf(row.get(1));
    if (RESTRICTING.some((kind) => kinds.includes(kind))) restrictions.subject.append(subject);
    if (kinds.includes('trusted_seed')) seeds.subject.append(subject);
  });
  return { restrictions: takeTable(restrictions), seeds: takeTable(seeds) };
}

export async function readConsents(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['consents']> {
  const consents = growTable('consents');
  await reader.read('consents', (row) => {
    const subject = subjects.indexOf(textOf(row, 0));
    if (subject !== undefined) consents.subject.append(subject);
  });
  return takeTable(consents);
}

export async function readInquiries(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['inquiries']> {
  const inquiries = growTable('inquiries');
  await reader.read('inquiries', (row) => {
    const subject = subjects.indexOf(textOf(row, 0));
    if (subject === undefined) return;
    inquiries.subject.append(subject);
    inquiries.inquiries.append(numberOf(row, 1));
  });
  return takeTable(inquiries);
}

export async function readProfiles(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['profiles']> {
  const reliabilities = await readReliabilities(reader);
  const profiles = growTable('profiles');
  const latest = new LatestRows();
  await reader.read('profiles', (values) => {
    const subject = subjects.indexOf(textOf(values, 0));
    if (subject === undefined) return;
    const source = textOf(values, 1);
    const at = numberOf(values, 2);
    const row = latest.claim({ subject, name: source, at, source });
    if (row === undefined) return;
    putRow(profiles, row, {
      subject,
      source,
      reliability: reliabilities.get(source) ?? FULL_BELIEF,
      occurred_at: at,
      identity_level: numberOrNaN(values, 3),
      residence_since: numberOrNaN(values, 4),
      phone_since: numberOrNaN(values, 5),
      completeness: numberOrNaN(values, 6),
    });
  });
  return takeTable(profiles);
}

async function readReliabilities(reader: CutReader): Promise<ReadonlyMap<string, number>> {
  const reliabilities = new Map<string, number>();
  const latest = new LatestRows();
  await reader.read('sources', (values) => {
    const source = textOf(values, 0);
    const row = latest.claim({ subject: 0, name: source, at: numberOf(values, 1), source });
    if (row !== undefined) reliabilities.set(source, numberOf(values, 2));
  });
  return reliabilities;
}

export async function readAttributes(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['attributes']> {
  const attributes = growTable('attributes');
  const latest = new LatestRows();
  await reader.read('attributes', (values) => {
    const subject = subjects.indexOf(textOf(values, 0));
    if (subject === undefined) return;
    const name = textOf(values, 1);
    const row = latest.claim({ subject, name, at: numberOf(values, 2), source: textOf(values, 3) });
    if (row === undefined) return;
    const isProtected = values.get(5) === true ? 1 : 0;
    putRow(attributes, row, { subject, name, value: textOf(values, 4), protected: isProtected });
  });
  return takeTable(attributes);
}
