/**
 * Weighted means over neighbours and fellow members, as a matrix that is never written out.
 *
 *     raw(i, j) = strength(i, j) x c(j) + sum over groups g of i and j of m(i, g) x c(j) / (1 + S(g) - c(i))
 *     C(i)      = sum over j of raw(i, j)                     W(i, j) = raw(i, j) / C(i)
 *
 * with c the nodes' credence, S(g) the sum of c over g's members, and m the membership strength. So through a group a
 * node feels the c-weighted mean of its *other* members, that mean counting S' / (1 + S') for S' = S(g) - c(i), their
 * sum of c; without any the group counts nothing. A group of k is k entries, not k x (k - 1): each sum over the others
 * is the sum over all less one's own.
 *
 * Conventions: `ties` are undirected rows without self-loops, weights the strengths; parallel ties add up. `memberOf`
 * are edges from member to group, weights m; groups are nodes too, and nobody is twice in one. c lies in [0, 1]; who
 * has 0 is felt by nobody. Where C(i) = 0 the row of W is empty; a C below 1e-100 is taken for 0. The empty graph has
 * no rows.
 *
 * Precision: sums over the others are exact to the last bits of the sum over all, so a mean over company that is tiny
 * beside a group's credence has few digits. Whoever leans on it should lean as little: a share of at most C.
 *
 * Invariant: row sums. W's rows sum to 1 where C(i) > 0.
 *
 * Complexity: O(ties + memberships); memory 40 bytes a membership at the peak, 24 kept, 36 bytes a node, and for ties that
 * other threads could not see 12 bytes an entry.
 *
 * Throws InvalidInputError for self-loops, weights that are no finite numbers of at least 0, somebody twice in a group,
 * credence out of range, and what building rows throws; CancelledError; LimitExceededError.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { buildIn, buildOut } from '../rows/csr.ts';
import type { Csr } from '../rows/csr.ts';
import type { EdgeList } from '../rows/edge-list.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { planBuild } from '../rows/row-buckets.ts';
import { allocate, isShared, share } from '../run/shared-arrays.ts';

export interface NeighbourMeans {
  readonly nodes: number;
  readonly ties: WeightedRows;
  /** Row of a node: its groups, weights m. */
  readonly groupsOf: WeightedRows;
  /** Row of a group: its members, weights m. */
  readonly membersOf: WeightedRows;
  readonly credence: Float64Array;
  /** S, per node; 0 for a node that is no group. */
  readonly groupCredence: Float64Array;
  /** C, per node, at least 0: how much credible company there is. */
  readonly company: Float64Array;
}

/** Rows as in csr.ts over memory that all threads see. */
interface WeightedRows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

export interface NeighbourMeansInput {
  readonly ties: Csr;
  readonly memberOf: EdgeList;
  /** One per node, 0 to 1. */
  readonly credence: Float64Array;
}

/** Dividing by less may overflow. */
export const LEAST_COMPANY = 1e-100;

export function prepareNeighbourMeans(
  { ties, memberOf, credence }: NeighbourMeansInput,
  context: KernelContext = {},
): NeighbourMeans {
  const { nodes } = ties;
  startWork({ kernel: 'neighbourMeans', bytes: planMeans(ties, memberOf) }, context);
  assertCredence(credence, nodes);
  const tied = weightedRows(ties);
  const groupsOf = weightedRows(buildOut(memberOf, nodes, context));
  const membersOf = weightedRows(buildIn(memberOf, nodes, context));
  assertNoRepeats(tied, groupsOf, nodes);
  const means = {
    nodes,
    ties: tied,
    groupsOf,
    membersOf,
    credence: share(credence),
    groupCredence: allocate(Float64Array, nodes),
    company: allocate(Float64Array, nodes),
  };
  for (let group = 0; group < nodes; group++) {
    let sum = 0;
    for (let entry = membersOf.offsets[group]!; entry < membersOf.offsets[group + 1]!; entry++)
      sum += credence[membersOf.targets[entry]!]!;
    means.groupCredence[group] = sum;
  }
  for (let node = 0; node < nodes; node++) {
    const company = companyOf(means, node);
    means.company[node] = company < LEAST_COMPANY ? 0 : company;
  }
  return means;
}

/** Ties and credence count twice where they must be copied for other threads to see. */
function planMeans({ nodes, edges, targets }: Csr, { source }: EdgeList): number {
  const ties = isShared(targets) ? 0 : 12 * edges + 4 * nodes;
  const firstRows = 12 * source.length + 4 * nodes;
  const building = planBuild({ entries: source.length, nodes, isWeighted: true });
  return ties + firstRows + building + 24 * nodes;
}

function companyOf({ ties, groupsOf, credence, groupCredence }: NeighbourMeans, node: number): number {
  let company = 0;
  for (let entry = ties.offsets[node]!; entry < ties.offsets[node + 1]!; entry++)
    company += ties.weights[entry]! * credence[ties.targets[entry]!]!;
  for (let entry = groupsOf.offsets[node]!; entry < groupsOf.offsets[node + 1]!; entry++) {
    const others = groupCredence[groupsOf.targets[entry]!]! - credence[node]!;
    company += (groupsOf.weights[entry]! * others) / (1 + others);
  }
  return company;
}

/** Rows without weights weigh 1 throughout. */
function weightedRows({ offsets, targets, weights, edges }: Csr): WeightedRows {
  return {
    offsets: share(offsets),
    targets: share(targets),
    weights: weights === undefined ? allocate(Float64Array, edges).fill(1) : share(weights),
  };
}

function assertCredence(credence: Float64Array, nodes: number): void {
  if (credence.length !== nodes)
    throw new InvalidInputError(
      `neighbourMeans: credence must have one entry for each of the ${nodes} nodes; it has ${credence.length}.`,
    );
  for (let node = 0; node < nodes; node++)
    if (!(credence[node]! >= 0 && credence[node]! <= 1))
      throw new InvalidInputError(
        `neighbourMeans: credence of node ${node} is ${credence[node]!}, expected 0 to 1.`,
        { context: { node, credence: String(credence[node]) } },
      );
}

function assertNoRepeats(ties: WeightedRows, groupsOf: WeightedRows, nodes: number): void {
  for (let node = 0; node < nodes; node++) {
    for (let entry = ties.offsets[node]!; entry < ties.offsets[node + 1]!; entry++) {
      if (!(ties.weights[entry]! >= 0 && ties.weights[entry]! < Infinity))
        throw new InvalidInputError(
          `neighbourMeans: a tie of node ${node} has weight ${ties.weights[entry]!}, expected a finite number of at least ` +
            `0. Build the rows with the rule 'non-negative'.`,
          { context: { node, weight: String(ties.weights[entry]) } },
        );
      if (ties.targets[entry] === node)
        throw new InvalidInputError(
          `neighbourMeans: node ${node} is tied to itself; nobody vouches for himself. Leave the tie out.`,
          { context: { node } },
        );
    }
    for (let entry = groupsOf.offsets[node]! + 1; entry < groupsOf.offsets[node + 1]!; entry++)
      if (groupsOf.targets[entry] === groupsOf.targets[entry - 1])
        throw new InvalidInputError(
          `neighbourMeans: node ${node} is in group ${groupsOf.targets[entry]!} twice; expected one membership for each.`,
          { context: { node, group: groupsOf.targets[entry]! } },
        );
  }
}
