import { MILLION } from '../../domain/fixed-point.ts';
import { compareCodePoints } from '../../domain/order.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { agree, agreementColumns, type ComparedField } from './agreement.ts';
import type { ColumnContext } from './context.ts';

type ProfileColumns = Pick<
  SubjectColumns,
  | 'identityLevel'
  | 'identityLevelSources'
  | 'profileCompleteness'
  | 'residenceSince'
  | 'residenceSources'
  | 'phoneSince'
  | 'phoneSources'
  | 'profileSources'
> &
  ReturnType<typeof agreementColumns>;

/**
 * Each field from the most reliable source that gives it; of equally reliable ones the latest, then the first by
 * name. A source that is not believed at all (reliability 0) is not heard. Behind a level of identification there are
 * the sources that saw at least as much, its own included; behind a field that sources are compared by those that agree
 * with the value read, less those that contradict it.
 */
export function profileColumns({ profiles }: FactTables, context: ColumnContext): ProfileColumns {
  const profileSources = context.zeros();
  profiles.subject.forEach((subject, row) => {
    if (profiles.reliability[row]! > 0) profileSources[subject]!++;
  });
  const level = supportedField(profiles, { field: 'identity_level', support: supportOfLevel }, context);
  const residence = comparedField(profiles, 'residence_since', context);
  const phone = comparedField(profiles, 'phone_since', context);
  const completeness = profiles.completeness.map((parts) => parts / MILLION);
  return {
    identityLevel: level.value,
    identityLevelSources: level.sources,
    profileCompleteness: valuesAt(completeness, bestBelieved(profiles, completeness, context), context),
    residenceSince: residence.value,
    residenceSources: residence.sources,
    phoneSince: phone.value,
    phoneSources: phone.sources,
    profileSources,
    ...agreementColumns(profiles, context),
  };
}

type Profiles = FactTables['profiles'];

const NO_ROW = -1;

interface SupportedColumn {
  readonly value: Float64Array;
  /** What the sources' statements support it by, at least 0. */
  readonly sources: Float64Array;
}

/** What a statement does for the one that is read: 1 for, -1 against. */
type Support = (given: number, read: number) => number;

const supportOfLevel: Support = (given, read) => (given >= read ? 1 : 0);

function comparedField(profiles: Profiles, field: ComparedField, context: ColumnContext): SupportedColumn {
  const support: Support = (given, read) => (agree(field, given, read) ? 1 : -1);
  return supportedField(profiles, { field, support }, context);
}

function supportedField(
  profiles: Profiles,
  { field, support }: { field: ComparedField | 'identity_level'; support: Support },
  context: ColumnContext,
): SupportedColumn {
  const given = profiles[field];
  const bestRow = bestBelieved(profiles, given, context);
  const sources = context.zeros();
  given.forEach((value, row) => {
    if (Number.isNaN(value) || profiles.reliability[row] === 0) return;
    const subject = profiles.subject[row]!;
    sources[subject]! += support(value, given[bestRow[subject]!]!);
  });
  return { value: valuesAt(given, bestRow, context), sources: sources.map((count) => Math.max(0, count)) };
}

/** By subject, the row to read a field from; NO_ROW where no believed source gives it. */
function bestBelieved(profiles: Profiles, given: Float64Array, context: ColumnContext): Int32Array {
  const bestRow = new Int32Array(context.subjects).fill(NO_ROW);
  given.forEach((value, row) => {
    if (Number.isNaN(value) || profiles.reliability[row] === 0) return;
    const subject = profiles.subject[row]!;
    const known = bestRow[subject]!;
    if (known === NO_ROW || isBelievedBefore(profiles, row, known)) bestRow[subject] = row;
  });
  return bestRow;
}

function valuesAt(given: Float64Array, rows: Int32Array, { unknown }: ColumnContext): Float64Array {
  const values = unknown();
  rows.forEach((row, subject) => {
    if (row !== NO_ROW) values[subject] = given[row]!;
  });
  return values;
}

function isBelievedBefore({ reliability, occurred_at, source }: Profiles, a: number, b: number): boolean {
  const order =
    reliability[b]! - reliability[a]! ||
    occurred_at[b]! - occurred_at[a]! ||
    compareCodePoints(source[a]!, source[b]!);
  return order < 0;
}
