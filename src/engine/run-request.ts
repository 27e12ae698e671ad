import { InvalidInputError } from '../domain/errors.ts';
import { parseProfile } from '../scoring/profile.ts';
import { readStoredScorecard } from '../scoring/scorecard.ts';
import type { RunRecord } from './ports.ts';
import type { RunRequest } from './run.ts';

/** What a stored run was asked, for the same to be asked again. Throws InvalidInputError where that is not known whole. */
export function requestOf(run: RunRecord): Omit<RunRequest, 'hasher'> {
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
