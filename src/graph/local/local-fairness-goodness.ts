/**
 * Fairness and goodness (trust/fairness-goodness.ts) kept up to date as ratings change, without going over the graph.
 *
 *     goodness(v) = mean over edges u -> v of fairness(u) x weight(u, v)
 *     fairness(u) = 1 - mean over edges u -> v of |weight(u, v) - goodness(v)| / 2          both weighed by credence
 *
 * What is known of a node is written anew when it differs from what the equations give by more than `tolerance`; then the
 * sums of those whom it rated, or who rated it, move by what that changes. So one whom many rated and whose goodness drifts
 * costs nothing until the drift adds up to the tolerance, and none of it is ever forgotten.
 *
 * Error bound: fairness lies within 3 and goodness within 4 x tolerance of the solution after any number of updates: with e
 * and g what the two are off by, g <= tolerance + e and e <= tolerance + g / 2. Rounding adds some 1e-16 for
 * each time that what is known of a neighbour was written.
 *
 * Conventions: as in fairness-goodness.ts, but that with credence no two ratings may be of one pair. Order: changed nodes
 * ascending, then first in, first out; the same updates give the same bytes. A step that is taken back leaves every byte as
 * it was.
 *
 * Complexity: an update reads the rows of changed nodes and of those that are written; making the state O(edges). Memory
 * 52 bytes a node.
 *
 * Invariant: local bound. After any updates, values lie within the bound of those of the whole kernel.
 *
 * Throws InvalidInputError for rows without weights or of other nodes, weights outside [-1, 1], credence of other entries or
 * outside (0, 1], options out of range, and changed nodes that are none.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { inPlaceOrder } from '../rows/stable-order.ts';
import { Journal } from './journal.ts';
import { assertRows, assertStart, readTolerance } from './local-input.ts';
import { ascendingNodes, LocalState } from './local-state.ts';
import type { Columns } from './local-state.ts';
import type { PatchedRows } from './patched-rows.ts';

const KERNEL = 'localFairnessGoodness';

/** Rows by source and by target of the same edges. */
export interface BothRows {
  readonly outgoing: PatchedRows;
  readonly incoming: PatchedRows;
}

export interface LocalFairnessGoodnessInput {
  /** Weights in [-1, 1]; made with `signed`. Kept, as is credence, and read again at each update. */
  readonly ratings: BothRows;
  /** Rows with the same entries: how far each rating is believed, above 0 and at most 1. Default: in full. */
  readonly credence?: BothRows | undefined;
  /** Where to start, best the whole kernel's values: NaN where it has none. */
  readonly fairness: Float64Array;
  readonly goodness: Float64Array;
  /** How far what is known may lag, above 0; default 1e-5. */
  readonly tolerance?: number;
}

/** Nodes whose fairness, or goodness, was written, ascending. */
export interface Rewritten {
  readonly fairness: Uint32Array;
  readonly goodness: Uint32Array;
}

interface Means extends Columns {
  readonly fairness: Float64Array;
  readonly goodness: Float64Array;
  /** Per node: sums over its row of credence x |weight - goodness|, and of credence. */
  readonly gaps: Float64Array;
  readonly given: Float64Array;
  /** Per node: sums over its row by target of credence x fairness x weight, and of credence. */
  readonly rated: Float64Array;
  readonly received: Float64Array;
}
const FRESH = { fairness: NaN, goodness: NaN, gaps: 0, given: 0, rated: 0, received: 0 };

export class LocalFairnessGoodness {
  readonly #ratings: BothRows;
  readonly #credence: BothRows | undefined;
  readonly #tolerance: number;
  /** Looks at raters, and at who is rated as the second kind. */
  readonly #state: LocalState<Means>;

  constructor({ ratings, credence, fairness, goodness, tolerance = 1e-5 }: LocalFairnessGoodnessInput) {
    const { nodes } = ratings.outgoing;
    assertRows(KERNEL, { ...ratings });
    if (credence !== undefined) assertRows(KERNEL, { ...ratings, ...credence });
    assertStart(KERNEL, fairness, { nodes, least: 0, most: 1 });
    assertStart(KERNEL, goodness, { nodes, least: -1, most: 1 });
    this.#ratings = ratings;
    this.#credence = credence;
    this.#tolerance = readTolerance(KERNEL, tolerance);
    const zeros = (): Float64Array => new Float64Array(nodes);
    const sums = { gaps: zeros(), given: zeros(), rated: zeros(), received: zeros() };
    const columns = { ...sums, fairness: fairness.slice(), goodness: goodness.slice() };
    this.#state = new LocalState(columns, FRESH, 2);
    this.#settle(inPlaceOrder(nodes), new Journal());
  }

  /** 0 to 1 per node, NaN for who rates nobody; at least as long as there are nodes. Another array once nodes were added. */
  get fairness(): Float64Array {
    return this.#state.columns.fairness;
  }

  /** -1 to 1 per node, NaN for whom nobody rates; as `fairness`. */
  get goodness(): Float64Array {
    return this.#state.columns.goodness;
  }

  /** How often a node was looked at in the last update. */
  get evaluated(): number {
    return this.#state.evaluated;
  }

  /** Takes in that rows of these nodes are new: both ends of whatever changed. */
  update(changed: Iterable<number>, journal: Journal): Rewritten {
    const { nodes } = this.#ratings.outgoing;
    const starting = ascendingNodes(KERNEL, changed, nodes);
    this.#state.grow(nodes, journal);
    return this.#settle(starting, journal);
  }

