/**
 * The network adjustment: a score leans on those of the people, businesses and groups one is tied to, the less so the
 * more is known of oneself.
 *
 *     c(j)      = r(j) / (h + r(j))                                                credence
 *     raw(i, j) = strength(i, j) x c(j) + sum over groups g of i and j of 0.5 x c(j) / (1 + S(g) - c(i))
 *     C(i)      = sum over j of raw(i, j)                                           company
 *     W(i, j)   = raw(i, j) / C(i)
 *     lambda(i) = maxShare x h / (h + r(i)) x C(i) / (1 + C(i))
 *     s         = (I - L) p + L W s                                                L = diag(lambda)
 *
 * p is the personal score in points, the ledger up to its limit. r is the record: how many distinct (counterparty or
 * obligation, month) of the last 24 months had anything of one's own mature, kept or broken. strength is the largest over
 * live ties in either direction and of any kind; ownership counts 1 both ways; payments and ratings are not in it. Through
 * a group a member feels the c-weighted mean of its other members, S(g) being the sum of c over all: kernel
 * graph/affine/neighbour-means. Who has no number has credence 0, and is felt by nobody. Who is restricted keeps its
 * place: or W would depend on conduct.
 *
 * Convergence. W's rows sum to 1 where C > 0, so in the maximum norm L W is at most the largest lambda, which is below
 * maxShare, which is below 1. So I - L W can be inverted, the solution exists and is unique, the iteration shrinks its
 * distance to it by maxShare a step, and s = M p with M = (I - L W)^-1 (I - L) = (sum over k of (L W)^k) (I - L). M has no
 * negative entry, and its rows sum to 1, since s = p = 1 solves the equation: s is a mean of personal scores.
 *
 * Invariant: bounds. 350 <= s <= 950, and |s(i) - p(i)| <= lambda(i) x 600 whatever the neighbours do.
 * Invariant: decomposition. s(i) - p(i) is the sum over j of M(i, j) x (p(j) - p(i)).
 * Invariant: monotonicity. Raising anybody's personal score lowers no s: M depends on ties and on what came due, not on
 *   how it went. What is served of it, scoring/served-line, keeps that.
 * Invariant: empty recruits. Company without a record changes nobody's s and adds nothing to anybody's influence.
 * Invariant: identity. maxShare 0 gives the personal score to the bit.
 *
 * Reference: N. E. Friedkin and E. C. Johnsen, Social influence and opinions, J. Math. Sociology 15, 1990,
 * doi:10.1080/0022250X.1990.9990069, with shares that follow from records in place of susceptibilities.
 */
import { MILLION } from '../domain/fixed-point.ts';
import type { NeighbourMeans } from '../graph/affine/neighbour-means.ts';
import type { RowView } from '../graph/local/patched-rows.ts';
import type { EdgeList } from '../graph/rows/edge-list.ts';
import type { ScoreRow, ScoreTable, SubjectScoreColumn } from './score-table.ts';

/** How strongly a group ties its members, where a tie is 0 to 1. */
const MEMBERSHIP_STRENGTH = 0.5;
/** What comes of fewer others than this is not served in parts, and not to a point. */
export const LEAST_CONTRIBUTORS = 5;

/** What a scorecard says of the network. */
export interface NetworkSettings {
  /** The most that anybody leans on others, 0 to below 1. */
  readonly maxShare: number;
  /** h: the record that counts half, above 0. */
  readonly halfRecord: number;
}

/** Both by judgement, fitted to no data set: a tenth at most, and half of that with a year of monthly dealings. */
export const USUAL_NETWORK: NetworkSettings = { maxShare: 0.1, halfRecord: 12 };

/** Who is tied to whom, by dense index. */
export interface NetworkRelations {
  /** Live ties, each unordered pair once; strength in parts per million. */
  readonly knows: {
    readonly source: Uint32Array;
    readonly target: Uint32Array;
    readonly strength: Float64Array;
  };
  /** The owner of each subject that is a merchant; NaN: nobody. */
  readonly owner: Float64Array;
  /** From member to group, each once. */
  readonly memberOf: { readonly source: Uint32Array; readonly target: Uint32Array };
}

/** Whether one of two owns the other: that outweighs any tie of theirs. */
function isOwnership(owner: Float64Array, one: number, other: number): boolean {
  return owner[one] === other || owner[other] === one;
}

/** Ties and ownership as one undirected relation, each pair once with its largest strength, 0 to 1. */
export function tieEdges({ knows, owner }: NetworkRelations): EdgeList {
  const source: number[] = [];
  const target: number[] = [];
  owner.forEach((owned, subject) => {
    const isSaidBothWays = owner[owned] === subject && owned < subject;
    if (Number.isNaN(owned) || isSaidBothWays) return;
    source.push(subject);
    target.push(owned);
  });
  const ties = knows.source.length;
  const edges = {
    source: new Uint32Array(source.length + ties),
    target: new Uint32Array(source.length + ties),
    weight: new Float64Array(source.length + ties).fill(1),
  };
  edges.source.set(source);
  edges.target.set(target);
  let end = source.length;
  for (let tie = 0; tie < ties; tie++) {
    if (isOwnership(owner, knows.source[tie]!, knows.target[tie]!)) continue;
    edges.source[end] = knows.source[tie]!;
    edges.target[end] = knows.target[tie]!;
    edges.weight[end++] = knows.strength[tie]! / MILLION;
  }
  return {
    source: edges.source.subarray(0, end),
    target: edges.target.subarray(0, end),
    weight: edges.weight.subarray(0, end),
  };
}

