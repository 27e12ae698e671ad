/**
 * Rows of which some were replaced or added; the rest are read where they are.
 *
 * Conventions: as in csr.ts: a row's targets ascend, parallel entries stand side by side, each with its weight; rows
 * without weights have an empty array of them. Whoever replaces a row of undirected rows, or of rows that exist by target
 * too, replaces the other ends' as well: nobody else sees to it. A node that was added has an empty row.
 *
 * Complexity: reading a row O(1); replacing one O(its length), which is checked; folding O(nodes + entries).
 *
 * Invariant: contents. Rows read as those of the edges left would, whatever was replaced, and folding changes none.
 *
 * Throws InvalidInputError for a node that is none, and for a row that does not ascend, leads to no node, has not one
 * finite weight for each target, or (unless `signed`) one below 0.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/compressed-rows.ts';
import { assertAscending } from '../rows/ascending.ts';
import { assertNodeCount } from '../rows/edge-list.ts';
import { assertNode } from '../rows/node-index.ts';
import type { Journal } from './journal.ts';

const KERNEL = 'PatchedRows';

export interface Row {
  /** Ascending. */
  readonly targets: Uint32Array;
  /** One for each target; empty where the rows have none. */
  readonly weights: Float64Array;
}

/** The row's entries are those at `from` and up to but without `to`. */
export interface RowView extends Row {
  readonly from: number;
  readonly to: number;
}

const EMPTY: Row = { targets: new Uint32Array(0), weights: new Float64Array(0) };

export interface PatchedRowsOptions {
  /** Whether weights may be below 0; default false. */
  readonly signed?: boolean;
}

export class PatchedRows {
  readonly isWeighted: boolean;
  readonly #isSigned: boolean;
  readonly #view: { -readonly [K in keyof RowView]: RowView[K] } = { ...EMPTY, from: 0, to: 0 };
  #base: Csr;
  #weights: Float64Array;
  #rows = new Map<number, Row>();
  #nodes: number;

  constructor(base: Csr, { signed = false }: PatchedRowsOptions = {}) {
    assertAscending(KERNEL, base);
    this.isWeighted = base.weights !== undefined;
    this.#isSigned = signed;
    this.#base = base;
    this.#weights = base.weights ?? EMPTY.weights;
    this.#nodes = base.nodes;
  }

  get nodes(): number {
    return this.#nodes;
  }

  /** How many rows are not read from the base. */
  get patched(): number {
    return this.#rows.size;
  }

  /** One and the same object at every call, which the next call fills anew. */
  row(node: number): RowView {
    const view = this.#view;
    const patch = this.#rows.size === 0 ? undefined : this.#rows.get(node);
    if (patch !== undefined) {
      view.targets = patch.targets;
      view.weights = patch.weights;
      view.from = 0;
      view.to = patch.targets.length;
      return view;
    }
    const isInBase = node < this.#base.nodes;
    view.targets = this.#base.targets;
    view.weights = this.#weights;
    view.from = isInBase ? this.#base.offsets[node]! : 0;
    view.to = isInBase ? this.#base.offsets[node + 1]! : 0;
    return view;
  }

