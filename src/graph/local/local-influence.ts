/**
 * Influence (affine/affine-influence.ts) kept up to date beside the values it is about (local-affine.ts).
 *
 *     z = c + W' L z                influence(j) = (z(j) - c(j)) x (1 - lambda(j))
 *
 * found by residual push: each node lets those around it know h, lambda x z / C, what it hands to a unit of raw weight;
 * each group the sum of that over its members. They are let know anew when h differs by more than `tolerance` of it, and
 * the group's sum by more than `tolerance` of what the least of its members gets from the others.
 *
 * Error bound: values lie within (3 x tolerance + 16 e) x l(j) of the influence, relatively and to first order, l(j) being
 * the mean number of steps, 1 or more, of the walks along W that end at j, mostly near 1, and e the tolerance of the
 * LocalAffine over its range; for lambda of at most 1/2. For along a walk of m steps what is handed on lags by two
 * tolerances a step, weights and lambdas, made of sums that lag by 2 e each, by 5 e a step, and by 3 e at the ends.
 *
 * Conventions: as in the two files. Order: first in, first out, from what the LocalAffine looked at, ascending; the same
 * updates give the same bytes. A step that is taken back leaves every byte as it was.
 *
 * Complexity: as for LocalAffine, whose rows it reads. Memory 28 bytes a node.
 *
 * Invariant: local bound. After any updates, values lie within the bound of those of the whole kernel.
 *
 * Throws InvalidInputError for options out of range and values to start from that are none.
 *
 * Reference: R. Andersen, C. Borgs, J. Chayes, J. Hopcroft, V. Mirrokni and S.-H. Teng, Local computation of PageRank
 * contributions, WAW 2007, doi:10.1007/978-3-540-77004-6_12, along W in place of a random walk.
 */
import { inPlaceOrder } from '../rows/stable-order.ts';
import { Journal } from './journal.ts';
import type { LocalAffine } from './local-affine.ts';
import { assertStart, readTolerance } from './local-input.ts';
import { callMembers, callNeighbours } from './local-means.ts';
import type { NetworkRows } from './local-means.ts';
import { LocalState } from './local-state.ts';
import type { Columns } from './local-state.ts';

const KERNEL = 'localInfluence';

export interface LocalInfluenceInput {
  /** The same rows and the values made of them; both are read again at each update. */
  readonly rows: NetworkRows;
  readonly affine: LocalAffine;
  /** Where to start, best the whole kernel's influence: at least 0 per node. */
  readonly values: Float64Array;
  /** Share of what is handed on that may lag, above 0; default 1e-4. */
  readonly tolerance?: number;
}

interface Handing extends Columns {
  readonly values: Float64Array;
  /** h of each node and its sum of each group, as others know them. */
  readonly handed: Float64Array;
  readonly groupHanded: Float64Array;
}
const FRESH = { values: 0, handed: 0, groupHanded: 0 };

export class LocalInfluence {
  readonly #rows: NetworkRows;
  readonly #affine: LocalAffine;
  readonly #tolerance: number;
  /** Looks at nodes, and at groups as the second kind. */
  readonly #state: LocalState<Handing>;

  constructor({ rows, affine, values, tolerance = 1e-4 }: LocalInfluenceInput) {
    const { nodes } = rows.ties;
    assertStart(KERNEL, values, { nodes, least: 0, most: Infinity });
    this.#rows = rows;
    this.#affine = affine;
    this.#tolerance = readTolerance(KERNEL, tolerance);
    const zeros = (): Float64Array => new Float64Array(nodes);
    this.#state = new LocalState({ values: values.slice(), handed: zeros(), groupHanded: zeros() }, FRESH, 2);
    this.#start();
  }

  /** At least 0 per node; at least as long as there are nodes. Another array once nodes were added. */
  get values(): Float64Array {
    return this.#state.columns.values;
  }

