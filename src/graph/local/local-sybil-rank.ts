/**
 * SybilRank (trust/sybil-rank.ts) kept up to date as rows and seeds change, step by step.
 *
 *     share(v, 0)     = mass(v) / weight(v)
 *     share(v, t + 1) = sum over entries v - u of weight(v, u) x told(u, t) / weight(v)
 *     value(v)        = (share(v, steps) + share(v, steps + 1)) / 2
 *
 * so a share is the mean of what its neighbours told of theirs at the step before. All steps are kept. A node tells its
 * share of a step anew where that differs from what it told by more than the step's part of `tolerance`; what it holds back
 * it keeps, so that nothing adds up over updates. Of a row that changed, and where a share falls by half, the mean is taken
 * anew, which keeps digits, and lets what is cut off from the seeds come to 0 exactly. Where a step would pass on too many
 * entries, it and all later ones are made whole: shares are then as exact as those they start from.
 *
 * Error bound: values lie within e^tolerance - 1 of what they would be without tolerance, relatively. For weights are not
 * negative and what is told lies within the step's part of a share, relatively; so does a mean of that which is told, and
 * the means one after the other add no more than one such factor each, with parts that sum to the tolerance.
 *
 * Conventions: as in the whole kernel, over the rows of the nodes that count: rows of others, and entries that lead to them,
 * are left out. Masses are not scaled: values are linear in them. A node without weight has the value 0. The two last
 * steps are averaged since in a part that is bipartite all is on one side after each. Steps default to the ceiling of the
 * binary logarithm of the number of nodes with entries, at least 1; where that becomes another all is made anew. Order:
 * changed nodes ascending, then as they were told; the same updates give the same bytes. A step that is taken back leaves
 * every byte as it was.
 *
 * Complexity: an update reads the rows of changed nodes and of those that tell, each step. Making the state, and a whole
 * update, O(entries) a step. Memory 16 bytes a node and step, 40 a node, and 12 an entry.
 *
 * Invariant: local bound. After any updates, values lie within the bound of those of the whole kernel.
 *
 * Throws InvalidInputError for rows without weights, options out of range, masses that are negative or none, and changed
 * nodes that are none.
 *
 * Reference: as for the whole kernel; passing on what is large enough alone: P. Berkhin, Bookmark-coloring algorithm for
 * personalized PageRank computing, Internet Mathematics 3, 2006, doi:10.1080/15427951.2006.10129116.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { inPlaceOrder } from '../rows/stable-order.ts';
import type { Frontier } from '../walks/frontier.ts';
import { CountedRows } from './counted-rows.ts';
import { Journal } from './journal.ts';
import { assertRows, readTolerance } from './local-input.ts';
import { ascendingNodes, LocalState } from './local-state.ts';
import type { PatchedRows } from './patched-rows.ts';
import { ShareLevels } from './share-levels.ts';

const KERNEL = 'localSybilRank';

export interface LocalSybilRankInput {
  /** Undirected. Kept, and read again at each update. */
  readonly rows: PatchedRows;
  /** Whether a node counts; a node for which it is new has changed, and so have its neighbours. Default: all do. */
  readonly counts?: (node: number) => boolean;
  /** What a seed starts with, at least 0, and 0 for all others; asked when the node is a seed that has changed. */
  readonly massOf: (node: number) => number;
  /** Default: as many as the nodes with entries prescribe. */
  readonly steps?: number;
  /** How far values may lie off, relatively, above 0; default 1e-5. */
  readonly tolerance?: number;
  /** From this share of all entries on, in one step, that and all later steps are made whole; default a sixteenth. */
  readonly mostEntries?: number;
}

export interface SybilRankChange {
  /** Nodes whose row is new, or whether they count: both ends of whatever changed. */
  readonly rows: Iterable<number>;
  /** Nodes whose mass is. */
  readonly seeds: Iterable<number>;
}

