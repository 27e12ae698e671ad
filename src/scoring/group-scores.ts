/**
 * A group has nothing of its own to be scored by: its score is the mean of its members' served scores, each weighing as
 * much as its credence. Members without a record of their own weigh nothing, and those whose score is withheld are left
 * out; a group of none but such members has no score. It leads to nobody's score: with fewer than five members it is cut
 * to a multiple of 5.
 */
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOMES, THOUSAND, type Thousandths } from '../domain/score.ts';
import type { NeighbourMeans } from '../graph/affine/neighbour-means.ts';
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

/** Scores every group by its members, whose scores are in the table. */
export function scoreGroups(table: ScoreTable, means: NeighbourMeans): void {
  for (let row = 0; row < table.kinds.length; row++)
    if (SUBJECT_KINDS[table.kinds[row]!] === 'group') scoreGroup(table, means, row);
}

function scoreGroup(table: ScoreTable, { membersOf, credence }: NeighbourMeans, row: number): void {
  let weight = 0;
  let scores = 0;
  let confidence = 0;
  let contributors = 0;
  for (let entry = membersOf.offsets[row]!; entry < membersOf.offsets[row + 1]!; entry++) {
    const member = membersOf.targets[entry]!;
    const own = credence[member]!;
    if (own === 0 || OUTCOMES[table.outcome[member]!] !== 'scored') continue;
    contributors++;
    weight += own;
    scores += own * table.score[member]!;
    confidence += own * table.confidence[member]!;
  }
  table.membershipContributors[row] = contributors;
  table.membershipCompany[row] = weight;
  if (contributors === 0) return;
  const mean = scores / weight;
  table.network[row] = mean;
  table.score[row] = groupLines(mean, contributors).score;
  table.confidence[row] = Math.round(confidence / weight);
  table.outcome[row] = OUTCOMES.indexOf('scored');
}
