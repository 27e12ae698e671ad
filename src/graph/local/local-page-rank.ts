/**
 * PageRank kept up to date as edges and the weight of their targets change, without going over the graph.
 *
 *     x(v) = t(v) + d x gain(v) x sum over edges u -> v of x(u) x fixed(u, v) / outWeight(u)
 *     outWeight(u) = sum over edges u -> v of fixed(u, v) x gain(v)
 *
 * with t 1 at every node that has edges out, and 0 elsewhere. Ranks are not scaled to sum to 1 and nothing that comes to a
 * node without edges out is sent on, so that what changes in one place stays there.
 *
 * Proportion. Let r be what `pageRank` gives with t as its teleport: r = d P' r + (1 - d + d D) t / T, D being the rank on
 * nodes without edges out and T the sum of t. With c = (1 - d + d D) / T that is r / c = d P' (r / c) + t, and as
 * I - d P' can be inverted x = r / c. So the ratio of any two ranks is the same.
 *
 * A node hands on `rate`, d x(u) / outWeight(u), as it last told its targets, which keep the sum of fixed x rate. It tells
 * them anew when what it should have handed on differs from what it did by more than `tolerance` x its rank. A gain counts
 * from when it differs from the one in use by more than `tolerance` of it.
 *
 * Error bound: values lie within 3 x tolerance x l(v) x x(v) of x(v), to first order in the tolerance, l(v) being one more
 * than the mean number of steps of the walks that end at v: at most log(nodes) / log(1/d) + 1 / (1 - d), and mostly a few.
 * For with e(u) the part of u's rank that it kept back, the ranks it handed on solve the equation but for e, their error is
 * the sum over k of (d P')^k e, |e| <= tolerance x x, and sum over k of (d P')^k x counts each walk of m steps m + 1 times.
 * A gain that lags changes an edge's chance by 2 x tolerance at most, at each step of a walk.
 *
 * Conventions: weights are 0 or more; parallel edges add up; self-loops are followed. Order: changed nodes ascending, then
 * first in, first out; the same updates give the same bytes. A step that is taken back leaves every byte as it was.
 *
 * Complexity: an update reads the rows of changed nodes, rows by target of those whose gain counts anew, and rows of those
 * that tell. Making the state O(entries). Memory 42 bytes a node.
 *
 * Invariant: local bound. After any updates, values lie within the bound of those of the whole kernel, scaled.
 *
 * Throws InvalidInputError for rows without weights or of other nodes, options, ranks and gains out of range, out-weights
 * that are no normal numbers, and changed nodes that are none.
 *
 * Reference: H. Zhang, P. Lofgren and A. Goel, Approximate personalized PageRank on dynamic graphs, KDD 2016,
 * doi:10.1145/2939672.2939804, with what was handed on kept as a rate, so that a row that changes keeps most of it.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { inPlaceOrder } from '../rows/stable-order.ts';
import { SMALLEST_NORMAL } from '../walks/distribution.ts';
import { Journal } from './journal.ts';
import { assertRows, assertStart, readTolerance } from './local-input.ts';
import { ascendingNodes, LocalState } from './local-state.ts';
import type { Columns } from './local-state.ts';
import type { PatchedRows } from './patched-rows.ts';

const KERNEL = 'localPageRank';

export interface LocalPageRankInput {
  /** Rows by source and by target of the same edges, weights their fixed part. Kept, and read again at each update. */
  readonly outgoing: PatchedRows;
  readonly incoming: PatchedRows;
  /** The factor of every edge to a node, finite and at least 0; asked when the node has changed. Default: 1. */
  readonly gainOf?: (node: number) => number;
  /** Where to start, best the whole kernel's ranks, with t as teleport: at least 0, of any sum. */
  readonly ranks: Float64Array;
  /** As for the whole kernel, default 0.85. */
  readonly dampingFactor?: number;
  /** Share of a rank that may lag, above 0; default 1e-5. */
  readonly tolerance?: number;
}

