/** What a change of a score consists of. */
import type { OutcomeReason } from '../domain/reason-codes.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { FactorGroup, Outcome, Thousandths } from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';
import type { FactorLine } from './ledger.ts';
import type { Leaning } from './network-lines.ts';

/**
 * Why a line is there:
 * - `facts`       what is known, read by one scorecard
 * - `scorecard`   the same readings, read by another scorecard
 * - `undivided`   both, where one subject's rows do not tell them apart
 *
 * and of the network line, where it is split:
 * - `own_record`  the score leans less on others as more is known of the subject itself, or more as less is
 * - `company`     it leans more or less on them since they are more or fewer, closer or better known
 * - `neighbours`  their scores, and which of them weigh how much
 * - `own_points`  the subject's own points came nearer to theirs, or went further away
 * - `steps`       what serving the line by cells and to a whole point makes of all these
 */
export type ChangeCause =
  'facts' | 'scorecard' | 'undivided' | 'own_record' | 'company' | 'neighbours' | 'own_points' | 'steps';

/** What one side of a change read of a factor; the fields mean what those of FactorLine do. */
export type ChangeReading = Pick<
  FactorLine,
  'value' | 'evidence' | 'against' | 'bin' | 'measurable' | 'points'
>;

/** A factor whose reading or points changed; points are 0 where the reading moved within its bin. */
export interface FactorChange {
  readonly item: 'factor';
  readonly cause: 'facts' | 'scorecard';
  readonly factorId: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  /** Null where that side's scorecard has no such factor. */
  readonly before: ChangeReading | null;
  readonly after: ChangeReading | null;
  /** Null where one side has no score. */
  readonly points: Thousandths | null;
}

/** Any other line of the ledger, with its points on both sides; the network line's where it is not split. */
interface LedgerChange {
  readonly item: 'base' | 'members' | 'limit' | 'rounding';
  readonly cause: 'facts' | 'scorecard' | 'undivided';
  readonly before: Thousandths;
  readonly after: Thousandths;
  readonly points: Thousandths;
}

/** The network line, or a part of it. */
export interface NetworkChange {
  readonly item: 'network';
  readonly cause: ChangeCause;
  readonly points: Thousandths;
  /** How far each side leans on others, as its card tells; absent where the side's scorecard has no network. */
  readonly before?: Leaning;
  readonly after?: Leaning;
}

export type FixedChange = LedgerChange | NetworkChange;
export type ChangeLine = FactorChange | FixedChange;

/** One side as it is served. */
export interface ScoreEnd {
  readonly outcome: Outcome;
  /** Present unless scored. */
  readonly outcomeReason?: OutcomeReason;
  /** Null unless scored. */
  readonly score: number | null;
  readonly band: string | null;
}

export interface ScoreChange {
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly before: ScoreEnd;
  readonly after: ScoreEnd;
  /** Null where one side has no score. */
  readonly difference: Thousandths | null;
  /** In the order of the ledger. */
  readonly lines: readonly ChangeLine[];
}
