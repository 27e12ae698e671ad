import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { FactBuilder } from '../facts/fact-builder.ts';
import { PairSet } from '../memory/pair-set.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import { momentBetween, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** A rating of one subject by another, by their numbers. */
export interface RatingMoment {
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
}

/** One side of a dealing that may say what it thinks of the other. */
export interface Opinion extends RatingMoment {
  readonly raterReliability: number;
  readonly ratedReliability: number;
}

/** The reliability that earns a rating of 0; experience shows conduct more sharply than it is. */
const NEUTRAL = 0.55;
const SLOPE = 1.8;
/** Noise of a fair rater, and what an unreliable one adds. */
const NOISE = 0.18;
const UNFAIR_NOISE = 0.7;
/** The share of opinions that make no fine distinctions: all is well with whoever is no disappointment. */
const FULL_MARKS_SHARE = 0.2;

/** Writes who rated whom, at most once a pair, in tenths. */
export class RatingBook {
  readonly #rows: FactBuilder<'ratings'>;
  readonly #rated: PairSet;

  /** @param subjects how many subjects there are */
  constructor(rows: FactBuilder<'ratings'>, subjects: number) {
    this.#rows = rows;
    this.#rated = new PairSet(subjects);
  }

  /** A rating some hours or days after the dealing, close to what the other is like. */
  afterDealing(random: Random, opinion: Opinion): void {
    const noise = NOISE + UNFAIR_NOISE * (1 - opinion.raterReliability) * (1 - opinion.raterReliability);
    const felt = SLOPE * (opinion.ratedReliability - NEUTRAL) + noise * normal(random);
    const isCoarse = random.chance(FULL_MARKS_SHARE);
    const thoughtAt = opinion.at + Math.ceil(exponential(random, 2) * MS_PER_DAY);
    const at = momentBetween(random, thoughtAt, thoughtAt + MS_PER_DAY);
    this.rate(random, { ...opinion, at }, isCoarse && felt > 0 ? 1 : felt);
  }

  rate(random: Random, { from, to, at }: RatingMoment, felt: number): void {
    if (at >= WORLD_ENDS_AT || !this.#rated.add(from, to)) return;
    const value = Math.round(Math.min(1, Math.max(-1, felt)) * 10) / 10;
    const recorded_at = recordedAfter(random, at);
    this.#rows.append({ from_id: from, to_id: to, occurred_at: at, value: value + 0, recorded_at });
  }
}