export interface PageRankChange {
  /** Nodes whose row is new in either direction: both ends of whatever changed. */
  readonly rows: Iterable<number>;
  /** Nodes whose gain is. */
  readonly gains: Iterable<number>;
}

interface Flows extends Columns {
  readonly values: Float64Array;
  /** Per node: sum of fixed x rate over its edges in. */
  readonly inflow: Float64Array;
  readonly rates: Float64Array;
  readonly outWeights: Float64Array;
  /** As in use; NaN where none was asked for yet. */
  readonly gains: Float64Array;
}
const FRESH = { values: 0, inflow: 0, rates: 0, outWeights: 0, gains: NaN };

export class LocalPageRank {
  readonly #input: Omit<LocalPageRankInput, 'ranks'>;
  readonly #damping: number;
  readonly #tolerance: number;
  readonly #state: LocalState<Flows>;
  readonly #total = new Float64Array(1);

  constructor(input: LocalPageRankInput) {
    const { outgoing, incoming, ranks, dampingFactor = 0.85 } = input;
    const { nodes } = outgoing;
    assertRows(KERNEL, { outgoing, incoming });
    assertStart(KERNEL, ranks, { nodes, least: 0, most: Infinity });
    if (ranks.includes(NaN)) throw new InvalidInputError(`${KERNEL}: ranks must be numbers; NaN came.`);
    if (!(dampingFactor >= 0 && dampingFactor < 1))
      throw new InvalidInputError(
        `${KERNEL}: dampingFactor must be at least 0 and below 1; ${dampingFactor} came.`,
      );
    this.#input = input;
    this.#damping = dampingFactor;
    this.#tolerance = readTolerance(KERNEL, input.tolerance ?? 1e-5);
    const zeros = (): Float64Array => new Float64Array(nodes);
    const columns = { values: zeros(), inflow: zeros(), rates: zeros(), outWeights: zeros(), gains: zeros() };
    this.#state = new LocalState(columns, FRESH);
    this.#start(ranks);
  }

  /** x per node, at least 0, not scaled; at least as long as there are nodes. Another array after nodes were added. */
  get values(): Float64Array {
    return this.#state.columns.values;
  }

  /** The sum of all values, kept up as they change: off by some 1e-16 of it for each that was written. */
  get total(): number {
    return this.#total[0]!;
  }

  /** How often a node was looked at in the last update. */
  get evaluated(): number {
    return this.#state.evaluated;
  }

  /** Takes in what is new; gives the nodes whose value is, ascending. */
  update(change: PageRankChange, journal: Journal): Uint32Array {
    const { nodes } = this.#input.outgoing;
    const rows = ascendingNodes(KERNEL, change.rows, nodes);
    const gains = ascendingNodes(KERNEL, change.gains, nodes);
    this.#state.grow(nodes, journal);
    for (const nodesOf of [rows, gains]) for (const node of nodesOf) this.#takeGain(node, journal);
    return this.#settle(rows, journal);
  }