export function memberEdges({ memberOf }: NetworkRelations): EdgeList {
  return { ...memberOf, weight: new Float64Array(memberOf.source.length).fill(MEMBERSHIP_STRENGTH) };
}

/** c, from r: 0 to 1. */
export function credenceOf({ halfRecord }: NetworkSettings, record: number): number {
  return record / (halfRecord + record);
}

/** c of each subject; 0 for who has no number. */
export function credences(
  { record }: Pick<ScoreTable, 'record'>,
  isNumbered: (row: number) => boolean,
  settings: NetworkSettings,
): Float64Array {
  return Float64Array.from(record, (own, row) => (isNumbered(row) ? credenceOf(settings, own) : 0));
}

/** lambda, from r and C. */
export function shareOf({ maxShare, halfRecord }: NetworkSettings, record: number, company: number): number {
  return maxShare * (halfRecord / (halfRecord + record)) * (company / (1 + company));
}

/** What somebody's company consists of, as a score table has it. */
export const COMPANY_COLUMNS = [
  'tieCompany',
  'ownershipCompany',
  'membershipCompany',
  'tieContributors',
  'ownershipContributors',
  'membershipContributors',
] as const satisfies readonly SubjectScoreColumn[];
type Company = Pick<ScoreRow, (typeof COMPANY_COLUMNS)[number]>;

/** Who is around a subject: those it is tied to and the groups it is in, with strengths. */
interface Surroundings {
  readonly ties: RowView;
  readonly groups: RowView;
}

/** What is known of everybody. */
export interface KnownCompany {
  /** c of each subject, and who owns it: NaN for nobody. */
  readonly credence: Float64Array;
  readonly owner: Float64Array;
  /** Of a group, S, and how many members it is the sum of. */
  readonly groupCredence: (group: number) => number;
  readonly heard: (group: number) => number;
}

/** Writes lambda and what company consists of, for everybody who has a number. */
export function enterCompany(
  table: ScoreTable,
  { means, owner }: { readonly means: NeighbourMeans; readonly owner: Float64Array },
  { settings, isNumbered }: { settings: NetworkSettings; isNumbered: (row: number) => boolean },
): void {
  const membersHeard = countMembersHeard(means);
  const known = {
    ...{ credence: means.credence, owner },
    groupCredence: (group: number) => means.groupCredence[group]!,
    heard: (group: number) => membersHeard[group]!,
  };
  // One pair of objects for all rows: there are many.
  const around = { ties: { ...means.ties, from: 0, to: 0 }, groups: { ...means.groupsOf, from: 0, to: 0 } };
  for (let row = 0; row < means.nodes; row++) {
    if (!isNumbered(row)) continue;
    for (const rows of [around.ties, around.groups]) {
      rows.from = rows.offsets[row]!;
      rows.to = rows.offsets[row + 1]!;
    }
    table.share[row] = shareOf(settings, table.record[row]!, means.company[row]!);
    const company = companyAround(around, known, row);
    table.tieCompany[row] = company.tieCompany;
    table.ownershipCompany[row] = company.ownershipCompany;
    table.membershipCompany[row] = company.membershipCompany;
    table.tieContributors[row] = company.tieContributors;
    table.ownershipContributors[row] = company.ownershipContributors;
    table.membershipContributors[row] = company.membershipContributors;
  }
}

/** Of a subject that has a number. */
export function companyAround(around: Surroundings, known: KnownCompany, subject: number): Company {
  const company = {
    tieCompany: 0,
    ownershipCompany: 0,
    membershipCompany: 0,
    tieContributors: 0,
    ownershipContributors: 0,
    membershipContributors: 0,
  };
  addTied(company, { around, known }, subject);
  addFellowMembers(company, { around, known }, subject);
  return company;
}

type Counted = { -readonly [C in keyof Company]: number };

interface InView {
  readonly around: Surroundings;
  readonly known: KnownCompany;
}

function addTied(
  company: Counted,
  { around: { ties }, known: { credence, owner } }: InView,
  subject: number,
): void {
  for (let entry = ties.from; entry < ties.to; entry++) {
    const neighbour = ties.targets[entry]!;
    const weight = ties.weights[entry]! * credence[neighbour]!;
    if (weight === 0) continue;
    if (isOwnership(owner, subject, neighbour)) {
      company.ownershipCompany += weight;
      company.ownershipContributors++;
    } else {
      company.tieCompany += weight;
      company.tieContributors++;
    }
  }
}

function addFellowMembers(
  company: Counted,
  { around: { groups }, known: { credence, groupCredence, heard } }: InView,
  subject: number,
): void {
  const own = credence[subject]!;
  for (let entry = groups.from; entry < groups.to; entry++) {
    const group = groups.targets[entry]!;
    const others = heard(group) - (own > 0 ? 1 : 0);
    if (others === 0) continue;
    const sum = groupCredence(group) - own;
    company.membershipCompany += (groups.weights[entry]! * sum) / (1 + sum);
    company.membershipContributors += others;
  }
}

/** Per group, its members with credence. */
function countMembersHeard({ nodes, membersOf, credence }: NeighbourMeans): Uint32Array {
  const heard = new Uint32Array(nodes);
  for (let group = 0; group < nodes; group++)
    for (let entry = membersOf.offsets[group]!; entry < membersOf.offsets[group + 1]!; entry++)
      if (credence[membersOf.targets[entry]!]! > 0) heard[group]!++;
  return heard;
}
