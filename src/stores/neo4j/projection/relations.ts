/** What subjects have to do with each other and with groups and identifiers, money apart. */
import { choicesOf } from '../../../domain/columns.ts';
import { FACTS } from '../../../domain/facts.ts';
import { MILLION } from '../../../domain/fixed-point.ts';
import { monthIndex } from '../../../domain/time.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, putRow, takeTable } from '../../../engine/growing-table.ts';
import type { Csr } from '../../../graph/rows/csr.ts';
import { exactNumber } from '../values.ts';
import type { Activity } from './activity.ts';
import { asText, type CutReader } from './cut-reader.ts';
import { forEachPair, Pairs } from './pairs.ts';
import { weigh, type Sources } from './sources.ts';
import type { VisibleSubjects } from './subjects.ts';

const IDENTIFIER_KINDS = choicesOf(FACTS.sightings.schema.shape.kind);

/** The strongest tie of each unordered pair, each weighed by its source. */
export async function readTies(
  reader: CutReader,
  { subjects, sources }: { subjects: VisibleSubjects; sources: Sources },
): Promise<FactTables['knows']> {
  const ties = new Pairs();
  await reader.readLists('knows', (subject, entries) => {
    const a = subjects.indexOf(subject);
    if (a === undefined) return;
    for (const [other, strength, source] of entries) {
      const b = subjects.indexOf(asText(other));
      const reliability = sources.partsPerMillion(source);
      if (b === undefined || reliability === 0) continue;
      const weighed = weigh(exactNumber(strength, 'strength'), reliability);
      ties.add(Math.min(a, b), Math.max(a, b), weighed);
    }
  });
  const knows = growTable('knows');
  const rows = ties.take(subjects.count);
  forEachPair(rows, (source, start, end) => {
    knows.source.append(source);
    knows.target.append(rows.targets[start]!);
    knows.strength.append(rows.weights![end - 1]!);
  });
  return takeTable(knows);
}

/** A rating is kept as one number: its source's reliability times this, and its weighed value from -1 million up. */
const VALUES = 2 * MILLION + 1;

interface Raters {
  readonly subjects: VisibleSubjects;
  readonly sources: Sources;
  readonly activity: Activity;
}

/** Ratings by ordered pair, each weighed by its source; each is an act of the subject that gave it. */
export async function readRatings(
  reader: CutReader,
  { subjects, sources, activity }: Raters,
): Promise<FactTables['rated']> {
  const ratings = new Pairs();
  await reader.readLists('rated', (subject, entries) => {
    const rater = subjects.indexOf(subject);
    if (rater === undefined) return;
    for (const [other, value, occurredAt, source] of entries) {
      const ratee = subjects.indexOf(asText(other));
      const reliability = sources.partsPerMillion(source);
      if (ratee === undefined || reliability === 0) continue;
      const weighed = weigh(exactNumber(value, 'value'), reliability);
      ratings.add(rater, ratee, reliability * VALUES + MILLION + weighed);
      activity.add(rater, reader.month - monthIndex(exactNumber(occurredAt, 'occurred_at')));
    }
  });
  return sumRatings(ratings.take(subjects.count));
}

function sumRatings(rows: Csr): FactTables['rated'] {
  const rated = growTable('rated');
  forEachPair(rows, (source, start, end) => {
    let weight = 0;
    let sum = 0;
    for (let rating = start; rating < end; rating++) {
      const code = rows.weights![rating]!;
      weight += Math.floor(code / VALUES);
      sum += (code % VALUES) - MILLION;
    }
    rated.source.append(source);
    rated.target.append(rows.targets[start]!);
    rated.ratings.append(end - start);
    rated.weight.append(weight);
    rated.value_sum.append(sum);
  });
  return takeTable(rated);
}

export async function readMemberships(
  reader: CutReader,
  { subjects, sources }: { subjects: VisibleSubjects; sources: Sources },
): Promise<FactTables['member_of']> {
  const memberOf = growTable('member_of');
  await reader.readLists('member_of', (id, entries) => {
    const member = subjects.indexOf(id);
    if (member === undefined) return;
    const heard = entries.filter(([, source]) => sources.partsPerMillion(source) > 0);
    for (const group of new Set(heard.map(([groupId]) => subjects.indexOf(asText(groupId))))) {
      if (group === undefined) continue;
      memberOf.source.append(member);
      memberOf.target.append(group);
    }
  });
  return takeTable(memberOf);
}

/** Of one identifier by one subject. */
interface Usage {
  readonly first: number;
  readonly last: number;
  readonly reliability: number;
}

/** Identifiers are numbered as they come; one whose users the cut does not see takes no number. */
export async function readSightings(
  reader: CutReader,
  { subjects, sources }: { subjects: VisibleSubjects; sources: Sources },
): Promise<FactTables['sightings']> {
  const sightings = growTable('sightings');
  let identifiers = 0;
  await reader.readLists('sightings', (identifierKind, entries) => {
    const usages = new Map<number, Usage>();
    for (const [id, source, firstAt, lastAt] of entries) {
      const subject = subjects.indexOf(asText(id));
      const reliability = sources.partsPerMillion(source);
      if (subject === undefined || reliability === 0) continue;
      const [first, last] = [exactNumber(firstAt, 'first_at'), exactNumber(lastAt, 'last_at')];
      const known = usages.get(subject) ?? { first, last, reliability };
      usages.set(subject, {
        first: Math.min(known.first, first),
        last: Math.max(known.last, last),
        reliability: Math.max(known.reliability, reliability),
      });
    }
    const kind = IDENTIFIER_KINDS.indexOf(identifierKind);
    for (const [subject, { first, last, reliability }] of usages)
      putRow(sightings, sightings.subject.length, {
        subject,
        identifier: identifiers,
        kind,
        first_at: first,
        last_at: last,
        reliability,
      });
    if (usages.size > 0) identifiers++;
  });
  return takeTable(sightings);
}
