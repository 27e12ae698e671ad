/**
 * Values that lean on those of neighbours (affine/affine-fixed-point.ts, over affine/neighbour-means.ts) kept up to date as
 * own values, credence, ties and memberships change, without going over the graph.
 *
 *     s = (I - L) p + L W s            W made of ties, memberships and credence c; L = diag(lambda), lambda of company C
 *
 * Each node lets its neighbours know its credence c and what is felt of it, c x s; each group the sums of both over its
 * members, S and G. They are let know anew when for some value p in `range` the change of (c x s - c x p) is above
 * `tolerance` x c, and that of (G - S x p) above `tolerance` x (S less the largest c in it): what a mean over others may
 * move by without anybody being told. A small group, or one that hangs on one member, tells everything; a large one not
 * of each member's every move. Sums are made anew from whole rows, so that nothing adds up in their last bits.
 *
 * Error bound: values lie within tolerance x (1 + 10 l / (1 - l)) of the solution after any number of updates, to first
 * order, l being the largest lambda. For two levels, neighbours and groups, lag by one tolerance each in the mean itself;
 * in credences by 2 x tolerance / range each, which the group's weight S' / (1 + S') and lambda / C, whose elasticities
 * are at most 1, turn into up to 4 tolerances apiece; and a step shrinks what is off in others by l.
 *
 * Conventions: as in the two files. `shareOf` gives lambda, at least 0 and below 1, must not fall as company grows, nor
 * grow faster than in proportion; without company lambda is 0 and s is p to the bit. Order: changed nodes ascending, then
 * first in, first out; the same updates give the same bytes. A step that is taken back leaves every byte as it was.
 *
 * Complexity: an update reads the rows of changed nodes, of neighbours of those that tell, and of the members of groups
 * that do. Making the state O(ties + memberships) times a few. Memory 60 bytes a node.
 *
 * Invariant: local bound. After any updates, values lie within the bound of those of the whole kernel.
 *
 * Throws InvalidInputError for rows without weights or of other nodes, options out of range, changed nodes that are none,
 * lambda outside [0, 1), credence outside [0, 1], and own values outside the range or missing where credence is above 0.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { inPlaceOrder } from '../rows/stable-order.ts';
import { Journal } from './journal.ts';
import { assertRows, assertStart, readTolerance } from './local-input.ts';
import { ascendingNodes, LocalState } from './local-state.ts';
import type { Columns } from './local-state.ts';
import { callMembers, callNeighbours, differenceOf, sumCompany, sumMembers } from './local-means.ts';
import type { KnownOfAll, NetworkRows } from './local-means.ts';

const KERNEL = 'localAffine';

export interface LocalAffineInput {
  /** Kept, and read again at each update. */
  readonly rows: NetworkRows;
  /** p, within `range`; NaN for who has no value. This and the two that follow are asked when a node is looked at. */
  readonly ownOf: (node: number) => number;
  /** c, 0 to 1. */
  readonly credenceOf: (node: number) => number;
  /** lambda, from the node's company. */
  readonly shareOf: (node: number, company: number) => number;
  readonly range: { readonly least: number; readonly most: number };
  /** Where to start, best the whole kernel's values: NaN for who has none. */
  readonly values: Float64Array;
  /** How far a value may lag, above 0, in p's unit; default 1e-5 of the range. */
  readonly tolerance?: number;
}

interface Leaning extends KnownOfAll, Columns {
  readonly values: Float64Array;
  readonly company: Float64Array;
  readonly shares: Float64Array;
}
const NOTHING_KNOWN = { credence: 0, felt: 0, groupCredence: 0, groupFelt: 0 };
const FRESH = { ...NOTHING_KNOWN, values: NaN, company: 0, shares: 0 };

export class LocalAffine {
  readonly #input: Omit<LocalAffineInput, 'values'>;
  readonly #tolerance: number;
  /** Looks at nodes, and at groups as the second kind. */
  readonly #state: LocalState<Leaning>;
  #looked: number[] = [];
  #recompanied: number[] = [];

  constructor(input: LocalAffineInput) {
    const { rows, range, values } = input;
    const { nodes } = rows.ties;
    assertRows(KERNEL, { ...rows });
    if (!(range.least > -Infinity && range.least < range.most && range.most < Infinity))
      throw new InvalidInputError(
        `${KERNEL}: the range must be two finite numbers that ascend; ${range.least} and ${range.most} came.`,
      );
    assertStart(KERNEL, values, { nodes, ...range });
    this.#input = input;
    this.#tolerance = readTolerance(KERNEL, input.tolerance ?? 1e-5 * (range.most - range.least));
    const zeros = (): Float64Array => new Float64Array(nodes);
    const known = { credence: zeros(), felt: zeros(), groupCredence: zeros(), groupFelt: zeros() };
    const columns = { ...known, values: values.slice(), company: zeros(), shares: zeros() };
    this.#state = new LocalState(columns, FRESH, 2);
    this.#start();
  }

  /** s per node, NaN where p is. This and what follows: at least as long as there are nodes; others once nodes were added. */
  get values(): Float64Array {
    return this.#state.columns.values;
  }

  /** C and lambda per node, as when it was last looked at: of what they are within 4 x tolerance / range, relatively. */
  get company(): Float64Array {
    return this.#state.columns.company;
  }
  get shares(): Float64Array {
    return this.#state.columns.shares;
  }

  /** c per node and S per group, as others know them. */
  get credence(): Float64Array {
    return this.#state.columns.credence;
  }
  get groupCredence(): Float64Array {
    return this.#state.columns.groupCredence;
  }

