/**
 * Mutual reliability (trust/mutual-reliability.ts) kept up to date as dealings change, without going over the graph.
 *
 *     f(i) = (a + sum over j of w(j) x kept(i, j)) / (a + b + sum over j of w(j) x dealings(i, j))
 *
 * A node's `value` is what others, and readers, know of it. It is written anew when f, of the others' values, differs from
 * it by more than `tolerance`; then both sums of everybody it dealt with move by what that changes. So a node with many
 * dealings whose f drifts costs nothing until the drift adds up to the tolerance, and none of it is ever forgotten.
 *
 * Error bound: as a step halves distances (see there), f lies within the tolerance of the solution and values within twice
 * that, after any number of updates; rounding adds some 1e-16 for each time that a neighbour's value was written.
 *
 * Conventions: as in mutual-reliability.ts. Order: changed nodes ascending, then first in, first out; the same updates give
 * the same bytes. A step that is taken back leaves every byte as it was.
 *
 * Complexity: an update reads the rows of changed nodes and of those whose values are written; making the state O(entries).
 * Memory 26 bytes a node.
 *
 * Invariant: local bound. After any updates, values lie within twice the tolerance of those of the whole kernel.
 *
 * Throws InvalidInputError for rows without weights or of other nodes, options out of range, and changed nodes that are
 * none.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { Journal } from './journal.ts';
import { ascendingNodes, LocalState } from './local-state.ts';
import type { Columns } from './local-state.ts';
import { firstFrom } from './patched-rows.ts';
import type { PatchedRows } from './patched-rows.ts';
import { inPlaceOrder } from '../rows/stable-order.ts';
import { assertRows, assertStart, readTolerance } from './local-input.ts';

const KERNEL = 'localMutualReliability';

export interface LocalMutualReliabilityInput {
  /** Undirected rows: how often two nodes dealt with each other. Kept, and read again at each update. */
  readonly dealings: PatchedRows;
  /** Rows by source: how often the source broke a dealing with the target. */
  readonly broken: PatchedRows;
  /** Dealings that count as kept and as broken before any is seen, as for the whole kernel. */
  readonly prior: { readonly for: number; readonly against: number };
  /** Where to start, best the whole kernel's values: 0 to 1 per node, NaN where it has none. */
  readonly values: Float64Array;
  /** How far a value may lag, above 0; default 1e-6. */
  readonly tolerance?: number;
}

interface Sums extends Columns {
  readonly values: Float64Array;
  /** Per node: sums over its rows of w x dealings, and of w x broken. */
  readonly dealt: Float64Array;
  readonly lost: Float64Array;
}
const FRESH = { values: NaN, dealt: 0, lost: 0 };

export class LocalMutualReliability {
  readonly #input: Omit<LocalMutualReliabilityInput, 'values'>;
  readonly #tolerance: number;
  /** What others take a node for that has no value yet. */
  readonly #unknown: number;
  readonly #state: LocalState<Sums>;

  constructor(input: LocalMutualReliabilityInput) {
    const { dealings, broken, prior, values } = input;
    assertRows(KERNEL, { dealings, broken });
    assertStart(KERNEL, values, { nodes: dealings.nodes, least: 0, most: 1 });
    this.#input = input;
    this.#tolerance = readTolerance(KERNEL, input.tolerance ?? 1e-6);
    const weight = prior.for + prior.against;
    if (!(prior.for >= 0 && prior.against >= 0 && weight < Infinity))
      throw new InvalidInputError(
        `${KERNEL}: the prior must be two finite numbers of at least 0; ${prior.for} and ${prior.against} came.`,
      );
    this.#unknown = weight > 0 ? prior.for / weight : 1;
    const { nodes } = dealings;
    const zeros = (): Float64Array => new Float64Array(nodes);
    this.#state = new LocalState({ values: values.slice(), dealt: zeros(), lost: zeros() }, FRESH);
    this.#settle(inPlaceOrder(nodes), new Journal());
  }

  /** 0 to 1 per node, NaN without dealings; at least as long as there are nodes. Another array after nodes were added. */
  get values(): Float64Array {
    return this.#state.columns.values;
  }

  /** How often a node was looked at in the last update. */
  get evaluated(): number {
    return this.#state.evaluated;
  }

  /** Takes in that rows of these nodes, both ends of whatever changed, are new; gives those whose value is, ascending. */
  update(changed: Iterable<number>, journal: Journal): Uint32Array {
    const { nodes } = this.#input.dealings;
    const starting = ascendingNodes(KERNEL, changed, nodes);
    this.#state.grow(nodes, journal);
    return this.#settle(starting, journal);
  }

  #settle(starting: Uint32Array, journal: Journal): Uint32Array {
    for (const node of starting) {
      this.#sumRows(node, journal);
      this.#state.waiting.add(node);
    }
    return this.#state.settle((node) => {
      this.#look(node, journal);
    });
  }

  #look(node: number, journal: Journal): void {
    const { values, dealt, lost } = this.#state.columns;
    const { prior } = this.#input;
    const weight = dealt[node]!;
    const before = values[node]!;
    // Sums in another order may say that more was lost than there was, by their last bit.
    const kept = prior.for + Math.max(0, weight - lost[node]!);
    const value = weight > 0 ? kept / (prior.for + prior.against + weight) : NaN;
    const isNear = Math.abs(value - before) <= this.#tolerance;
    if (isNear || (Number.isNaN(value) && Number.isNaN(before))) return;
    const change = 0.5 * (this.#known(value) - this.#known(before));
    journal.set(values, node, value);
    this.#state.told.touch(node);
    if (change !== 0) this.#tell(node, change, journal);
  }

  /** Moves the sums of everybody the node dealt with by a change of its w. */
  #tell(node: number, change: number, journal: Journal): void {
    const { dealings, broken } = this.#input;
    const { dealt, lost } = this.#state.columns;
    const { targets, weights, from, to } = dealings.row(node);
    for (let entry = from; entry < to;) {
      const other = targets[entry]!;
      let count = 0;
      for (; entry < to && targets[entry] === other; entry++) count += weights[entry]!;
      if (count === 0) continue;
      journal.set(dealt, other, dealt[other]! + change * count);
      const row = broken.row(other);
      let failed = 0;
      for (let at = firstFrom(row, node); at < row.to && row.targets[at] === node; at++)
        failed += row.weights[at]!;
      if (failed > 0) journal.set(lost, other, lost[other]! + change * failed);
      this.#state.waiting.add(other);
    }
  }

  #sumRows(node: number, journal: Journal): void {
    const { dealt, lost } = this.#state.columns;
    const { dealings, broken } = this.#input;
    journal.set(dealt, node, this.#weigh(dealings, node));
    journal.set(lost, node, this.#weigh(broken, node));
  }

  #weigh(rows: PatchedRows, node: number): number {
    const { values } = this.#state.columns;
    const { targets, weights, from, to } = rows.row(node);
    let sum = 0;
    for (let entry = from; entry < to; entry++)
      sum += (0.5 + 0.5 * this.#known(values[targets[entry]!]!)) * weights[entry]!;
    return sum;
  }

  #known(value: number): number {
    return Number.isNaN(value) ? this.#unknown : value;
  }
}
