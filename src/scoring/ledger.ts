import type { FactorUnit } from '../factors/factor.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import type { FactorGroup, Outcome, ProcessingBasis, ReasonRanking, Thousandths } from '../domain/score.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { Instant } from '../domain/time.ts';
import type { Leaning } from './network-lines.ts';
import type { ScoreInterval } from './interval.ts';
import type { Rank } from './population.ts';
import type { Certificate } from './profile.ts';

/**
 * A line that is no factor: what everybody starts from, a group's members instead, the clamp to the scale, the step to a
 * whole point, and what comes of others' scores.
 */
export interface FixedLine {
  readonly item: 'base' | 'members' | 'limit' | 'rounding' | 'network';
  readonly points: Thousandths;
}

/** One factor's line. */
export interface FactorLine {
  readonly item: 'factor';
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  /** Null where not measurable or without bound, and for text attributes: `bin` then says which values. */
  readonly value: number | null;
  readonly evidence: number;
  /** How many of the facts behind it speak against the subject; 0 also where the factor does not count them. */
  readonly against: number;
  /** Where the reading fell, such as `0.8 to 0.95`; `not measurable` where there was none. */
  readonly bin: string;
  readonly measurable: boolean;
  readonly points: Thousandths;
  /** The most this factor gives anyone. */
  readonly best: Thousandths;
  /** Why points are missing, or why nothing could be measured; absent at full points. */
  readonly reason?: ReasonCode;
}

export type LedgerLine = FixedLine | FactorLine;

/** A key adverse reason: its factor, what it cost, and the code whose text the catalogue holds. */
export interface Reason {
  readonly code: ReasonCode;
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly pointsLost: Thousandths;
  /** By how much the mean of all scored exceeds its points; present where reasons are ranked by it. */
  readonly belowMean?: Thousandths;
  readonly value: number | null;
  readonly unit: FactorUnit;
  readonly evidence: number;
  readonly against: number;
}

/** What the subject itself can better, and what that would bring. */
export interface Improvement {
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly title: string;
  /** Why points are missing. */
  readonly reason?: ReasonCode;
  /** How many facts speak against the subject, where they are counted. */
  readonly against: number;
  /** Up to the factor's best. */
  readonly attainable: Thousandths;
  /** With the next reading that earns more. */
  readonly next: Thousandths;
  /** That reading, such as `0.8 to 0.95`. */
  readonly nextBin: string;
  /** Its nearer bound, to be reached or to be gone below; absent for texts. */
  readonly target?: {
    readonly value: number;
    readonly unit: FactorUnit;
    readonly side: 'at_least' | 'below';
  };
}

export interface GroupTotal {
  readonly group: FactorGroup;
  readonly points: Thousandths;
  readonly best: Thousandths;
  /** Factors of the group that could be measured, and how many there are. */
  readonly measured: number;
  readonly factors: number;
}

/**
 * One subject's score with everything that explains it. Invariant: ledger sums to score: where there is a
 * score, the ledger's points add up to 1000 times it, exactly.
 */
export interface ScoreCard {
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly outcome: Outcome;
  /** Present unless the outcome is `scored`. */
  readonly outcomeReason?: OutcomeReason;
  /** 350 to 950; null unless scored. */
  readonly score: number | null;
  readonly band: string | null;
  /** 0 to 1: how much of the attainable points rests on evidence. */
  readonly confidence: number;
  /** The evidence behind all readings together; a fact behind several readings counts in each. */
  readonly evidence: number;
  readonly asOf: Instant;
  readonly runId: string;
  readonly scorecardId: string;
  readonly scorecardHash: string;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  readonly groups: readonly GroupTotal[];
  /** Empty unless scored. */
  readonly ledger: readonly LedgerLine[];
  /** Present where a score leans on others'. */
  readonly network?: Leaning;
  /** The measured factors that count most against the subject, most first, as many at most as the profile says. */
  readonly adverseReasons: readonly Reason[];
  /** How they were ranked. */
  readonly ranking: ReasonRanking;
  /** What is in the subject's own hands, by attainable points, most first; neither buying nor recruiting is. */
  readonly improvements: readonly Improvement[];
  /** Absent unless scored. */
  readonly interval?: ScoreInterval;
  /** The names of the bands that the interval touches, from low to high; absent without one. */
  readonly bandRange?: readonly string[];
  /** Absent unless scored, and where the profile lets nothing be compared with others. */
  readonly rank?: Rank;
  /** What was left out; absent of runs made before profiles were kept. */
  readonly certificate?: Certificate;
}
