/** Rows of some nodes alone: those of others, and entries that lead to them, are left out. */
import type { Csr } from '../rows/compressed-rows.ts';
import type { Journal } from './journal.ts';
import type { PatchedRows } from './patched-rows.ts';

/** Places in the sums over all nodes. */
const [TIED, ENTRIES] = [0, 1];
/** Once so large a share of all rows is another than in the piece, that is made anew. */
const MOST_STALE = 1 / 16;

type Piece = Csr & { readonly weights: Float64Array };

export class CountedRows {
  readonly rows: PatchedRows;
  readonly counts: (node: number) => boolean;
  /** Per node the sum of its entries, and how many they are; longer than there are nodes. */
  #weights: Float64Array;
  #degrees: Float64Array;
  readonly #sums = new Float64Array(2);
  /** All rows as they once were, and of which nodes they are others by now. */
  #piece: Piece | undefined;
  #stale = new Set<number>();

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
      if (this.#piece !== undefined) this.#noteStale(node, journal);
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

  /** Writes the mean over each node's entries of what their ends have, by weight, 0 for who has no weight, into another column. */
  writeMeans(of: Float64Array, means: Float64Array, journal: Journal): void {
    const { nodes, offsets, targets, weights: entries } = this.#pieceFor(journal);
    const weights = this.#weights;
    for (let node = 0; node < nodes; node++) {
      const end = offsets[node + 1]!;
      let sum = 0;
      for (let entry = offsets[node]!; entry < end; entry++) sum += entries[entry]! * of[targets[entry]!]!;
      means[node] = weights[node] === 0 ? 0 : sum / weights[node]!;
    }
    for (const node of this.#stale) means[node] = this.#meanAt(node, of);
  }

  #meanAt(node: number, of: Float64Array): number {
    const weight = this.#weights[node]!;
    if (weight === 0) return 0;
    const { targets, weights, from, to } = this.rows.row(node);
    let sum = 0;
    for (let entry = from; entry < to; entry++)
      if (this.counts(targets[entry]!)) sum += weights[entry]! * of[targets[entry]!]!;
    return sum / weight;
  }

  #noteStale(node: number, journal: Journal): void {
    const stale = this.#stale;
    if (stale.has(node)) return;
    stale.add(node);
    journal.note(() => stale.delete(node));
  }

  #pieceFor(journal: Journal): Piece {
    const [piece, stale] = [this.#piece, this.#stale];
    if (piece !== undefined && stale.size <= MOST_STALE * this.rows.nodes) return piece;
    journal.note(() => {
      this.#piece = piece;
      this.#stale = stale;
    });
    this.#stale = new Set();
    this.#piece = this.#inOnePiece();
    return this.#piece;
  }

  #inOnePiece(): Piece {
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
