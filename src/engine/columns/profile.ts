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
  const columns = {
    identityLevel: context.unknown(),
    profileCompleteness: context.unknown(),
    residenceSince: context.unknown(),
    phoneSince: context.unknown(),
    profileSources: context.zeros(),
  };
  const believed = profiles.subject.length === 0 ? [] : bestSourceFirst(profiles);
  for (const row of believed) {
    const subject = profiles.subject[row]!;
    columns.profileSources[subject]!++;
    keepFirst(columns.identityLevel, subject, profiles.identity_level[row]!);
    keepFirst(columns.profileCompleteness, subject, profiles.completeness[row]! / 1e6);
    keepFirst(columns.residenceSince, subject, profiles.residence_since[row]!);
    keepFirst(columns.phoneSince, subject, profiles.phone_since[row]!);
  }
  return columns;
}

function bestSourceFirst({
  subject,
  reliability,
  occurred_at,
  source,
}: FactTables['profiles']): readonly number[] {
  return Array.from(subject, (_, row) => row)
    .filter((row) => reliability[row]! > 0)
    .sort(
      (a, b) =>
        reliability[b]! - reliability[a]! ||
        occurred_at[b]! - occurred_at[a]! ||
        compareCodePoints(source[a]!, source[b]!),
    );
}

function keepFirst(column: Float64Array, subject: number, value: number): void {
  if (Number.isNaN(column[subject])) column[subject] = value;
}