  /** Nodes and groups that the last update looked at, ascending: all whose company, share or sums may be new. */
  get touched(): Uint32Array {
    return Uint32Array.from(this.#looked)
      .sort()
      .filter((node, place, all) => place === 0 || node !== all[place - 1]);
  }

  /** Nodes whose company or share it found to be another, in no order, some more than once. */
  get recompanied(): readonly number[] {
    return this.#recompanied;
  }

  /** How often a node or a group was looked at in the last update. */
  get evaluated(): number {
    return this.#state.evaluated;
  }

  /**
   * Takes in that p, c, lambda, ties or memberships of these nodes are new, or the members of these groups: of a tie both
   * ends, of a membership both. Gives the nodes whose value is, ascending.
   */
  update(changed: Iterable<number>, journal: Journal): Uint32Array {
    const { nodes } = this.#input.rows.ties;
    const starting = ascendingNodes(KERNEL, changed, nodes);
    this.#state.grow(nodes, journal);
    return this.#settle(starting, journal);
  }

  #start(): void {
    const { nodes } = this.#input.rows.ties;
    const { values, credence, felt, groupCredence, groupFelt } = this.#state.columns;
    for (let node = 0; node < nodes; node++) {
      credence[node] = this.#credenceOf(node);
      felt[node] = credence[node]! > 0 ? credence[node]! * values[node]! : 0;
      // Whoever had no value where the start comes from tells it once it is known.
      if (Number.isNaN(felt[node])) credence[node] = felt[node] = 0;
    }
    for (let group = 0; group < nodes; group++) {
      const sums = sumMembers(this.#input.rows, this.#state.columns, group);
      groupCredence[group] = sums.credence;
      groupFelt[group] = sums.felt;
    }
    this.#settle(inPlaceOrder(nodes), new Journal());
    this.#looked = [];
    this.#recompanied = [];
  }

  #settle(starting: Uint32Array, journal: Journal): Uint32Array {
    const { waiting, room } = this.#state;
    for (const node of starting) {
      waiting.add(node);
      waiting.add(room + node);
    }
    const looked: number[] = [];
    this.#looked = looked;
    this.#recompanied = [];
    return this.#state.settle((next) => {
      const isNode = next < room;
      looked.push(isNode ? next : next - room);
      if (isNode) this.#look(next, journal);
      else this.#lookAtGroup(next - room, journal);
    });
  }

  #look(node: number, journal: Journal): void {
    const { values, credence, felt } = this.#state.columns;
    const value = this.#lean(node, journal);
    const before = values[node]!;
    const isMissing = Number.isNaN(value);
    if (isMissing !== Number.isNaN(before) || Math.abs(value - before) > this.#tolerance) {
      journal.set(values, node, value);
      this.#state.told.touch(node);
    }
    const believed = this.#credenceOf(node);
    if (isMissing && believed > 0) throw this.#missing(node);
    const now = { credence: believed, felt: believed > 0 ? believed * value : 0 };
    const known = { credence: credence[node]!, felt: felt[node]! };
    const change = differenceOf(now, known, this.#input.range);
    if (change <= this.#tolerance * Math.min(believed, known.credence)) return;
    journal.set(credence, node, now.credence);
    journal.set(felt, node, now.felt);
    callNeighbours(this.#input.rows, node, this.#state);
  }

  #lookAtGroup(group: number, journal: Journal): void {
    const { groupCredence, groupFelt } = this.#state.columns;
    const now = sumMembers(this.#input.rows, this.#state.columns, group);
    const known = { credence: groupCredence[group]!, felt: groupFelt[group]! };
    const others = Math.min(now.credence, known.credence) - now.largest;
    const change = differenceOf(now, known, this.#input.range);
    if (change <= this.#tolerance * Math.max(0, others)) return;
    journal.set(groupCredence, group, now.credence);
    journal.set(groupFelt, group, now.felt);
    callMembers(this.#input.rows, group, this.#state.waiting);
  }

  /** s of what others let know; notes company and share. */
  #lean(node: number, journal: Journal): number {
    const { company: companies, shares } = this.#state.columns;
    const { ownOf, shareOf, range, rows } = this.#input;
    const { credence: company, felt } = sumCompany(rows, this.#state.columns, node);
    const share = company > 0 ? this.#checkShare(node, shareOf(node, company)) : 0;
    if (company !== companies[node] || share !== shares[node]) {
      journal.set(companies, node, company);
      journal.set(shares, node, share);
      this.#recompanied.push(node);
    }
    const own = this.#checkOwn(node, ownOf(node));
    if (share === 0) return own;
    // The difference is added to p, so that a small share keeps p's digits.
    return Math.min(range.most, Math.max(range.least, own + (share / company) * (felt - company * own)));
  }

  #credenceOf(node: number): number {
    const credence = this.#input.credenceOf(node);
    if (credence >= 0 && credence <= 1) return credence;
    throw new InvalidInputError(`${KERNEL}: credence of node ${node} is ${credence}, expected 0 to 1.`, {
      context: { node, credence: String(credence) },
    });
  }

  #checkShare(node: number, share: number): number {
    if (share >= 0 && share < 1) return share;
    throw new InvalidInputError(
      `${KERNEL}: the share of node ${node} is ${share}, expected at least 0 and below 1.`,
      { context: { node, share: String(share) } },
    );
  }

  #checkOwn(node: number, own: number): number {
    const { least, most } = this.#input.range;
    if (!(own < least || own > most)) return own;
    throw new InvalidInputError(
      `${KERNEL}: the own value of node ${node} is ${own}, expected ${least} to ${most}, or NaN for none.`,
      { context: { node, own } },
    );
  }

  #missing(node: number): InvalidInputError {
    return new InvalidInputError(
      `${KERNEL}: node ${node} has credence and no own value, expected a finite number. Give a node without a value a ` +
        `credence of 0.`,
      { context: { node } },
    );
  }
}
