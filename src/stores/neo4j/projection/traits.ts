/** What is said of single subjects: profiles, attributes, flags, consents and inquiries. */
import { HALF_BELIEVED } from '../../../domain/belief.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, putRow, takeTable } from '../../../engine/growing-table.ts';
import { exactNumber } from '../values.ts';
import { asText, numberOf, numberOrNaN, textOf, type CutReader } from './cut-reader.ts';
import { LatestRows } from './latest-rows.ts';
import type { Sources } from './sources.ts';
import type { VisibleSubjects } from './subjects.ts';

/** What those facts are read in view of that weigh by their source. */
interface Believed {
  readonly subjects: VisibleSubjects;
  readonly sources: Sources;
}

const RESTRICTING = ['confirmed_fraud', 'blocked'];

export async function readFlags(
  reader: CutReader,
  { subjects, sources }: Believed,
): Promise<Pick<FactTables, 'restrictions' | 'seeds'>> {
  const restrictions = growTable('restrictions');
  const seeds = growTable('seeds');
  await reader.readLists('flags', (id, entries) => {
    const subject = subjects.indexOf(id);
    if (subject === undefined) return;
    const flags = entries.filter(([, , source]) => sources.partsPerMillion(source) > 0);
    const restricting = flags.filter(([kind]) => RESTRICTING.includes(asText(kind)));
    if (restricting.length > 0) {
      restrictions.subject.append(subject);
      restrictions.flagged_at.append(
        Math.max(...restricting.map(([, at]) => exactNumber(at, 'occurred_at'))),
      );
    }
    if (flags.some(([kind]) => kind === 'trusted_seed')) seeds.subject.append(subject);
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

/** They come by subject and source; those that nobody believes are left out. */
export async function readInquiries(
  reader: CutReader,
  { subjects, sources }: Believed,
): Promise<FactTables['inquiries']> {
  const inquiries = growTable('inquiries');
  const rows = new Map<number, number>();
  await reader.read('inquiries', (values) => {
    const subject = subjects.indexOf(textOf(values, 0));
    if (subject === undefined) return;
    const count = numberOf(values, 2);
    const weight = count * sources.partsPerMillion(values.get(1));
    if (weight === 0) return;
    const row = rows.get(subject);
    if (row === undefined) {
      rows.set(subject, rows.size);
      putRow(inquiries, rows.size - 1, { subject, inquiries: count, reliability_sum: weight });
    } else {
      inquiries.inquiries.set(row, inquiries.inquiries.at(row) + count);
      inquiries.reliability_sum.set(row, inquiries.reliability_sum.at(row) + weight);
    }
  });
  return takeTable(inquiries);
}

export async function readProfiles(
  reader: CutReader,
  { subjects, sources }: Believed,
): Promise<FactTables['profiles']> {
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
      reliability: sources.partsPerMillion(source),
      occurred_at: at,
      identity_level: numberOrNaN(values, 3),
      residence_since: numberOrNaN(values, 4),
      phone_since: numberOrNaN(values, 5),
      completeness: numberOrNaN(values, 6),
    });
  });
  return takeTable(profiles);
}

export async function readAttributes(
  reader: CutReader,
  { subjects, sources }: Believed,
): Promise<FactTables['attributes']> {
  const attributes = growTable('attributes');
  const latest = new LatestRows();
  await reader.read('attributes', (values) => {
    const subject = subjects.indexOf(textOf(values, 0));
    if (subject === undefined) return;
    const [name, source] = [textOf(values, 1), textOf(values, 3)];
    if (sources.partsPerMillion(source) < HALF_BELIEVED) return;
    const row = latest.claim({ subject, name, at: numberOf(values, 2), source });
    if (row === undefined) return;
    const isProtected = values.get(5) === true ? 1 : 0;
    putRow(attributes, row, { subject, name, value: textOf(values, 4), protected: isProtected });
  });
  return takeTable(attributes);
}
