/** Rows of some nodes alone: those of others, and entries that lead to them, are left out. */
import type { Csr } from '../rows/compressed-rows.ts';
import type { Journal } from './journal.ts';
import type { PatchedRows } from './patched-rows.ts';

/** Places in the sums over all nodes. */
const [TIED, ENTRIES] = [0, 1];

export class CountedRows {
  readonly rows: PatchedRows;
  readonly counts: (node: number) => boolean;
  /** Per node the sum of its entries, and how many they are; longer than there are nodes. */
  #weights: Float64Array;
  #degrees: Float64Array;
  readonly #sums = new Float64Array(2);

  constructor(rows: PatchedRows, counts: (node: number) => boolean) {
    this.rows = rows;
    this.counts = counts;
    this.#weights = new Float64Array(rows.nodes);
    this.#degrees = new Float64Array(rows.nodes);
  }

  get weights(): Float64Array {
    return this.#weights;
  }

  get degrees(): Float64Array {
    return this.#degrees;
  }

  /** How many nodes have entries. */
  get tied(): number {
    return this.#sums[TIED]!;
  }

  /** How many there are in all rows. */
  get entries(): number {
    return this.#sums[ENTRIES]!;
  }

  /** Takes in rows that are new, or of whom it is new whether they count. */
  update(changed: Iterable<number>, journal: Journal): void {
    let { tied, entries } = this;
    for (const node of changed) {
      let [weight, degree] = [0, 0];
      const { targets, weights, from, to } = this.rows.row(node);
      if (this.counts(node))
        for (let entry = from; entry < to; entry++) {
          if (!this.counts(targets[entry]!)) continue;
          weight += weights[entry]!;
          degree++;
        }
      tied += Math.min(1, degree) - Math.min(1, this.#degrees[node]!);
      entries += degree - this.#degrees[node]!;
      journal.set(this.#weights, node, weight);
      journal.set(this.#degrees, node, degree);
    }
    journal.set(this.#sums, TIED, tied);
    journal.set(this.#sums, ENTRIES, entries);
  }

  /** Makes room for so many nodes. */
  grow(room: number, journal: Journal): void {
    const [weights, degrees] = [this.#weights, this.#degrees];
    this.#weights = new Float64Array(room);
    this.#degrees = new Float64Array(room);
    this.#weights.set(weights);
    this.#degrees.set(degrees);
    journal.note(() => {
      this.#weights = weights;
      this.#degrees = degrees;
    });
  }

  inOnePiece(): Csr & { readonly weights: Float64Array } {
    const { nodes } = this.rows;
    const offsets = new Uint32Array(nodes + 1);
    for (let node = 0; node < nodes; node++) offsets[node + 1] = offsets[node]! + this.#degrees[node]!;
    const edges = offsets[nodes]!;
    const made = { nodes, edges, offsets, targets: new Uint32Array(edges), weights: new Float64Array(edges) };
    let place = 0;
    for (let node = 0; node < nodes; node++) {
      if (this.#degrees[node] === 0) continue;
      const { targets, weights, from, to } = this.rows.row(node);
      for (let entry = from; entry < to; entry++) {
        if (!this.counts(targets[entry]!)) continue;
        made.targets[place] = targets[entry]!;
        made.weights[place++] = weights[entry]!;
      }
    }
    return made;
  }
}
