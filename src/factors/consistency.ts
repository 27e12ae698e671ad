import { betaMean, type BetaPrior } from './beta-prior.ts';
import type { Factor } from './factor.ts';
import { fillShares } from './shrunk-share.ts';

/** Mean 0.8, worth two and a half comparisons. Judgement: what two sources say mostly agrees. */
const PRIOR: BetaPrior = { for: 2, against: 0.5 };

/**
 * How far sources agree on residence and phone (begun at most 62 days apart): (a + sum w x agrees) / (a + b + sum w),
 * a = 2, b = 0.5, over all pairs of sources that both give a field, w being the product of their reliabilities. Not
 * measurable where no field is given by two believed sources.
 */
export const consistency: Factor = {
  id: 'consistency',
  group: 'personal_characteristics',
  title: 'Sources in agreement, weighed',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: betaMean(PRIOR),
  about: 'own',
  isInOwnHands: true,
  isForMending: true,
  relations: [],
  window: 'the latest of each source',
  reasonCodes: {
    adverse: 'sources_contradict',
    modest: 'few_sources_compared',
    unmeasurable: 'one_source_only',
  },
  measure(view) {
    const { columns } = view;
    return fillShares(view, PRIOR, {
      counted: columns.statementsCompared,
      against: columns.statementsAtOdds,
      hits: columns.agreedWeight,
      trials: columns.comparedWeight,
    });
  },
};
