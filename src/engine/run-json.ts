/** A run as JSON, the one form in which it leaves the program; instants are ISO 8601 in UTC to the millisecond. */
import type { ProcessingBasis } from '../domain/score.ts';
import type { RunRecord } from './ports.ts';

export interface RunJson {
  readonly id: string;
  readonly kind: 'full' | 'touched';
  /** Of a touched run: the run that it stands on. */
  readonly base?: string;
  readonly as_of: string;
  readonly batch: number;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  readonly scorecard: { readonly id: string; readonly hash: string };
  readonly reporting_currency: string;
  readonly subjects: number;
  readonly scored: number;
  readonly finished_at: string;
}

export function runJson(run: RunRecord): RunJson {
  const { id, base, cut, purpose, basis, subjects, scored } = run;
  return {
    id,
    ...(base === undefined ? { kind: 'full' } : { kind: 'touched', base }),
    as_of: new Date(cut.asOf).toISOString(),
    batch: cut.batch,
    ...{ purpose, basis },
    scorecard: { id: run.scorecardId, hash: run.scorecardHash },
    reporting_currency: run.reportingCurrency,
    ...{ subjects, scored },
    finished_at: new Date(run.finishedAt).toISOString(),
  };
}
