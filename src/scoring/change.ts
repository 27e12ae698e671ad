/**
 * Why a score differs between two rows of one subject: its ledgers subtracted line by line. The lines sum to the
 * difference of the served scores, exactly.
 *
 * Between two scorecards the new readings come under the old scorecard first (`facts`), then under the new one
 * (`scorecard`): change-reread says how far what is stored lets that be told.
 *
 * A friend's score must not be read off one's own, and no change of it either. So by default the network is one line, the
 * difference of two that are served, with what the two cards say of how far the score leans on others. Its parts are for
 * analysts: all but `own_points` follow from x, the mean of those leaned on, and rounding them in steps would not hide it,
 * however many they are: of k dates one could ask for k^2 / 2 pairs, each of which measures the same few x against steps
 * of its own, while the line itself gives k; and who holds all of one's company but one friend would know that friend's
 * part by itself.
 *
 * Invariant: lines sum to the difference: where both sides are scored, the lines' points add up to 1000 times the
 * difference of the scores.
 * Invariant: a change back is the change negated, line by line, under one scorecard.
 * Invariant: no change, no lines.
 */
import { InvalidInputError } from '../domain/errors.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { THOUSAND, type Thousandths } from '../domain/score.ts';
import { factorChanges, type FactorStep } from './change-factors.ts';
import type { ChangeLine, FixedChange, NetworkChange, ScoreChange, ScoreEnd } from './change-lines.ts';
import { networkParts } from './change-network.ts';
import { rereadRow } from './change-reread.ts';
import { factorLines, ledgerOf, outcomeReasonOf } from './explain.ts';
import type { FactorLine, FixedLine } from './ledger.ts';
import { closeLedger } from './ledger-sum.ts';
import { leaningOf } from './network-lines.ts';
import { bandOf, type Scorecard } from './scorecard.ts';
import type { ScoreRow } from './score-table.ts';

export interface ChangeSide {
  readonly row: ScoreRow;
  readonly scorecard: Scorecard;
}

export interface ChangeOptions {
  /** `exact` splits the network line, for analysts alone; default `served`. */
  readonly network?: 'served' | 'exact';
  /** Both rows were made of the same facts, so that all that differs is the scorecard's; default false. */
  readonly isSameFacts?: boolean;
}

/** A ledger on its way from one side to the other. */
interface Stage {
  readonly base: Thousandths;
  readonly factors: readonly FactorLine[];
  readonly limit: Thousandths;
  readonly rounding: Thousandths;
  /** p, the ledger up to its limit. */
  readonly personal: Thousandths;
}

interface Step {
  readonly cause: 'facts' | 'scorecard';
  readonly from: Stage;
  readonly to: Stage;
}

/** Throws InvalidInputError where the rows are of two subjects. */
export function changeBetween(
  before: ChangeSide,
  after: ChangeSide,
  options: ChangeOptions = {},
): ScoreChange {
  requireOne(before.row, after.row);
  const ends = { before: endOf(before), after: endOf(after) };
  const [from, to] = [ends.before.score, ends.after.score];
  return {
    subjectId: after.row.subjectId,
    subjectKind: SUBJECT_KINDS[after.row.kind]!,
    ...ends,
    difference: from === null || to === null ? null : (to - from) * THOUSAND,
    lines: linesBetween(before, after, options),
  };
}

function requireOne(before: ScoreRow, after: ScoreRow): void {
  if (before.subjectId === after.subjectId && before.kind === after.kind) return;
  throw new InvalidInputError(
    'tell what changed between two scores: they are of two subjects; expected two rows of one',
  );
}

function endOf({ row, scorecard }: ChangeSide): ScoreEnd {
  const isScored = row.outcome === 'scored';
  return {
    outcome: row.outcome,
    ...(isScored ? {} : { outcomeReason: outcomeReasonOf(row, scorecard) }),
    score: isScored ? row.score : null,
    band: isScored ? bandOf(scorecard, row.score) : null,
  };
}

