import { InvalidInputError, InvariantError, NotAllowedError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import { FACTOR_GROUPS, THOUSAND, type ProcessingBasis, type ReasonRanking } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Factor } from '../factors/factor.ts';
import { binLabel } from './bins.ts';
import { adverseReasons, USUAL_REASONS, type RankedBy } from './adverse-reasons.ts';
import { groupLines } from './group-scores.ts';
import { improvementsOf } from './improvements.ts';
import { scoreInterval } from './interval.ts';
import type { FactorLine, GroupTotal, LedgerLine, ScoreCard } from './ledger.ts';
import { closeLedger } from './ledger-sum.ts';
import { leaningOf } from './network-lines.ts';
import { rankIn, type Population } from './population.ts';
import { certify, type Profile } from './profile.ts';
import { bandOf, bandsBetween, type Scorecard, type ScorecardFactor } from './scorecard.ts';
import { NOT_MEASURABLE_BIN, NOT_SCORED_BIN, type ScoreRow } from './score-table.ts';
import { servedLine } from './served-line.ts';

/** What of a run goes on every card. */
export interface RunFacts {
  readonly id: string;
  readonly cut: { readonly asOf: Instant };
  readonly scorecardHash: string;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  /** Absent: nothing is certified. */
  readonly profile?: Profile;
  /** Absent: nothing is compared with others. */
  readonly population?: Population;
  /** Default: as the profile says. */
  readonly ranking?: ReasonRanking;
}

/**
 * Rebuilds the whole ledger of a stored score from its readings' bins and the scorecard it was made with. There is
 * no second path: the score that was stored must come out again, or this throws InvariantError.
 */
export function explainScore(row: ScoreRow, scorecard: Scorecard, run: RunFacts): ScoreCard {
  const subjectKind = SUBJECT_KINDS[row.kind]!;
  const lines = factorLines(row, scorecard);
  const isGroup = subjectKind === 'group';
  const evidence = isGroup ? row.membershipContributors : lines.reduce((sum, line) => sum + line.evidence, 0);
  const isScored = row.outcome === 'scored';
  return {
    subjectId: row.subjectId,
    subjectKind,
    outcome: row.outcome,
    ...(isScored ? {} : { outcomeReason: outcomeReasonOf(row, scorecard) }),
    score: isScored ? row.score : null,
    band: isScored ? bandOf(scorecard, row.score) : null,
    confidence: row.confidence / 1000,
    evidence,
    asOf: run.cut.asOf,
    runId: run.id,
    scorecardId: scorecard.id,
    scorecardHash: run.scorecardHash,
    purpose: run.purpose,
    basis: run.basis,
    groups: isScored && !isGroup ? groupTotals(lines) : [],
    ledger: ledgerOf(row, scorecard, lines),
    ...(isScored && !isGroup && scorecard.network !== undefined ? { network: leaningOf(row) } : {}),
    ...comparedAndAdvised(isScored ? lines : [], row, { scorecard, run }),
    ...(run.profile === undefined ? {} : { certificate: certify(run.profile, scorecard, subjectKind) }),
  };
}

/** A line for each factor that the scorecard has for its kind; none where nothing may be read of the subject. */
export function factorLines(row: ScoreRow, scorecard: Scorecard): readonly FactorLine[] {
  if (!isProcessed(row)) return [];
  const readings = new Map(row.factors.map((factor) => [factor.factorId, factor]));
  const entries = scorecard.subjects[SUBJECT_KINDS[row.kind]!] ?? [];
  return entries.map((entry) => factorLine(entry, readings.get(entry.factor.id)));
}

/** Empty unless scored. Throws InvariantError where the lines do not sum to the stored score. */
export function ledgerOf(
  row: ScoreRow,
  scorecard: Scorecard,
  lines = factorLines(row, scorecard),
): readonly LedgerLine[] {
  if (row.outcome !== 'scored') return [];
  return SUBJECT_KINDS[row.kind] === 'group' ? groupLedger(row) : wholeLedger(lines, scorecard, row);
}

/** What is made of the ledger for people: reasons, advice, and how sure and how high the score is. */
function comparedAndAdvised(
  lines: readonly FactorLine[],
  row: ScoreRow,
  { scorecard, run }: { scorecard: Scorecard; run: RunFacts },
): Pick<ScoreCard, 'adverseReasons' | 'ranking' | 'improvements' | 'interval' | 'bandRange' | 'rank'> {
  const subjectKind = SUBJECT_KINDS[row.kind]!;
  const ranking = run.ranking ?? run.profile?.reasons.rankedBy ?? 'points_lost';
  if (row.outcome !== 'scored') return { adverseReasons: [], ranking, improvements: [] };
  const entries = scorecard.subjects[subjectKind] ?? [];
  const pairs = lines.map((line, index) => ({ line, entry: entries[index]!, evidence: line.evidence }));
  const rank =
    run.population === undefined || mayNotCompare(run)
      ? undefined
      : rankIn(run.population, subjectKind, row.score);
  const interval =
    pairs.length === 0 ? undefined : scoreInterval(row.score, pairs, scorecard.halfConfidenceEvidence);
  return {
    adverseReasons: adverseReasons(lines, rankedBy(ranking, subjectKind, run)),
    ranking,
    improvements: improvementsOf(pairs),
    // A group has no factors that a fuller record could move.
    ...(interval === undefined ? {} : { interval, bandRange: bandsBetween(scorecard, interval) }),
    ...(rank === undefined ? {} : { rank }),
  };
}

