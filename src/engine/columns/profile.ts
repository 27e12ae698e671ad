import { MILLION } from '../../domain/fixed-point.ts';
import { compareCodePoints } from '../../domain/order.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type ProfileColumns = Pick<
  SubjectColumns,
  'identityLevel' | 'profileCompleteness' | 'residenceSince' | 'phoneSince' | 'profileSources'
>;

/**
 * Each field from the most reliable source that gives it; of equally reliable ones the latest, then the first by
 * name. A source that is not believed at all (reliability 0) is not heard.
 */
export function profileColumns({ profiles }: FactTables, context: ColumnContext): ProfileColumns {
  const profileSources = context.zeros();
  profiles.subject.forEach((subject, row) => {
    if (profiles.reliability[row]! > 0) profileSources[subject]!++;
  });
  const best = (field: Float64Array): Float64Array => bestBelieved(profiles, field, context);
  return {
    identityLevel: best(profiles.identity_level),
    profileCompleteness: best(profiles.completeness.map((parts) => parts / MILLION)),
    residenceSince: best(profiles.residence_since),
    phoneSince: best(profiles.phone_since),
    profileSources,
  };
}

type Profiles = FactTables['profiles'];

const NO_ROW = -1;

function bestBelieved(profiles: Profiles, field: Float64Array, context: ColumnContext): Float64Array {
  const bestRow = new Int32Array(context.subjects).fill(NO_ROW);
  const value = context.unknown();
  field.forEach((given, row) => {
    if (Number.isNaN(given) || profiles.reliability[row] === 0) return;
    const subject = profiles.subject[row]!;
    const known = bestRow[subject]!;
    if (known !== NO_ROW && !isBelievedBefore(profiles, row, known)) return;
    bestRow[subject] = row;
    value[subject] = given;
  });
  return value;
}

function isBelievedBefore({ reliability, occurred_at, source }: Profiles, a: number, b: number): boolean {
  const order =
    reliability[b]! - reliability[a]! ||
    occurred_at[b]! - occurred_at[a]! ||
    compareCodePoints(source[a]!, source[b]!);
  return order < 0;
}
