/**
 * Sums over neighbours and fellow members, as affine/neighbour-means.ts defines them, of rows that may change and of what
 * nodes and groups let know of themselves.
 */
import { LEAST_COMPANY } from '../affine/neighbour-means.ts';
import type { Frontier } from '../walks/frontier.ts';
import type { PatchedRows } from './patched-rows.ts';

export interface NetworkRows {
  /** Undirected, without self-loops, weights the strengths. */
  readonly ties: PatchedRows;
  /** Row of a node: its groups; row of a group, a node too: its members. Weights m; nobody twice in one. */
  readonly groupsOf: PatchedRows;
  readonly membersOf: PatchedRows;
}

/** Of a node c and c x s; of a group, or of somebody's company, the sums of both. */
export interface Known {
  readonly credence: number;
  readonly felt: number;
}

/** What others know of each node, and of each group. */
export interface KnownOfAll {
  readonly credence: Float64Array;
  readonly felt: Float64Array;
  readonly groupCredence: Float64Array;
  readonly groupFelt: Float64Array;
}

/** Over the group's members; `largest` is the largest credence among them. */
export function sumMembers(
  { membersOf }: NetworkRows,
  { credence: credences, felt: felts }: KnownOfAll,
  group: number,
): Known & { readonly largest: number } {
  const { targets, from, to } = membersOf.row(group);
  let [credence, felt, largest] = [0, 0, 0];
  for (let entry = from; entry < to; entry++) {
    const member = targets[entry]!;
    credence += credences[member]!;
    felt += felts[member]!;
    largest = Math.max(largest, credences[member]!);
  }
  return { credence, felt, largest };
}

/** The node's company, each by its raw weight: C and the sum of raw x s. */
export function sumCompany({ ties, groupsOf }: NetworkRows, known: KnownOfAll, node: number): Known {
  let [credence, felt] = [0, 0];
  const tied = ties.row(node);
  for (let entry = tied.from; entry < tied.to; entry++) {
    const neighbour = tied.targets[entry]!;
    credence += tied.weights[entry]! * known.credence[neighbour]!;
    felt += tied.weights[entry]! * known.felt[neighbour]!;
  }
  const groups = groupsOf.row(node);
  for (let entry = groups.from; entry < groups.to; entry++) {
    const group = groups.targets[entry]!;
    const others = known.groupCredence[group]! - known.credence[node]!;
    if (others <= 0) continue;
    const weight = groups.weights[entry]! / (1 + others);
    credence += weight * others;
    felt += weight * (known.groupFelt[group]! - known.felt[node]!);
  }
  return credence < LEAST_COMPANY ? { credence: 0, felt: 0 } : { credence, felt };
}

/** By how much felt - credence x p differs at most, for any p in the range. */
export function differenceOf(
  now: Known,
  known: Known,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const felt = now.felt - known.felt;
  const credence = now.credence - known.credence;
  return Math.max(Math.abs(felt - least * credence), Math.abs(felt - most * credence));
}

/** Has everybody look again who knows of the node: neighbours as they are, groups as `room` + group. */
export function callNeighbours(
  { ties, groupsOf }: NetworkRows,
  node: number,
  { waiting, room }: { readonly waiting: Frontier; readonly room: number },
): void {
  const tied = ties.row(node);
  for (let entry = tied.from; entry < tied.to; entry++) waiting.add(tied.targets[entry]!);
  const groups = groupsOf.row(node);
  for (let entry = groups.from; entry < groups.to; entry++) waiting.add(room + groups.targets[entry]!);
  // It takes its own part out of its groups' sums.
  if (groups.from < groups.to) waiting.add(node);
}

export function callMembers({ membersOf }: NetworkRows, group: number, waiting: Frontier): void {
  const { targets, from, to } = membersOf.row(group);
  for (let entry = from; entry < to; entry++) waiting.add(targets[entry]!);
}
