/**
 * Labels (cohesion/label-propagation.ts) kept up to date as rows change, round by round.
 *
 * The labels of every round are kept. A node's label of round t + 1 can be another only where its row is, or a neighbour's
 * label of round t: those alone are asked anew. So the labels are those of the whole kernel, and no bound is needed.
 *
 * Conventions: as there, over the rows of the nodes that count: rows of others, and entries that lead to them, are left
 * out, and each of the others keeps its own label. All rounds are made; those after one that changed nothing change
 * nothing either. A step that is taken back leaves every byte as it was.
 *
 * Complexity: an update reads the rows of changed nodes and of those around whoever is labelled otherwise, each round.
 * Making the state O(nodes + entries) a round. Memory 4 bytes a node and round, and 9 a node.
 *
 * Invariant: local labels. After any updates, labels are those of the whole kernel.
 *
 * Throws InvalidInputError for changed nodes that are none.
 */
import { inPlaceOrder } from '../rows/stable-order.ts';
import { Frontier } from '../walks/frontier.ts';
import type { Journal } from './journal.ts';
import { ascendingNodes } from './local-state.ts';
import type { PatchedRows } from './patched-rows.ts';

const KERNEL = 'localLabelPropagation';

export interface LocalLabelPropagationInput {
  /** Undirected. Kept, and read again at each update. */
  readonly rows: PatchedRows;
  /** Whether a node counts; a node for which it is new has changed, and so have its neighbours. Default: all do. */
  readonly counts?: (node: number) => boolean;
  /** Rounds to make, at least 1; default 10, as the whole kernel's. */
  readonly iterations?: number;
}

export class LocalLabelPropagation {
  readonly #rows: PatchedRows;
  readonly #counts: (node: number) => boolean;
  /** By round, from the first on: before it each node is its own label. */
  #rounds: readonly Uint32Array[];
  #room: number;
  #asked: Frontier;
  /** How often a label was heard in the row that is being asked; 0 between rows. */
  #heard: Uint32Array;

  constructor({ rows, counts = () => true, iterations = 10 }: LocalLabelPropagationInput) {
    this.#rows = rows;
    this.#counts = counts;
    this.#room = rows.nodes;
    this.#rounds = Array.from({ length: iterations }, () => inPlaceOrder(rows.nodes));
    this.#asked = new Frontier(rows.nodes);
    this.#heard = new Uint32Array(rows.nodes);
    for (let round = 0; round < iterations; round++)
      for (let node = 0; node < rows.nodes; node++) this.#rounds[round]![node] = this.#ask(node, round);
  }

  /** After all rounds; at least as long as there are nodes. Another array once nodes were added. */
  get labels(): Uint32Array {
    return this.#rounds.at(-1)!;
  }

  /** Takes in what is new of the rows; gives the nodes that are labelled otherwise after all rounds. */
  update(changed: Iterable<number>, journal: Journal): readonly number[] {
    const nodes = ascendingNodes(KERNEL, changed, this.#rows.nodes);
    this.#grow(journal);
    let others: number[] = [];
    for (let round = 0; round < this.#rounds.length; round++) {
      for (const node of nodes) this.#asked.touch(node);
      for (const node of others) this.#askAround(node);
      others = this.#label(round, journal);
    }
    return others;
  }

  #askAround(node: number): void {
    const { targets, from, to } = this.#rows.row(node);
    for (let entry = from; entry < to; entry++) this.#asked.touch(targets[entry]!);
  }

  /** Of those that are asked, which are labelled otherwise. */
  #label(round: number, journal: Journal): number[] {
    const labels = this.#rounds[round]!;
    const others: number[] = [];
    for (let place = 0; place < this.#asked.touchedCount; place++) {
      const node = this.#asked.touchedAt(place);
      const label = this.#ask(node, round);
      if (label === labels[node]) continue;
      journal.set(labels, node, label);
      others.push(node);
    }
    this.#asked.clear();
    return others;
  }

  /** The label that most neighbours had before the round; of equally frequent ones the smallest. */
  #ask(node: number, round: number): number {
    const { targets, from, to } = this.#rows.row(node);
    if (from === to || !this.#counts(node)) return node;
    const [heard, before] = [this.#heard, this.#rounds[round - 1]];
    let [best, most] = [node, 0];
    for (let entry = from; entry < to; entry++) {
      const neighbour = targets[entry]!;
      if (!this.#counts(neighbour)) continue;
      const label = before === undefined ? neighbour : before[neighbour]!;
      const count = ++heard[label]!;
      if (count < most || (count === most && label > best)) continue;
      most = count;
      best = label;
    }
    for (let entry = from; entry < to; entry++)
      heard[before === undefined ? targets[entry]! : before[targets[entry]!]!] = 0;
    return best;
  }

  #grow(journal: Journal): void {
    const [rounds, room, asked, heard] = [this.#rounds, this.#room, this.#asked, this.#heard];
    if (room >= this.#rows.nodes) return;
    // Half as many again, so that nodes that come one by one are not copied each time.
    this.#room = Math.ceil(1.5 * this.#rows.nodes);
    this.#rounds = rounds.map((labels) => {
      const longer = inPlaceOrder(this.#room);
      longer.set(labels);
      return longer;
    });
    this.#asked = new Frontier(this.#room);
    this.#heard = new Uint32Array(this.#room);
    journal.note(() => {
      this.#rounds = rounds;
      this.#room = room;
      this.#asked = asked;
      this.#heard = heard;
    });
  }
}
