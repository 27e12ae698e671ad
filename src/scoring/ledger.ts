import type { FactorUnit } from '../factors/factor.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import type { FactorGroup, Outcome, ProcessingBasis, Thousandths } from '../domain/score.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { Instant } from '../domain/time.ts';

/** A line that is no factor: what everybody starts from, the clamp to the scale, the step to a whole point. */
export interface FixedLine {
  readonly item: 'base' | 'limit' | 'rounding';
  readonly points: Thousandths;
}

/** One factor's line. */
export interface FactorLine {
  readonly item: 'factor';
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  /** Null where not measurable, and for text attributes: `bin` then says which values. */
  readonly value: number | null;
  readonly evidence: number;
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

/** A reason as served: its factor, what it cost, and the code whose text the catalogue holds. */
export interface Reason {
  readonly code: ReasonCode;
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly pointsLost: Thousandths;
  readonly value: number | null;
  readonly unit: FactorUnit;
  readonly evidence: number;
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
  /** The up to four measured factors that lost most points, most first. */
  readonly adverseReasons: readonly Reason[];
}
