/** What subjects have to do with each other and with groups and identifiers, money apart. */
import { choicesOf } from '../../../domain/columns.ts';
import { FACTS } from '../../../domain/facts.ts';
import { monthIndex } from '../../../domain/time.ts';
import type { FactTables } from '../../../engine/fact-tables.ts';
import { growTable, takeTable } from '../../../engine/growing-table.ts';
import { exactNumber } from '../values.ts';
import type { Activity } from './activity.ts';
import { asText, textOf, type CutReader } from './cut-reader.ts';
import { forEachPair, Pairs } from './pairs.ts';
import type { VisibleSubjects } from './subjects.ts';

const IDENTIFIER_KINDS = choicesOf(FACTS.sightings.schema.shape.kind);

/** The strongest tie of each unordered pair. */
export async function readTies(reader: CutReader, subjects: VisibleSubjects): Promise<FactTables['knows']> {
  const ties = new Pairs('valued');
  await reader.readLists('knows', (subject, entries) => {
    const a = subjects.indexOf(subject);
    if (a === undefined) return;
    for (const [other, strength] of entries) {
      const b = subjects.indexOf(asText(other));
      if (b !== undefined) ties.add(Math.min(a, b), Math.max(a, b), exactNumber(strength, 'strength'));
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

/** Ratings by ordered pair; each is an act of the subject that gave it. */
export async function readRatings(
  reader: CutReader,
  { subjects, activity }: { subjects: VisibleSubjects; activity: Activity },
): Promise<FactTables['rated']> {
  const ratings = new Pairs('valued');
  await reader.readLists('rated', (subject, entries) => {
    const rater = subjects.indexOf(subject);
    if (rater === undefined) return;
    for (const [other, value, occurredAt] of entries) {
      const ratee = subjects.indexOf(asText(other));
      if (ratee === undefined) continue;
      ratings.add(rater, ratee, exactNumber(value, 'value'));
      activity.add(rater, reader.month - monthIndex(exactNumber(occurredAt, 'occurred_at')));
    }
  });
  const rated = growTable('rated');
  const rows = ratings.take(subjects.count);
  forEachPair(rows, (source, start, end) => {
    let sum = 0;
    for (let rating = start; rating < end; rating++) sum += rows.weights![rating]!;
    rated.source.append(source);
    rated.target.append(rows.targets[start]!);
    rated.ratings.append(end - start);
    rated.value_sum.append(sum);
  });
  return takeTable(rated);
}

export async function readMemberships(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['member_of']> {
  const memberOf = growTable('member_of');
  await reader.read('member_of', (row) => {
    const source = subjects.indexOf(textOf(row, 0));
    const target = subjects.indexOf(textOf(row, 1));
    if (source === undefined || target === undefined) return;
    memberOf.source.append(source);
    memberOf.target.append(target);
  });
  return takeTable(memberOf);
}

/** Identifiers are numbered as they come; one whose users the cut does not see takes no number. */
export async function readSightings(
  reader: CutReader,
  subjects: VisibleSubjects,
): Promise<FactTables['sightings']> {
  const sightings = growTable('sightings');
  let identifiers = 0;
  await reader.readLists('sightings', (identifierKind, users) => {
    const kind = IDENTIFIER_KINDS.indexOf(identifierKind);
    const before = sightings.subject.length;
    for (const [id, firstAt, lastAt] of users) {
      const subject = subjects.indexOf(asText(id));
      if (subject === undefined) continue;
      sightings.subject.append(subject);
      sightings.identifier.append(identifiers);
      sightings.kind.append(kind);
      sightings.first_at.append(exactNumber(firstAt, 'first_at'));
      sightings.last_at.append(exactNumber(lastAt, 'last_at'));
    }
    if (sightings.subject.length > before) identifiers++;
  });
  return takeTable(sightings);
}