  /** The node's row from now on; the arrays are kept, not copied, and must not be written to any more. */
  replace(node: number, row: Row, journal: Journal): void {
    assertNode(KERNEL, 'node', { node, nodes: this.#nodes });
    this.#assertRow(node, row);
    this.#put(node, row, journal);
  }

  /** Puts one entry for each weight in place of those to `target`, which may be none before and after. */
  replaceEntries(
    node: number,
    { target, weights }: { readonly target: number; readonly weights: Float64Array },
    journal: Journal,
  ): void {
    assertNode(KERNEL, 'node', { node, nodes: this.#nodes });
    if (!this.isWeighted)
      throw new InvalidInputError(
        `${KERNEL}: entries are replaced in rows with weights; these have none. Replace the whole row.`,
      );
    const row = this.row(node);
    const [first, end] = [firstFrom(row, target), firstFrom(row, target + 1)];
    const length = first - row.from + weights.length + (row.to - end);
    const patch = { targets: new Uint32Array(length), weights: new Float64Array(length) };
    const after = first - row.from + weights.length;
    patch.targets.set(row.targets.subarray(row.from, first));
    patch.targets.fill(target, first - row.from, after);
    patch.targets.set(row.targets.subarray(end, row.to), after);
    patch.weights.set(row.weights.subarray(row.from, first));
    patch.weights.set(weights, first - row.from);
    patch.weights.set(row.weights.subarray(end, row.to), after);
    this.replace(node, patch, journal);
  }

  /** So many nodes more, with empty rows. */
  addNodes(count: number, journal: Journal): void {
    const before = this.#nodes;
    assertNodeCount(before + count);
    this.#nodes = before + count;
    journal.note(() => {
      this.#nodes = before;
    });
  }

  /** Folds what was replaced into rows of their own. Not while a journal may still take any of it back. */
  compact(): void {
    const offsets = new Uint32Array(this.#nodes + 1);
    for (let node = 0; node < this.#nodes; node++) {
      const { from, to } = this.row(node);
      offsets[node + 1] = offsets[node]! + to - from;
    }
    const edges = offsets[this.#nodes]!;
    const targets = new Uint32Array(edges);
    const weights = new Float64Array(this.isWeighted ? edges : 0);
    const copy = ({ targets: from, weights: weighing }: Row, [first, end]: [number, number], to: number) => {
      targets.set(from.subarray(first, end), to);
      if (this.isWeighted) weights.set(weighing.subarray(first, end), to);
    };
    const old = this.#base;
    const base = { targets: old.targets, weights: this.#weights };
    // What lies between two replaced rows moves in one piece.
    let first = 0;
    for (const node of [...this.#rows.keys()].sort((one, other) => one - other)) {
      const row = this.#rows.get(node)!;
      if (first < node && first < old.nodes)
        copy(base, [old.offsets[first]!, old.offsets[Math.min(node, old.nodes)]!], offsets[first]!);
      copy(row, [0, row.targets.length], offsets[node]!);
      first = node + 1;
    }
    if (first < old.nodes) copy(base, [old.offsets[first]!, old.edges], offsets[first]!);
    this.#base = {
      nodes: this.#nodes,
      edges,
      offsets,
      targets,
      weights: this.isWeighted ? weights : undefined,
    };
    this.#weights = weights;
    this.#rows = new Map();
  }

  #put(node: number, row: Row, journal: Journal): void {
    const rows = this.#rows;
    const before = rows.get(node);
    rows.set(node, row);
    journal.note(() => {
      if (before === undefined) rows.delete(node);
      else rows.set(node, before);
    });
  }

  #assertRow(node: number, { targets, weights }: Row): void {
    if (weights.length !== (this.isWeighted ? targets.length : 0))
      throw new InvalidInputError(
        `${KERNEL}: the row of node ${node} came with ${targets.length} targets and ${weights.length} weights, expected ` +
          `${this.isWeighted ? 'one weight for each' : 'no weights, as the rows have none'}.`,
      );
    for (let entry = 0; entry < targets.length; entry++) {
      if (targets[entry]! >= this.#nodes || (entry > 0 && targets[entry]! < targets[entry - 1]!))
        throw new InvalidInputError(
          `${KERNEL}: entry ${entry} in the row of node ${node} leads to ${targets[entry]!}, expected targets that ascend ` +
            `and are below ${this.#nodes}. Sort them, and add new nodes first.`,
          { context: { node, entry } },
        );
      const weight = this.isWeighted ? weights[entry]! : 1;
      if (!Number.isFinite(weight) || (weight < 0 && !this.#isSigned))
        throw new InvalidInputError(
          `${KERNEL}: entry ${entry} in the row of node ${node} weighs ${weight}, expected a finite number` +
            `${this.#isSigned ? '' : ' of at least 0'}.`,
          { context: { node, entry, weight: String(weight) } },
        );
    }
  }
}

/** The first entry that leads to `target` or further. */
export function firstFrom({ targets, from, to }: RowView, target: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = low + ((high - low) >>> 1);
    if (targets[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