  /** Scales ranks to x, and settles what they leave. */
  #start(ranks: Float64Array): void {
    const { nodes } = this.#input.outgoing;
    const { values, gains, outWeights, rates } = this.#state.columns;
    const d = this.#damping;
    for (let node = 0; node < nodes; node++) gains[node] = this.#gainOf(node);
    let [leaving, teleports] = [0, 0];
    for (let node = 0; node < nodes; node++) {
      outWeights[node] = this.#outWeightOf(node);
      leaving += (outWeights[node] === 0 ? 1 : 1 - d) * ranks[node]!;
      teleports += this.#teleportOf(node);
    }
    for (let node = 0; node < nodes; node++) {
      values[node] = leaving > 0 ? (ranks[node]! * teleports) / leaving : 0;
      if (outWeights[node]! > 0) rates[node] = (d * values[node]!) / outWeights[node]!;
    }
    this.#settle(inPlaceOrder(nodes), new Journal());
    this.#total[0] = values.reduce((sum, value) => sum + value, 0);
  }

  #settle(rows: Uint32Array, journal: Journal): Uint32Array {
    for (const node of rows) this.#sumRows(node, journal);
    return this.#state.settle((node) => {
      this.#look(node, journal);
    });
  }

  #look(node: number, journal: Journal): void {
    const { values, inflow, rates, outWeights, gains } = this.#state.columns;
    const rank = this.#teleportOf(node) + gains[node]! * Math.max(0, inflow[node]!);
    const most = this.#tolerance * rank;
    if (Math.abs(rank - values[node]!) > most) {
      journal.set(this.#total, 0, this.total + rank - values[node]!);
      journal.set(values, node, rank);
      this.#state.told.touch(node);
    }
    const outWeight = outWeights[node]!;
    const owed = this.#damping * rank - outWeight * rates[node]!;
    if (outWeight > 0 && Math.abs(owed) > this.#damping * most) {
      const change = owed / outWeight;
      journal.set(rates, node, rates[node]! + change);
      this.#tell(node, change, journal);
    }
  }

  #tell(node: number, change: number, journal: Journal): void {
    const { inflow } = this.#state.columns;
    const { targets, weights, from, to } = this.#input.outgoing.row(node);
    for (let entry = from; entry < to; entry++) {
      const target = targets[entry]!;
      journal.set(inflow, target, inflow[target]! + change * weights[entry]!);
      this.#state.waiting.add(target);
    }
  }

  /** Has a gain count from now on, where it differs by enough from the one in use. */
  #takeGain(node: number, journal: Journal): void {
    const { gains, outWeights } = this.#state.columns;
    const [before, gain] = [gains[node]!, this.#gainOf(node)];
    if (Math.abs(gain - before) <= this.#tolerance * before) return;
    journal.set(gains, node, gain);
    this.#state.waiting.add(node);
    const change = Number.isNaN(before) ? gain : gain - before;
    const { targets: sources, weights, from, to } = this.#input.incoming.row(node);
    for (let entry = from; entry < to; entry++) {
      const source = sources[entry]!;
      journal.set(outWeights, source, outWeights[source]! + change * weights[entry]!);
      this.#state.waiting.add(source);
    }
  }

  #sumRows(node: number, journal: Journal): void {
    const { inflow, outWeights, rates } = this.#state.columns;
    const { targets: sources, weights, from, to } = this.#input.incoming.row(node);
    let sum = 0;
    for (let entry = from; entry < to; entry++) sum += rates[sources[entry]!]! * weights[entry]!;
    journal.set(inflow, node, sum);
    journal.set(outWeights, node, this.#outWeightOf(node));
    this.#state.waiting.add(node);
  }

  #outWeightOf(node: number): number {
    const { gains } = this.#state.columns;
    const { targets, weights, from, to } = this.#input.outgoing.row(node);
    let sum = 0;
    for (let entry = from; entry < to; entry++) sum += weights[entry]! * gains[targets[entry]!]!;
    if (sum === 0 || (sum >= SMALLEST_NORMAL && sum < Infinity)) return sum;
    throw new InvalidInputError(
      `${KERNEL}: the weights out of node ${node} sum to ${sum}, expected 0 or ${SMALLEST_NORMAL} to ` +
        `${Number.MAX_VALUE}. Bring the weights to a common scale nearer to 1.`,
      { context: { node, sum: String(sum) } },
    );
  }

  #gainOf(node: number): number {
    const gain = this.#input.gainOf?.(node) ?? 1;
    if (gain >= 0 && gain < Infinity) return gain;
    throw new InvalidInputError(
      `${KERNEL}: the gain of node ${node} is ${gain}, expected a finite number of at least 0.`,
      { context: { node, gain: String(gain) } },
    );
  }

  #teleportOf(node: number): number {
    const { from, to } = this.#input.outgoing.row(node);
    return from === to ? 0 : 1;
  }
}
