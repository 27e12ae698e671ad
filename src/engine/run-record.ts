import { InvariantError } from '../domain/errors.ts';
import { PROCESSING_BASES } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { RunRecord } from './ports.ts';

/** A row of a store's by column. */
interface StoredColumns {
  text(name: string): string;
  number(name: string): number;
  has(name: string): boolean;
  instant(name: string): Instant;
}

/** A run as stores keep it, in columns of these names. Throws InvariantError for a basis that nobody knows. */
export function readRunRecord(row: StoredColumns): RunRecord {
  const basis = PROCESSING_BASES.find((known) => known === row.text('basis'));
  if (basis === undefined) throw new InvariantError('a stored run has a basis that nobody knows');
  return {
    id: row.text('id'),
    cut: { asOf: row.instant('as_of'), batch: row.number('batch') },
    scorecardId: row.text('scorecard_id'),
    scorecardHash: row.text('scorecard_hash'),
    scorecardJson: row.text('scorecard_json'),
    purpose: row.text('purpose'),
    basis,
    reportingCurrency: row.text('reporting_currency'),
    subjects: row.number('subjects'),
    scored: row.number('scored'),
    finishedAt: row.instant('finished_at'),
    ...(row.has('profile_json') ? { profileJson: row.text('profile_json') } : {}),
    ...(row.has('population_json') ? { populationJson: row.text('population_json') } : {}),
    ...(row.has('base') ? { base: row.text('base') } : {}),
    ...(row.has('touched_json') ? { touchedJson: row.text('touched_json') } : {}),
  };
}
