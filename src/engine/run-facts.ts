import type { ReasonRanking } from '../domain/score.ts';
import type { RunFacts } from '../scoring/explain.ts';
import { readPopulation } from '../scoring/population.ts';
import { parseProfile } from '../scoring/profile.ts';
import type { RunRecord } from './ports.ts';

/** What of a stored run its cards are explained with; read once for all of them. */
export function runFacts(run: RunRecord, ranking?: ReasonRanking): RunFacts {
  const { id, cut, scorecardHash, purpose, basis, profileJson, populationJson } = run;
  return {
    ...{ id, cut, scorecardHash, purpose, basis },
    ...(profileJson === undefined ? {} : { profile: parseProfile(profileJson) }),
    ...(populationJson === undefined ? {} : { population: readPopulation(populationJson) }),
    ...(ranking === undefined ? {} : { ranking }),
  };
}
