import { InvalidInputError } from '../domain/errors.ts';
import { parseProfile } from '../scoring/profile.ts';
import { readStoredScorecard } from '../scoring/scorecard.ts';
import { NO_CURRENCY } from './columns/money.ts';
import type { RunRecord } from './ports.ts';
import type { RunRequest } from './run.ts';

/** A run's request once it is known what currency it reports in. */
export type SettledRequest = RunRequest & Pick<RunRecord, 'reportingCurrency'>;

/** What a stored run was asked, for the same to be asked again. Throws InvalidInputError where that is not known whole. */
export function requestOf(run: RunRecord): Omit<SettledRequest, 'hasher'> {
  const { cut, scorecardJson, profileJson, basis, reportingCurrency, finishedAt } = run;
  if (profileJson === undefined)
    throw new InvalidInputError(
      `make the run ${run.id} again: it was kept without its profile, which is part of its id; make a new run as of the ` +
        'same instant: credence score --as-of',
    );
  return {
    ...cut,
    // As they were hashed, whatever defaults they would be read with today.
    scorecard: { ...readStoredScorecard(scorecardJson), canonicalJson: scorecardJson },
    profile: { ...parseProfile(profileJson), canonicalJson: profileJson },
    basis,
    reportingCurrency,
    clock: { now: () => finishedAt },
  };
}

/** By what rules it was made, to make another as of another instant by them. Throws as `requestOf` does. */
export function rulesOf(
  run: RunRecord,
): Pick<RunRequest, 'scorecard' | 'profile' | 'basis' | 'reportingCurrency'> {
  const { scorecard, profile, basis, reportingCurrency } = requestOf(run);
  // Where there was no money yet, there may be by now.
  const currency = reportingCurrency === NO_CURRENCY ? undefined : reportingCurrency;
  return { scorecard, profile, basis, reportingCurrency: currency };
}
