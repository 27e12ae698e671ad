/** Pseudo-counts of a Beta distribution: what is assumed of a share before anything is seen. */
export interface BetaPrior {
  readonly for: number;
  readonly against: number;
}

/** The share that the prior alone stands for. */
export function betaMean(prior: BetaPrior): number {
  return prior.for / (prior.for + prior.against);
}

/** Posterior mean of a share after `hits` of `trials`, both 0 or more and possibly decayed weights. */
export function betaShare(prior: BetaPrior, hits: number, trials: number): number {
  return (prior.for + hits) / (prior.for + prior.against + trials);
}
