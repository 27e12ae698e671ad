/** What affine-contributions.ts works in: as long as the graph, made once, and left as it was found. */
import { InvalidInputError } from '../../domain/errors.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Frontier } from '../walks/frontier.ts';
import type { NeighbourMeans } from './neighbour-means.ts';

export interface ContributionScratch {
  /** Mass that came to a node, and was kept or handed on. */
  readonly kept: Float64Array;
  /** Mass that came to a node and waits. */
  readonly waiting: Float64Array;
  /** Per group: what waits in it for a unit of a member's credence, and how much that is in all. */
  readonly groupRates: Float64Array;
  readonly groupMass: Float64Array;
  /** Per entry of groupsOf: the member's part of its group's rate, which is not for itself. */
  readonly ownRates: Float64Array;
  /** Nodes as they are, groups as nodes + group. */
  readonly frontier: Frontier;
}

/**
 * For any number of calls, one after the other; 34 bytes a node and 8 a membership. Throws LimitExceededError where that
 * passes the memory limit; CancelledError.
 */
export function contributionScratch(
  { nodes, groupsOf }: NeighbourMeans,
  context: KernelContext = {},
): ContributionScratch {
  startWork({ kernel: 'contributionScratch', bytes: 34 * nodes + 8 * groupsOf.targets.length }, context);
  return {
    kept: new Float64Array(nodes),
    waiting: new Float64Array(nodes),
    groupRates: new Float64Array(nodes),
    groupMass: new Float64Array(nodes),
    ownRates: new Float64Array(groupsOf.targets.length),
    frontier: new Frontier(2 * nodes),
  };
}

/** Throws InvalidInputError, naming the kernel, for scratch that was made for other means. */
export function assertScratch(
  kernel: string,
  { kept, ownRates }: ContributionScratch,
  { nodes, groupsOf }: NeighbourMeans,
): void {
  if (kept.length === nodes && ownRates.length === groupsOf.targets.length) return;
  throw new InvalidInputError(
    `${kernel}: the scratch was made for ${kept.length} nodes and ${ownRates.length} memberships, expected ${nodes} and ` +
      `${groupsOf.targets.length}. Make it from the same means.`,
  );
}

/** Writes zeros where something was touched. */
export function clearScratch(scratch: ContributionScratch, { nodes, groupsOf }: NeighbourMeans): void {
  const { kept, waiting, groupRates, groupMass, ownRates, frontier } = scratch;
  for (const touched of frontier.touched()) {
    if (touched >= nodes) {
      groupRates[touched - nodes] = 0;
      groupMass[touched - nodes] = 0;
      continue;
    }
    if (kept[touched]! > 0) ownRates.fill(0, groupsOf.offsets[touched], groupsOf.offsets[touched + 1]);
    kept[touched] = 0;
    waiting[touched] = 0;
  }
  frontier.clear();
}