function rankedBy(ranking: ReasonRanking, kind: SubjectKind, run: RunFacts): RankedBy {
  const meanPoints = mayNotCompare(run) ? undefined : run.population?.[kind]?.meanPoints;
  if (ranking === 'below_mean' && meanPoints === undefined) refuseMeans(run);
  const most = run.profile?.reasons.most ?? USUAL_REASONS;
  return { ranking, most, ...(meanPoints === undefined ? {} : { meanPoints }) };
}

/** Throws where reasons cannot be ranked by the mean, with why. */
function refuseMeans(run: RunFacts): never {
  if (mayNotCompare(run))
    throw new NotAllowedError(
      `reasons ranked by below_mean compare a subject with others, which the profile ${run.profile?.id ?? ''} ` +
        'excludes; ask for points_lost',
    );
  throw new InvalidInputError(
    `reasons ranked by below_mean need the means of the run ${run.id}, which it was not kept with; ask for ` +
      'points_lost, or make the run again: credence score',
  );
}

/** Where nothing about others may be read, a score is not held against theirs either. */
function mayNotCompare({ profile }: RunFacts): boolean {
  return profile?.excluded.aboutOthers === true;
}

function factorLine(
  { factor, bins, notMeasurable, best }: ScorecardFactor,
  reading?: ScoreRow['factors'][number],
): FactorLine {
  const bin = reading?.bin ?? NOT_MEASURABLE_BIN;
  const measurable = bin !== NOT_MEASURABLE_BIN;
  const points = measurable ? bins[bin]!.points : notMeasurable;
  const reason = measurable
    ? lossReason(factor, reading?.value ?? Number.NaN)
    : factor.reasonCodes.unmeasurable;
  return {
    item: 'factor',
    factorId: factor.id,
    group: factor.group,
    title: factor.title,
    unit: factor.unit,
    value: reading !== undefined && Number.isFinite(reading.value) ? reading.value : null,
    evidence: reading?.evidence ?? 0,
    against: reading?.against ?? 0,
    bin: binLabel(bins, bin),
    measurable,
    points,
    best,
    ...(points < best || !measurable ? { reason } : {}),
  };
}

/** A reading no worse than the prior is held against nobody where the factor knows a milder word for it. */
function lossReason({ reasonCodes, direction, prior }: Factor, value: number): ReasonCode {
  if (reasonCodes.unbounded !== undefined && Math.abs(value) === Infinity) return reasonCodes.unbounded;
  const isWorse = direction === 'higher' ? value < prior : value > prior;
  return isWorse ? reasonCodes.adverse : (reasonCodes.modest ?? reasonCodes.adverse);
}

function wholeLedger(
  lines: readonly FactorLine[],
  scorecard: Scorecard,
  row: ScoreRow,
): readonly LedgerLine[] {
  const sum = lines.reduce((total, line) => total + line.points, scorecard.base);
  const { limit, rounding, score } = closeLedger(sum);
  const network = servedLine(row, sum + limit);
  requireScore(row, score + network / THOUSAND);
  return [
    { item: 'base', points: scorecard.base },
    ...lines,
    { item: 'limit', points: limit },
    { item: 'rounding', points: rounding },
    ...(scorecard.network === undefined ? [] : [{ item: 'network' as const, points: network }]),
  ];
}

function groupLedger(row: ScoreRow): readonly LedgerLine[] {
  const { members, rounding, score } = groupLines(row.network, row.membershipContributors);
  requireScore(row, score);
  return [
    { item: 'members', points: members },
    { item: 'rounding', points: rounding },
  ];
}

function requireScore(row: ScoreRow, sum: number): void {
  if (sum !== row.score)
    throw new InvariantError(
      `a stored score of ${row.score} does not follow from its ledger, which sums to ${sum}`,
    );
}

function groupTotals(lines: readonly FactorLine[]): readonly GroupTotal[] {
  return FACTOR_GROUPS.map((group) => {
    const own = lines.filter((line) => line.group === group);
    return {
      group,
      points: own.reduce((sum, line) => sum + line.points, 0),
      best: own.reduce((sum, line) => sum + line.best, 0),
      measured: own.filter((line) => line.measurable).length,
      factors: own.length,
    };
  });
}

/** Why a subject that is not scored has no score. */
export function outcomeReasonOf(row: ScoreRow, scorecard: Scorecard): OutcomeReason {
  if (row.outcome === 'restricted') return 'held_back_by_flag';
  const kind = SUBJECT_KINDS[row.kind]!;
  if (kind === 'group' && scorecard.network !== undefined) return 'no_credible_members';
  if (scorecard.subjects[kind] === undefined) return 'no_scorecard_for_kind';
  return isProcessed(row) ? 'too_little_evidence' : 'no_processing_consent';
}

function isProcessed({ factors }: ScoreRow): boolean {
  return factors.some(({ bin }) => bin !== NOT_SCORED_BIN);
}