/** Places in the sums over all nodes. */
const [TOTAL, REACHED] = [0, 1];

export class LocalSybilRank {
  readonly #input: LocalSybilRankInput;
  readonly #mostEntries: number;
  readonly #counted: CountedRows;
  /** By step, from 0 on; the last is that after `steps` + 1. */
  readonly #levels: ShareLevels;
  /** `news`: how much more a node is told at a step than before, NaN where its mean is to be taken anew; 0 between steps. */
  readonly #state: LocalState<{ readonly values: Float64Array; readonly news: Float64Array }>;
  readonly #sums = new Float64Array(2);

  constructor(input: LocalSybilRankInput) {
    const { rows, counts = () => true, tolerance = 1e-5, mostEntries = 1 / 16 } = input;
    assertRows(KERNEL, { rows });
    this.#input = input;
    this.#mostEntries = mostEntries;
    this.#counted = new CountedRows(rows, counts);
    this.#levels = new ShareLevels(readTolerance(KERNEL, tolerance));
    const [values, news] = [new Float64Array(rows.nodes), new Float64Array(rows.nodes)];
    this.#state = new LocalState({ values, news }, { values: 0, news: 0 });
    this.#counted.update(inPlaceOrder(rows.nodes), new Journal());
    this.#restart(new Journal());
  }

  /** At least 0 per node; at least as long as there are nodes. Another array once nodes were added. */
  get values(): Float64Array {
    return this.#state.columns.values;
  }

  /** Of the values above 0; NaN where there are none. */
  get mean(): number {
    const reached = this.#sums[REACHED]!;
    return reached > 0 ? this.#sums[TOTAL]! / reached : NaN;
  }

  get steps(): number {
    return this.#levels.count - 2;
  }

  /** Takes in what is new; gives nodes, in no order, among them all whose value is. */
  update({ rows, seeds }: SybilRankChange, journal: Journal): Uint32Array {
    const { nodes } = this.#input.rows;
    const changed = ascendingNodes(KERNEL, rows, nodes);
    const masses = ascendingNodes(KERNEL, seeds, nodes);
    this.#grow(journal);
    this.#counted.update(changed, journal);
    if (this.#stepsAsked() !== this.steps) return this.#restart(journal);
    return this.#spread({ changed, masses }, journal);
  }

  #stepsAsked(): number {
    return this.#input.steps ?? Math.max(1, Math.ceil(Math.log2(this.#counted.tied)));
  }

  /** All anew, in as many steps as are asked now. */
  #restart(journal: Journal): Uint32Array {
    const nodes = inPlaceOrder(this.#input.rows.nodes);
    const first = new Float64Array(this.#state.room);
    for (const node of nodes) first[node] = this.#firstShare(node);
    this.#levels.start(first, { counted: this.#counted, count: this.#stepsAsked() + 2 }, journal);
    return this.#revalue(nodes, journal);
  }

  #firstShare(node: number): number {
    const mass = this.#input.massOf(node);
    if (!(mass >= 0 && mass < Infinity))
      throw new InvalidInputError(
        `${KERNEL}: the mass of node ${node} is ${mass}, expected a finite number of at least 0.`,
      );
    const weight = this.#counted.weights[node]!;
    return weight > 0 ? mass / weight : 0;
  }

