/**
 * Whose values made one node's what it is: a row of M, found from the node outwards.
 *
 *     s(i) - p(i) = sum over j of M(i, j) x (p(j) - p(i)),    M(i, .) = (I - L)(I - W' L)^-1 e(i)
 *
 * Mass 1 starts at i. A node keeps 1 - lambda of the mass that comes to it, which is its entry of M, and hands lambda on
 * along its row of W; through a group it hands it to all others at once, when the group's turn comes. A node or group
 * whose mass to hand on is at most `threshold` x (length of its row) hands on nothing; i itself always does, and so do its
 * own groups what it gives them first: of many members each gets little, and all together what there is to explain.
 *
 * Conventions: as in affine-fixed-point.ts and neighbour-means.ts, which knows no self-loops. Own mass that came back is
 * i's own entry. The empty graph has no node to ask about, so any is refused.
 *
 * Complexity: at most i's own row, its groups' members and l / ((1 - l) x threshold) entries, l the largest lambda,
 * whatever the graph's size. Scratch of 34 bytes a node and 8 a membership, best made once for many calls.
 * Residual bound: entries never exceed those of M, and fall short of them by `residual` in all (L1). So the sum of all
 * contributions lies within residual x max |p(j) - p(i)| of s(i) - p(i).
 *
 * Invariant: decomposition. As the residual bound says.
 * Invariant: mass. Entries and residual sum to 1.
 *
 * Throws InvalidInputError for a node that is none, a lambda outside [0, 1) on the way, options out of range and arrays of
 * another length; CancelledError; LimitExceededError.
 *
 * Reference: the push of R. Andersen, F. Chung and K. Lang, Local graph partitioning using PageRank vectors, FOCS 2006,
 * doi:10.1109/FOCS.2006.44, with a share of one's own at each node.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { assertScratch, clearScratch, contributionScratch } from './contribution-scratch.ts';
import type { ContributionScratch } from './contribution-scratch.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import type { NeighbourMeans } from './neighbour-means.ts';
import { Pace } from '../run/pace.ts';
import { assertNode } from '../rows/node-index.ts';

const KERNEL = 'affineContributions';
/** Entries read: some milliseconds. */
const POLL_EVERY = 2 ** 16;

export interface ContributionOptions {
  /** Whose value is taken apart. */
  readonly node: number;
  /** p, one per node. */
  readonly own: Float64Array;
  /** lambda, one per node, at least 0 and below 1. */
  readonly shares: Float64Array;
  /** Mass per entry of a row below which it is not handed on, above 0; default 1e-6. */
  readonly threshold?: number;
  /** Most contributors to name, at least 1; default 20. */
  readonly top?: number;
  /** From `contributionScratch` of the same means, to spare making it for every call. */
  readonly scratch?: ContributionScratch;
}

interface Contributor {
  readonly node: number;
  /** M(i, j), 0 to 1. */
  readonly share: number;
  /** M(i, j) x (p(j) - p(i)), in p's unit. */
  readonly contribution: number;
}

export interface Contributions {
  /** Largest contribution in absolute value first, of equal ones the lower node; without i itself and those of 0. */
  readonly top: readonly Contributor[];
  /** Sum of all contributions found, named or not. */
  readonly total: number;
  /** Mass whose way was not followed to its end, 0 to 1. */
  readonly residual: number;
}

export function affineContributions(
  means: NeighbourMeans,
  options: ContributionOptions,
  context: KernelContext = {},
): Contributions {
  const { nodes } = means;
  const { node, own, shares, threshold = 1e-6, top = 20 } = options;
  assertNode(KERNEL, 'node', { node, nodes });
  assertOptions(means, { ...options, threshold, top });
  const work = startWork({ kernel: KERNEL, bytes: 0 }, context);
  const scratch = options.scratch ?? contributionScratch(means, context);
  assertScratch(KERNEL, scratch, means);
  const spread: Spread = { ...scratch, means, shares, threshold, subject: node };
  try {
    spread.waiting[node] = 1;
    spread.frontier.touch(node);
    if (shareOf(spread, node) > 0) spread.frontier.add(node);
    handOn(spread, work);
    return collect(spread, { node, own, top });
  } finally {
    clearScratch(scratch, means);
  }
}

interface Spread extends ContributionScratch {
  readonly means: NeighbourMeans;
  readonly shares: Float64Array;
  readonly threshold: number;
  readonly subject: number;
}

function handOn(spread: Spread, work: Work): void {
  const { frontier, means } = spread;
  const { ties, groupsOf, membersOf, nodes } = means;
  const pace = new Pace(POLL_EVERY, work.poll);
  while (frontier.waiting > 0) {
    const next = frontier.next();
    if (next < nodes) {
      pace.spend(1 + rowLength(ties, next) + rowLength(groupsOf, next));
      pushNode(spread, next);
    } else {
      pace.spend(1 + rowLength(membersOf, next - nodes));
      pushGroup(spread, next - nodes);
    }
  }
}

