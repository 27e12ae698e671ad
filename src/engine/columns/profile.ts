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
 * name. A source that is not believed at all (reliability 0) is not heard. Behind a field that sources are compared by
 * there are those that agree with the value read, its own included, less those that contradict it.
 */
export function profileColumns({ profiles }: FactTables, context: ColumnContext): ProfileColumns {
  const profileSources = context.zeros();
  profiles.subject.forEach((subject, row) => {
    if (profiles.reliability[row]! > 0) profileSources[subject]!++;
  });
  const level = comparedField(profiles, 'identity_level', context);
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

function comparedField(
  profiles: Profiles,
  field: ComparedField,
  context: ColumnContext,
): { value: Float64Array; sources: Float64Array } {
  const given = profiles[field];
  const bestRow = bestBelieved(profiles, given, context);
  const sources = context.zeros();
  given.forEach((value, row) => {
    if (Number.isNaN(value) || profiles.reliability[row] === 0) return;
    const subject = profiles.subject[row]!;
    sources[subject]! += agree(field, value, given[bestRow[subject]!]!) ? 1 : -1;
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