function linesBetween(before: ChangeSide, after: ChangeSide, options: ChangeOptions): readonly ChangeLine[] {
  const isScored = before.row.outcome === 'scored' && after.row.outcome === 'scored';
  // What is withheld of one side would follow from the other and the change.
  if (before.row.outcome === 'restricted' || after.row.outcome === 'restricted') return [];
  const isOneCard = before.scorecard.canonicalJson === after.scorecard.canonicalJson;
  const isSameFacts = options.isSameFacts === true && !isOneCard;
  const cause = isOneCard ? 'facts' : isSameFacts ? 'scorecard' : 'undivided';
  if (SUBJECT_KINDS[after.row.kind] === 'group') return isScored ? groupLines(before, after, cause) : [];
  const steps = stepsBetween(before, after, { isOneCard, isSameFacts });
  const factors = factorChanges(steps.map(factorStep), isScored);
  const areBothRead = [steps[0]!.from, steps.at(-1)!.to].every((stage) => stage.factors.length > 0);
  if (!isScored) return areBothRead ? factors : [];
  return [
    ...steps.flatMap((step) => fixedChange(step, 'base')),
    ...factors,
    ...steps.flatMap((step) => fixedChange(step, 'limit')),
    ...steps.flatMap((step) => fixedChange(step, 'rounding')),
    ...networkChanges([before, after], steps, options.network === 'exact' ? 'exact' : cause),
  ];
}

function stepsBetween(
  before: ChangeSide,
  after: ChangeSide,
  { isOneCard, isSameFacts }: { isOneCard: boolean; isSameFacts: boolean },
): readonly Step[] {
  const from = stageOf(before);
  const to = stageOf(after);
  if (isOneCard) return [{ cause: 'facts', from, to }];
  if (isSameFacts) return [{ cause: 'scorecard', from, to }];
  const middle = stageOf({ row: rereadRow(before, after), scorecard: before.scorecard });
  return [
    { cause: 'facts', from, to: middle },
    { cause: 'scorecard', from: middle, to },
  ];
}

function stageOf({ row, scorecard }: ChangeSide): Stage {
  const factors = factorLines(row, scorecard);
  const sum = factors.reduce((total, { points }) => total + points, scorecard.base);
  const { limit, rounding } = closeLedger(sum);
  return { base: scorecard.base, factors, limit, rounding, personal: sum + limit };
}

function factorStep({ cause, from, to }: Step): FactorStep {
  return { cause, from: from.factors, to: to.factors };
}

function fixedChange({ cause, from, to }: Step, item: 'base' | 'limit' | 'rounding'): readonly FixedChange[] {
  return pointsChange({ item, cause }, from[item], to[item]);
}

function pointsChange(
  line: Pick<Exclude<FixedChange, NetworkChange>, 'item' | 'cause'>,
  before: Thousandths,
  after: Thousandths,
): readonly FixedChange[] {
  return before === after ? [] : [{ ...line, before, after, points: after - before }];
}

function groupLines(
  before: ChangeSide,
  after: ChangeSide,
  cause: 'facts' | 'scorecard' | 'undivided',
): readonly FixedChange[] {
  return (['members', 'rounding'] as const).flatMap((item) =>
    pointsChange({ item, cause }, ledgerPoints(before, item), ledgerPoints(after, item)),
  );
}

function ledgerPoints({ row, scorecard }: ChangeSide, item: FixedLine['item']): Thousandths {
  return ledgerOf(row, scorecard).find((line) => line.item === item)?.points ?? 0;
}

function networkChanges(
  [before, after]: readonly [ChangeSide, ChangeSide],
  steps: readonly Step[],
  split: 'exact' | 'facts' | 'scorecard' | 'undivided',
): readonly NetworkChange[] {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const served = [ledgerPoints(before, 'network'), ledgerPoints(after, 'network')] as const;
  if (split !== 'exact') {
    const points = served[1] - served[0];
    return points === 0
      ? []
      : [{ item: 'network', cause: split, points, ...leaning('before', before), ...leaning('after', after) }];
  }
  const side = ({ row, scorecard }: ChangeSide, stage: Stage, line: Thousandths) => ({
    ...{ row, settings: scorecard.network, personal: stage.personal, served: line },
  });
  const parts = networkParts(
    side(before, first.from, served[0]),
    side(after, last.to, served[1]),
    first.cause === 'facts' ? first.to.personal : null,
  );
  return parts.map((part) => ({ item: 'network', ...part }));
}

function leaning(end: 'before' | 'after', { row, scorecard }: ChangeSide): Partial<NetworkChange> {
  return scorecard.network === undefined ? {} : { [end]: leaningOf(row) };
}
