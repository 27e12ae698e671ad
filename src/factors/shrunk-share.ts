import { betaShare, type BetaPrior } from './beta-prior.ts';
import { fillReadings, type FactorView, type Readings } from './factor.ts';

/** Of each subject: how many facts there are and how many of them speak against it, and what they weigh. */
interface SharedFacts {
  readonly counted: Float64Array;
  readonly against: Float64Array;
  readonly hits: Float64Array;
  readonly trials: Float64Array;
}

/** The weighed share of hits, shrunk towards its prior; not measurable where no fact counts. */
export function fillShares(
  view: FactorView,
  prior: BetaPrior,
  { counted, against, hits, trials }: SharedFacts,
): Readings {
  return fillReadings(
    view,
    (row) => (counted[row]! > 0 ? betaShare(prior, hits[row]!, trials[row]!) : Number.NaN),
    { all: (row) => counted[row]!, against: (row) => against[row]! },
  );
}