  /** Takes in what the LocalAffine's last update changed: after each of them. Gives the nodes whose value is new, ascending. */
  update(journal: Journal): Uint32Array {
    this.#state.grow(this.#rows.ties.nodes, journal);
    return this.#settle(this.#affine.touched, journal);
  }

  #start(): void {
    const { nodes } = this.#rows.ties;
    const { values, handed, groupHanded } = this.#state.columns;
    const { credence, shares } = this.#affine;
    for (let node = 0; node < nodes; node++)
      handed[node] = this.#rateOf(node) * (values[node]! / (1 - shares[node]!) + credence[node]!);
    for (let group = 0; group < nodes; group++) groupHanded[group] = this.#sumMembers(group).sum;
    this.#settle(inPlaceOrder(nodes), new Journal());
  }

  #settle(starting: Uint32Array, journal: Journal): Uint32Array {
    const { waiting, room } = this.#state;
    for (const node of starting) {
      waiting.add(node);
      waiting.add(room + node);
    }
    return this.#state.settle((next) => {
      if (next < room) this.#look(next, journal);
      else this.#lookAtGroup(next - room, journal);
    });
  }

  #look(node: number, journal: Journal): void {
    const { values, handed } = this.#state.columns;
    const { credence, shares } = this.#affine;
    const received = credence[node]! * this.#receive(node);
    const value = received * (1 - shares[node]!);
    if (Math.abs(value - values[node]!) > this.#tolerance * value) {
      journal.set(values, node, value);
      this.#state.told.touch(node);
    }
    const rate = this.#rateOf(node) * (credence[node]! + received);
    if (Math.abs(rate - handed[node]!) <= this.#tolerance * rate) return;
    journal.set(handed, node, rate);
    callNeighbours(this.#rows, node, this.#state);
  }

  #lookAtGroup(group: number, journal: Journal): void {
    const { groupHanded } = this.#state.columns;
    const { sum, largest } = this.#sumMembers(group);
    const known = groupHanded[group]!;
    const others = Math.max(0, Math.min(sum, known) - largest);
    if (Math.abs(sum - known) <= this.#tolerance * others) return;
    journal.set(groupHanded, group, sum);
    callMembers(this.#rows, group, this.#state.waiting);
  }

  /** What everybody around the node hands to a unit of its credence. */
  #receive(node: number): number {
    const { handed, groupHanded } = this.#state.columns;
    const { ties, groupsOf } = this.#rows;
    let sum = 0;
    const tied = ties.row(node);
    for (let entry = tied.from; entry < tied.to; entry++)
      sum += tied.weights[entry]! * handed[tied.targets[entry]!]!;
    const groups = groupsOf.row(node);
    for (let entry = groups.from; entry < groups.to; entry++) {
      const group = groups.targets[entry]!;
      const own = this.#partOf(node, { group, strength: groups.weights[entry]! });
      // All less one's own may fall below 0 by its last bit.
      sum += Math.max(0, groupHanded[group]! - own);
    }
    return sum;
  }

  #sumMembers(group: number): { readonly sum: number; readonly largest: number } {
    const { targets, weights, from, to } = this.#rows.membersOf.row(group);
    let [sum, largest] = [0, 0];
    for (let entry = from; entry < to; entry++) {
      const part = this.#partOf(targets[entry]!, { group, strength: weights[entry]! });
      sum += part;
      largest = Math.max(largest, part);
    }
    return { sum, largest };
  }

  /** What a member hands to a unit of credence in its group. */
  #partOf(member: number, { group, strength }: { group: number; strength: number }): number {
    const { credence, groupCredence } = this.#affine;
    const others = Math.max(0, groupCredence[group]! - credence[member]!);
    return (strength * this.#state.columns.handed[member]!) / (1 + others);
  }

  /** lambda / C, or 0 where there is no company. */
  #rateOf(node: number): number {
    const company = this.#affine.company[node]!;
    return company > 0 ? this.#affine.shares[node]! / company : 0;
  }
}
