/**
 * A group has nothing of its own to be scored by: its score is the mean of its members' served scores, each weighing as
 * much as its credence. Members without a record of their own weigh nothing, and those whose score is withheld are left
 * out; a group of none but such members has no score. It leads to nobody's score: with fewer than five members it is cut
 * to a multiple of 5.
 */
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOMES, THOUSAND, type Thousandths } from '../domain/score.ts';
import type { NeighbourMeans } from '../graph/affine/neighbour-means.ts';
import type { RowView } from '../graph/local/patched-rows.ts';
import { LEAST_CONTRIBUTORS } from './network.ts';
import type { ScoreTable } from './score-table.ts';

/** A group of few members is scored in steps of so many points. */
const STEP_POINTS = 5;

/** The lines of a group's ledger: they add up to the score. */
export interface GroupLines {
  /** The members' mean, in steps where they are few. */
  readonly members: Thousandths;
  readonly rounding: Thousandths;
  /** Whole points. */
  readonly score: number;
}

/** @param mean - of the members' served scores, in points, of so many `contributors`. */
export function groupLines(mean: number, contributors: number): GroupLines {
  const members = Math.round(mean * THOUSAND);
  if (contributors < LEAST_CONTRIBUTORS) {
    const score = Math.floor(members / (STEP_POINTS * THOUSAND)) * STEP_POINTS;
    return { members: score * THOUSAND, rounding: 0, score };
  }
  const score = Math.floor((members + THOUSAND / 2) / THOUSAND);
  return { members, rounding: score * THOUSAND - members, score };
}

/** What a score table has of a group. */
type GroupScore = Pick<
  ScoreTable,
  'outcome' | 'score' | 'confidence' | 'network' | 'membershipCompany' | 'membershipContributors'
>;

/** Scores every group by its members, whose scores are in the table. */
export function scoreGroups(table: ScoreTable, means: NeighbourMeans): void {
  const members = { ...means.membersOf, from: 0, to: 0 };
  for (let row = 0; row < table.kinds.length; row++) {
    if (SUBJECT_KINDS[table.kinds[row]!] !== 'group') continue;
    members.from = members.offsets[row]!;
    members.to = members.offsets[row + 1]!;
    const score = groupScore(table, members, means.credence);
    for (const column of GROUP_COLUMNS) table[column][row] = score[column];
  }
}

export const GROUP_COLUMNS = [
  'outcome',
  'score',
  'confidence',
  'network',
  'membershipCompany',
  'membershipContributors',
] as const satisfies readonly (keyof GroupScore)[];

/** What a group is scored by members whose scores are in the table. */
export function groupScore(
  table: Pick<ScoreTable, 'outcome' | 'score' | 'confidence'>,
  { targets, from, to }: RowView,
  credence: Float64Array,
): { readonly [C in keyof GroupScore]: number } {
  let weight = 0;
  let scores = 0;
  let confidence = 0;
  let contributors = 0;
  for (let entry = from; entry < to; entry++) {
    const member = targets[entry]!;
    const own = credence[member]!;
    if (own === 0 || OUTCOMES[table.outcome[member]!] !== 'scored') continue;
    contributors++;
    weight += own;
    scores += own * table.score[member]!;
    confidence += own * table.confidence[member]!;
  }
  const company = { membershipCompany: weight, membershipContributors: contributors };
  if (contributors === 0)
    return { ...company, outcome: OUTCOMES.indexOf('unscorable'), score: 0, confidence: 0, network: 0 };
  const mean = scores / weight;
  return {
    ...company,
    outcome: OUTCOMES.indexOf('scored'),
    score: groupLines(mean, contributors).score,
    confidence: Math.round(confidence / weight),
    network: mean,
  };
}