  #spread(
    { changed, masses }: Readonly<Record<'changed' | 'masses', Uint32Array>>,
    journal: Journal,
  ): Uint32Array {
    const { waiting: asked, told: moved } = this.#state;
    const { steps } = this;
    try {
      for (const nodes of [changed, masses]) for (const node of nodes) asked.touch(node);
      for (let step = 0; ; step++) {
        const telling = this.#look(step, journal);
        if (step >= steps) for (const node of asked.inOrder()) moved.touch(node);
        asked.clear();
        if (step > steps) return this.#revalue(moved.inOrder(), journal);
        if (!this.#pass(telling, asked)) {
          this.#levels.spreadFrom(step, { counted: this.#counted }, journal);
          return this.#revalue(inPlaceOrder(this.#input.rows.nodes), journal);
        }
        this.#askAnew(changed);
      }
    } finally {
      for (const node of asked.inOrder()) this.#state.columns.news[node] = 0;
      asked.clear();
      moved.clear();
    }
  }

  #askAnew(nodes: Uint32Array): void {
    for (const node of nodes) {
      this.#state.waiting.touch(node);
      this.#state.columns.news[node] = NaN;
    }
  }

  /** Lets everybody who is asked know of its news; gives who tells, and how much more than before. */
  #look(step: number, journal: Journal): Telling {
    const { waiting: asked, columns } = this.#state;
    const telling: Telling = { nodes: [], changes: [] };
    for (let place = 0; place < asked.touchedCount; place++) {
      const node = asked.touchedAt(place);
      const share = step === 0 ? this.#firstShare(node) : this.#shareAt(step, node);
      columns.news[node] = 0;
      const change = this.#levels.take(step, { node, share }, journal);
      if (change === 0) continue;
      telling.nodes.push(node);
      telling.changes.push(change);
    }
    return telling;
  }

  #shareAt(step: number, node: number): number {
    const weight = this.#counted.weights[node]!;
    if (weight === 0) return 0;
    const before = this.#levels.shareAt(step, node);
    const share = before + this.#state.columns.news[node]! / weight;
    if (share > before / 2) return share;
    const { targets, weights, from, to } = this.#input.rows.row(node);
    let sum = 0;
    for (let entry = from; entry < to; entry++)
      sum += weights[entry]! * this.#levels.toldAt(step - 1, targets[entry]!);
    return sum / weight;
  }

  /** Gives false, and passes nothing on, where it would be too much. */
  #pass({ nodes, changes }: Telling, asked: Frontier): boolean {
    const { degrees } = this.#counted;
    const { news } = this.#state.columns;
    let entries = 0;
    for (const node of nodes) entries += degrees[node]!;
    if (entries > this.#mostEntries * this.#counted.entries) return false;
    for (let place = 0; place < nodes.length; place++) {
      const change = changes[place]!;
      const { targets, weights, from, to } = this.#input.rows.row(nodes[place]!);
      for (let entry = from; entry < to; entry++) {
        const target = targets[entry]!;
        asked.touch(target);
        news[target]! += weights[entry]! * change;
      }
    }
    return true;
  }

  #revalue(nodes: Uint32Array, journal: Journal): Uint32Array {
    const { values } = this.#state.columns;
    const { steps } = this;
    let [total, reached] = [this.#sums[TOTAL]!, this.#sums[REACHED]!];
    const isMost = 2 * nodes.length > this.#input.rows.nodes;
    if (isMost) journal.noteAll(values);
    for (const node of nodes) {
      const value = (this.#levels.shareAt(steps, node) + this.#levels.shareAt(steps + 1, node)) / 2;
      const before = values[node]!;
      if (value === before) continue;
      if (isMost) values[node] = value;
      else journal.set(values, node, value);
      total += value - before;
      reached += Math.sign(value) - Math.sign(before);
    }
    // As of shares: where it falls by half, digits would be lost.
    const isKept = total > this.#sums[TOTAL]! / 2;
    journal.set(this.#sums, TOTAL, isKept ? total : values.reduce((sum, value) => sum + value, 0));
    journal.set(this.#sums, REACHED, reached);
    return nodes;
  }

  #grow(journal: Journal): void {
    const { room } = this.#state;
    this.#state.grow(this.#input.rows.nodes, journal);
    if (this.#state.room === room) return;
    this.#levels.grow(this.#state.room, journal);
    this.#counted.grow(this.#state.room, journal);
  }
}

interface Telling {
  readonly nodes: number[];
  readonly changes: number[];
}