  #settle(starting: Uint32Array, journal: Journal): Rewritten {
    const { waiting, room } = this.#state;
    for (const node of starting) {
      this.#sumGiven(node, journal);
      this.#sumReceived(node, journal);
      waiting.add(node);
      waiting.add(room + node);
    }
    const told = this.#state.settle((next) => {
      if (next < room) this.#lookAtRater(next, journal);
      else this.#lookAtRated(next - room, journal);
    });
    const fairness = told.filter((one) => one < room);
    return { fairness, goodness: told.subarray(fairness.length).map((one) => one - room) };
  }

  #lookAtRater(node: number, journal: Journal): void {
    const { fairness, gaps, given, rated } = this.#state.columns;
    const before = fairness[node]!;
    const value =
      given[node] === 0 ? NaN : Math.min(1, Math.max(0, 1 - gaps[node]! / (WIDEST_GAP * given[node]!)));
    if (isNear(value, before, this.#tolerance)) return;
    journal.set(fairness, node, value);
    this.#state.told.touch(node);
    const change = known(value) - known(before);
    if (change === 0) return;
    const { targets, weights, from, to } = this.#ratings.outgoing.row(node);
    const beliefs = this.#credence?.outgoing.row(node);
    for (let entry = from; entry < to; entry++) {
      const target = targets[entry]!;
      const belief = beliefs === undefined ? 1 : beliefs.weights[beliefs.from + entry - from]!;
      journal.set(rated, target, rated[target]! + change * belief * weights[entry]!);
      this.#state.waiting.add(this.#state.room + target);
    }
  }

  #lookAtRated(node: number, journal: Journal): void {
    const { goodness, rated, received, gaps } = this.#state.columns;
    const before = goodness[node]!;
    const value = received[node] === 0 ? NaN : Math.min(1, Math.max(-1, rated[node]! / received[node]!));
    if (isNear(value, before, this.#tolerance)) return;
    journal.set(goodness, node, value);
    this.#state.told.touch(this.#state.room + node);
    const [now, then] = [known(value), known(before)];
    if (now === then) return;
    const { targets: raters, weights, from, to } = this.#ratings.incoming.row(node);
    const beliefs = this.#credence?.incoming.row(node);
    for (let entry = from; entry < to; entry++) {
      const rater = raters[entry]!;
      const belief = beliefs === undefined ? 1 : beliefs.weights[beliefs.from + entry - from]!;
      const change = Math.abs(weights[entry]! - now) - Math.abs(weights[entry]! - then);
      journal.set(gaps, rater, gaps[rater]! + change * belief);
      this.#state.waiting.add(rater);
    }
  }

  #sumGiven(node: number, journal: Journal): void {
    const { goodness, gaps, given } = this.#state.columns;
    let [gap, sum] = [0, 0];
    this.#readRow('outgoing', node, ({ other, weight, belief }) => {
      gap += Math.abs(weight - known(goodness[other]!)) * belief;
      sum += belief;
    });
    journal.set(gaps, node, gap);
    journal.set(given, node, sum);
  }

  #sumReceived(node: number, journal: Journal): void {
    const { fairness, rated, received } = this.#state.columns;
    let [ratings, sum] = [0, 0];
    this.#readRow('incoming', node, ({ other, weight, belief }) => {
      ratings += known(fairness[other]!) * weight * belief;
      sum += belief;
    });
    journal.set(rated, node, ratings);
    journal.set(received, node, sum);
  }

  /** Gives the row's entries, checked. */
  #readRow(direction: keyof BothRows, node: number, take: (rating: Rating) => void): void {
    const { targets, weights, from, to } = this.#ratings[direction].row(node);
    const beliefs = this.#credence?.[direction].row(node);
    if (beliefs !== undefined && beliefs.to - beliefs.from !== to - from)
      throw new InvalidInputError(
        `${KERNEL}: node ${node} has ${to - from} ratings and credence for ${beliefs.to - beliefs.from}, expected one for ` +
          `each. Replace the rows of both.`,
        { context: { node } },
      );
    for (let entry = from; entry < to; entry++) {
      const place = beliefs === undefined ? 0 : beliefs.from + entry - from;
      const rating = {
        other: targets[entry]!,
        weight: weights[entry]!,
        belief: beliefs === undefined ? 1 : beliefs.weights[place]!,
      };
      const isSame = beliefs === undefined || beliefs.targets[place] === rating.other;
      if (!(isSame && Math.abs(rating.weight) <= 1 && rating.belief > 0 && rating.belief <= 1))
        throw unsound(node, rating);
      take(rating);
    }
  }
}

interface Rating {
  readonly other: number;
  readonly weight: number;
  readonly belief: number;
}

/** The widest gap between a weight and a goodness. */
const WIDEST_GAP = 2;

/** Who is not known yet is taken for fair and good. */
function known(value: number): number {
  return Number.isNaN(value) ? 1 : value;
}

function isNear(one: number, other: number, tolerance: number): boolean {
  return Math.abs(one - other) <= tolerance || (Number.isNaN(one) && Number.isNaN(other));
}

function unsound(node: number, { other, weight, belief }: Rating): InvalidInputError {
  return new InvalidInputError(
    `${KERNEL}: the rating between nodes ${node} and ${other} weighs ${weight} and has credence ${belief}, expected -1 to 1, ` +
      `and above 0 and at most 1, of the same pair. Replace the rows of both.`,
    { context: { node, other, weight, belief } },
  );
}
