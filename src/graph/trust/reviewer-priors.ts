/** What REV2 holds for likely before it sees a rating, and what it is told from elsewhere; see reviewer-reliability. */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';

/** Weights count in ratings: a weight of 2 draws as much as two ratings do. */
interface DrawnTo {
  /** a1 or b1, at least 0; default 1, which softens a first rating. */
  readonly weight?: number;
  /** F (0 to 1) or G (-1 to 1); default: the mean of the step before. */
  readonly typical?: number;
  /** a2 or b2, at least 0; default 0; above 0 only with `behaviour`. */
  readonly behaviourWeight?: number;
  /** One value per node, in the range of the quantity. */
  readonly behaviour?: Float64Array;
}

export interface ReliabilityPriors {
  readonly fairness?: DrawnTo;
  readonly goodness?: DrawnTo;
  /** g1, g2, g3, each at least 0 and g2 + g3 above 0; default 1, 1 and 0 (1 with `behaviour`). */
  readonly reliability?: {
    readonly byFairness?: number;
    readonly byAgreement?: number;
    readonly byBehaviour?: number;
    /** 0 to 1, one per entry of the rows. */
    readonly behaviour?: Float64Array;
  };
}

interface ReadDrawnTo {
  readonly weight: number;
  readonly typical: number | undefined;
  readonly behaviourWeight: number;
  readonly behaviour: Float64Array | undefined;
}

/** Checked, defaulted, and the three shares of reliability summing to 1. */
export interface RatingPriors {
  readonly fairness: ReadDrawnTo;
  readonly goodness: ReadDrawnTo;
  readonly reliability: {
    readonly byFairness: number;
    readonly byAgreement: number;
    readonly byBehaviour: number;
    readonly behaviour: Float64Array | undefined;
  };
}

/** Throws InvalidInputError for a value out of range or an array of another length. */
export function readReliabilityPriors(priors: ReliabilityPriors, { nodes, edges }: Csr): RatingPriors {
  const { byFairness = 1, byAgreement = 1, behaviour } = priors.reliability ?? {};
  const byBehaviour = priors.reliability?.byBehaviour ?? (behaviour === undefined ? 0 : 1);
  for (const [name, weight] of Object.entries({ byFairness, byAgreement, byBehaviour }))
    assertRange(`priors.reliability.${name}`, weight, { from: 0, to: Number.MAX_VALUE });
  assertBehaviour('reliability', behaviour, {
    length: edges,
    weight: byBehaviour,
    range: { from: 0, to: 1 },
  });
  if (!(byAgreement + byBehaviour > 0))
    throw new InvalidInputError(
      `reviewerReliability: byAgreement and byBehaviour are both 0, so that fairness would follow from itself alone. ` +
        `Give one of them a weight.`,
    );
  const sum = byFairness + byAgreement + byBehaviour;
  return {
    fairness: readDrawnTo('fairness', priors.fairness ?? {}, { nodes, range: { from: 0, to: 1 } }),
    goodness: readDrawnTo('goodness', priors.goodness ?? {}, { nodes, range: { from: -1, to: 1 } }),
    reliability: {
      byFairness: byFairness / sum,
      byAgreement: byAgreement / sum,
      byBehaviour: byBehaviour / sum,
      behaviour,
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function readDrawnTo(
  name: string,
  given: DrawnTo,
  { nodes, range }: { nodes: number; range: Range },
): ReadDrawnTo {
  const { weight = 1, typical, behaviourWeight = 0, behaviour } = given;
  assertRange(`priors.${name}.weight`, weight, { from: 0, to: Number.MAX_VALUE });
  assertRange(`priors.${name}.behaviourWeight`, behaviourWeight, { from: 0, to: Number.MAX_VALUE });
  if (typical !== undefined) assertRange(`priors.${name}.typical`, typical, range);
  assertBehaviour(name, behaviour, { length: nodes, weight: behaviourWeight, range });
  return { weight, typical, behaviourWeight, behaviour };
}

function assertBehaviour(
  name: string,
  behaviour: Float64Array | undefined,
  { length, weight, range }: { length: number; weight: number; range: Range },
): void {
  if (behaviour === undefined) {
    if (weight === 0) return;
    throw new InvalidInputError(
      `reviewerReliability: the behaviour prior of ${name} has weight ${weight} and no values; give both or neither.`,
    );
  }
  if (behaviour.length !== length)
    throw new InvalidInputError(
      `reviewerReliability: the behaviour prior of ${name} has ${behaviour.length} values, expected ${length}.`,
    );
  behaviour.forEach((value, index) => {
    assertRange(`the behaviour prior of ${name} at ${index}`, value, range);
  });
}

function assertRange(what: string, value: number, { from, to }: Range): void {
  if (value >= from && value <= to) return;
  throw new InvalidInputError(
    `reviewerReliability: ${what} is ${value}, expected a finite number from ${from}` +
      (to === Number.MAX_VALUE ? '.' : ` to ${to}.`),
  );
}
