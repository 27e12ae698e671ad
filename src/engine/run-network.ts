/**
 * The network of one run, for analysts: whose scores moved one subject's, with names and exact values; what members do for
 * their group, and it for them. Held in memory, it answers without the store.
 */
import { NotFoundError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import type { OutcomeReason } from '../domain/reason-codes.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES, THOUSAND, type Outcome } from '../domain/score.ts';
import { affineContributions } from '../graph/affine/affine-contributions.ts';
import { contributionScratch, type ContributionScratch } from '../graph/affine/contribution-scratch.ts';
import type { NeighbourMeans } from '../graph/affine/neighbour-means.ts';
import { outcomeReasonOf } from '../scoring/explain.ts';
import { companyParts, type CompanyPart } from '../scoring/network-lines.ts';
import { personalScores } from '../scoring/score-subjects.ts';
import { servedLine } from '../scoring/served-line.ts';
import { readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import { scoreRow, type ScoreTable } from '../scoring/score-table.ts';
import type { RelationTables } from './fact-tables.ts';
import { kernelsHere, type KernelRunner } from './kernels.ts';
import { meansOf, networkRelations } from './network.ts';
import type { RunRecord } from './ports.ts';

/** Somebody whose score moved the subject's. */
interface Contributor {
  readonly subjectId: string;
  /** M(i, j), 0 to 1. */
  readonly share: number;
  /** M(i, j) x (p(j) - p(i)). */
  readonly points: number;
}

/** What a group does for one of its members, or the member for it. */
interface GroupPart {
  readonly groupId: string;
  /** What the member's score gains (or loses, below 0) through the group, of its network line. */
  readonly points: number;
}

interface MemberPart {
  readonly subjectId: string;
  /** Of the group's score, 0 to 1. */
  readonly weight: number;
  /** By how much the group's mean is higher with the member than without; null for its only one. */
  readonly lifts: number | null;
  /** What the member gains or loses by the group. */
  readonly points: number;
}

/** Everything in points, uncut. */
export interface SubjectNetwork {
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly outcome: Outcome;
  /** Present unless scored. */
  readonly outcomeReason?: OutcomeReason;
  /** Absent unless scored, and for a group. */
  readonly line?: {
    /** p, the ledger up to its limit. */
    readonly personal: number;
    /** s - p. */
    readonly exact: number;
    /** As it stands in the ledger. */
    readonly served: number;
    readonly record: number;
    /** c. */
    readonly credence: number;
    /** lambda. */
    readonly share: number;
    /** C. */
    readonly company: number;
    readonly through: readonly CompanyPart[];
    /** Largest in absolute value first. */
    readonly contributors: readonly Contributor[];
    /** How much of the line, at most, was not followed to its end: points. */
    readonly unexplained: number;
    readonly groups: readonly GroupPart[];
  };
  /** Of a scored group: its members that count, by id. */
  readonly members?: readonly MemberPart[];
}

export interface RunNetwork {
  /** The `top` people. Throws NotFoundError for a subject that the run did not know. */
  of(subjectId: string, top: number): SubjectNetwork;
}

interface Held {
  readonly table: ScoreTable;
  readonly scorecard: Scorecard;
  readonly means: NeighbourMeans;
  /** p and s in points. */
  readonly personal: Float64Array;
  readonly scores: Float64Array;
  readonly scratch: ContributionScratch;
}

/** Throws NotFoundError for a run whose scorecard has no network. */
export async function loadRunNetwork(
  run: RunRecord,
  table: ScoreTable,
  { relations, kernels = kernelsHere }: { relations: RelationTables; kernels?: KernelRunner },
): Promise<RunNetwork> {
  const scorecard = readStoredScorecard(run.scorecardJson);
  const settings = scorecard.network;
  if (settings === undefined)
    throw new NotFoundError(
      `the run ${run.id} was scored with ${scorecard.id}, which has no network; no score leans on another`,
    );
  const means = await meansOf(table, { relations: networkRelations(relations), settings, kernels });
  const personal = personalScores(table, scorecard).map((thousandths) => thousandths / THOUSAND);
  const scores = personal.map((own, row) => own + table.network[row]!);
  const held = { table, scorecard, means, personal, scores, scratch: contributionScratch(means) };
  const rowOf = new Map(table.ids.map((id, row) => [id, row]));
  return {
    of(subjectId, top) {
      const row = rowOf.get(subjectId);
      if (row === undefined) throw new NotFoundError('no such subject in the latest run');
      return subjectNetwork(held, row, top);
    },
  };
}

function subjectNetwork(held: Held, row: number, top: number): SubjectNetwork {
  const { table, scorecard } = held;
  const subjectKind = SUBJECT_KINDS[table.kinds[row]!]!;
  const outcome = OUTCOMES[table.outcome[row]!]!;
  const subject = { subjectId: table.ids[row]!, subjectKind, outcome };
  // What is withheld is withheld here too.
  if (outcome !== 'scored')
    return { ...subject, outcomeReason: outcomeReasonOf(scoreRow(table, row), scorecard) };
  return subjectKind === 'group'
    ? { ...subject, members: membersOf(held, row) }
    : { ...subject, line: lineOf(held, row, top) };
}

function lineOf(held: Held, row: number, top: number): NonNullable<SubjectNetwork['line']> {
  const { table, means, personal, scratch } = held;
  const { share: shares } = table;
  const { top: found, residual } = affineContributions(means, {
    node: row,
    own: personal,
    shares,
    top,
    scratch,
  });
  const scored = scoreRow(table, row);
  const { credence: company, parts } = companyParts(scored);
  const groups = [];
  for (let entry = means.groupsOf.offsets[row]!; entry < means.groupsOf.offsets[row + 1]!; entry++) {
    const group = means.groupsOf.targets[entry]!;
    groups.push({ groupId: table.ids[group]!, points: pointsThrough(held, row, group) });
  }
  return {
    personal: personal[row]!,
    exact: table.network[row]!,
    served: servedLine(scored, Math.round(personal[row]! * THOUSAND)) / THOUSAND,
    record: table.record[row]!,
    credence: means.credence[row]!,
    share: shares[row]!,
    company,
    through: parts,
    contributors: found.map(({ node, share, contribution }) => {
      return { subjectId: table.ids[node]!, share, points: contribution };
    }),
    unexplained: residual * SCALE,
    groups,
  };
}

/** No two scores are further apart. */
const SCALE = HIGHEST_SCORE - LOWEST_SCORE;

/** lambda / C x strength x (mean of the others - p) x S' / (1 + S'), the group's part of the member's line. */
function pointsThrough({ table, means, personal, scores }: Held, member: number, group: number): number {
  const { groupsOf, membersOf, groupCredence, credence, company } = means;
  if (company[member] === 0) return 0;
  let strength = 0;
  for (let entry = groupsOf.offsets[member]!; entry < groupsOf.offsets[member + 1]!; entry++)
    if (groupsOf.targets[entry] === group) strength = groupsOf.weights[entry]!;
  let pull = 0;
  for (let entry = membersOf.offsets[group]!; entry < membersOf.offsets[group + 1]!; entry++) {
    const other = membersOf.targets[entry]!;
    if (other !== member && credence[other]! > 0)
      pull += credence[other]! * (scores[other]! - personal[member]!);
  }
  const others = groupCredence[group]! - credence[member]!;
  return ((table.share[member]! / company[member]!) * strength * pull) / (1 + others);
}

function membersOf(held: Held, group: number): readonly MemberPart[] {
  const { table, means } = held;
  const { membersOf: rows, credence } = means;
  const counted = Array.from(rows.targets.subarray(rows.offsets[group], rows.offsets[group + 1])).filter(
    (member) => credence[member]! > 0 && OUTCOMES[table.outcome[member]!] === 'scored',
  );
  const sum = table.membershipCompany[group]!;
  const mean = table.network[group]!;
  return counted.map((member) => {
    const weight = credence[member]! / sum;
    return {
      subjectId: table.ids[member]!,
      weight,
      // The mean is w s + (1 - w) m without the member, so mean - m is w / (1 - w) x (s - mean).
      lifts: counted.length === 1 ? null : (weight / (1 - weight)) * (table.score[member]! - mean),
      points: pointsThrough(held, member, group),
    };
  });
}