function pushNode(spread: Spread, node: number): void {
  const { means, waiting, kept, groupRates, groupMass, ownRates, frontier } = spread;
  const { ties, groupsOf, credence, groupCredence, company, nodes } = means;
  const mass = waiting[node]!;
  const isFirst = node === spread.subject && kept[node] === 0;
  waiting[node] = 0;
  kept[node]! += mass;
  const rate = (mass * shareOf(spread, node)) / company[node]!;
  for (let entry = ties.offsets[node]!; entry < ties.offsets[node + 1]!; entry++) {
    const neighbour = ties.targets[entry]!;
    receive(spread, neighbour, rate * ties.weights[entry]! * credence[neighbour]!);
  }
  for (let entry = groupsOf.offsets[node]!; entry < groupsOf.offsets[node + 1]!; entry++) {
    const group = groupsOf.targets[entry]!;
    const others = groupCredence[group]! - credence[node]!;
    if (others <= 0) continue;
    const perCredence = (rate * groupsOf.weights[entry]!) / (1 + others);
    groupRates[group]! += perCredence;
    ownRates[entry]! += perCredence;
    groupMass[group]! += perCredence * others;
    const isWorthwhile = groupMass[group]! > spread.threshold * rowLength(means.membersOf, group);
    if (isFirst || isWorthwhile) frontier.add(nodes + group);
    else frontier.touch(nodes + group);
  }
}

function pushGroup(spread: Spread, group: number): void {
  const { means, groupRates, groupMass, ownRates, kept } = spread;
  const { membersOf, groupsOf, credence } = means;
  const rate = groupRates[group]!;
  groupRates[group] = 0;
  groupMass[group] = 0;
  for (let entry = membersOf.offsets[group]!; entry < membersOf.offsets[group + 1]!; entry++) {
    const member = membersOf.targets[entry]!;
    let fromOthers = rate;
    if (kept[member]! > 0) {
      const own = entryOf(groupsOf, member, group);
      fromOthers = Math.max(0, rate - ownRates[own]!);
      ownRates[own] = 0;
    }
    if (fromOthers > 0) receive(spread, member, fromOthers * credence[member]!);
  }
}

function receive(spread: Spread, node: number, mass: number): void {
  if (mass === 0) return;
  const { waiting, frontier, means, threshold } = spread;
  waiting[node]! += mass;
  const passedOn = waiting[node]! * shareOf(spread, node);
  const length = rowLength(means.ties, node) + rowLength(means.groupsOf, node);
  if (passedOn > threshold * length) frontier.add(node);
  else frontier.touch(node);
}

/** Lambda, or 0 where there is no company to take from. */
function shareOf({ means, shares }: Spread, node: number): number {
  if (!(means.company[node]! > 0)) return 0;
  const share = shares[node]!;
  if (share >= 0 && share < 1) return share;
  throw new InvalidInputError(
    `${KERNEL}: the share of node ${node} is ${share}, expected at least 0 and below 1.`,
    { context: { node, share: String(share) } },
  );
}

function rowLength({ offsets }: { readonly offsets: Uint32Array }, node: number): number {
  return offsets[node + 1]! - offsets[node]!;
}

/** Members are in few groups. */
function entryOf(groupsOf: NeighbourMeans['groupsOf'], member: number, group: number): number {
  let entry = groupsOf.offsets[member]!;
  while (groupsOf.targets[entry] !== group) entry++;
  return entry;
}

interface Question {
  readonly node: number;
  readonly own: Float64Array;
  readonly top: number;
}

function collect(spread: Spread, { node: subject, own, top }: Question): Contributions {
  const { means, kept, waiting, groupMass, frontier } = spread;
  const named: Contributor[] = [];
  let total = 0;
  let residual = 0;
  for (const touched of frontier.touched()) {
    if (touched >= means.nodes) {
      residual += groupMass[touched - means.nodes]!;
      continue;
    }
    const passedOn = shareOf(spread, touched);
    residual += passedOn * waiting[touched]!;
    const share = (1 - passedOn) * (kept[touched]! + waiting[touched]!);
    const contribution = touched === subject ? 0 : share * (own[touched]! - own[subject]!);
    total += contribution;
    if (contribution !== 0) enter(named, { node: touched, share, contribution }, top);
  }
  return { top: named, total, residual };
}

/** Keeps the `top` largest in order; nodes come ascending, so a later equal one stands behind. */
function enter(named: Contributor[], one: Contributor, top: number): void {
  const size = Math.abs(one.contribution);
  let place = named.length;
  while (place > 0 && Math.abs(named[place - 1]!.contribution) < size) place--;
  if (place >= top) return;
  named.splice(place, 0, one);
  if (named.length > top) named.pop();
}

function assertOptions(
  { nodes }: NeighbourMeans,
  { own, shares, threshold, top, node }: Required<Omit<ContributionOptions, 'scratch'>>,
): void {
  for (const [name, { length }] of Object.entries({ own, shares }))
    if (length !== nodes)
      throw new InvalidInputError(
        `${KERNEL}: ${name} must have one entry for each of the ${nodes} nodes; it has ${length}.`,
      );
  if (!Number.isFinite(own[node]))
    throw new InvalidInputError(
      `${KERNEL}: the own value of node ${node} is ${own[node]!}, expected a finite number.`,
    );
  if (!(threshold > 0 && threshold < Infinity))
    throw new InvalidInputError(`${KERNEL}: threshold must be a finite number above 0; ${threshold} came.`);
  if (!(Number.isInteger(top) && top >= 1))
    throw new InvalidInputError(`${KERNEL}: top must be a whole number of at least 1; ${top} came.`);
}
