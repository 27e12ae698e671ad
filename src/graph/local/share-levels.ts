/** What a local spreading in steps holds of each: what nodes were told of a share, and what the share is by now. */
import type { CountedRows } from './counted-rows.ts';
import type { Journal } from './journal.ts';

export class ShareLevels {
  readonly #tolerance: number;
  /** By step, of each node what it told and its share, side by side since they are read together. */
  #levels: readonly Float64Array[] = [];

  /** @param tolerance - share of the last level's shares that may lag, by all levels before together */
  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  /** How many there are. */
  get count(): number {
    return this.#levels.length;
  }

  shareAt(step: number, node: number): number {
    return this.#levels[step]![2 * node + 1]!;
  }

  toldAt(step: number, node: number): number {
    return this.#levels[step]![2 * node]!;
  }

  /** Takes a share in; gives how much more is told of it from now on, 0 where it differs by too little. */
  take(step: number, { node, share }: { node: number; share: number }, journal: Journal): number {
    const level = this.#levels[step]!;
    const change = share - level[2 * node]!;
    if (share !== level[2 * node + 1]) journal.set(level, 2 * node + 1, share);
    if (Math.abs(change) <= this.#toleranceOf(step) * share) return 0;
    journal.set(level, 2 * node, share);
    return change;
  }

  /** A parabola over the steps that are told of, whose sum is the tolerance: most would be told halfway. */
  #toleranceOf(step: number): number {
    const told = this.count - 1;
    if (step === told) return 1;
    return (this.#tolerance * 12 * (step + 0.5) * (told - step - 0.5)) / (told * (2 * told * told + 1));
  }

  /** All anew from what is told at first. */
  start(
    first: Float64Array,
    { counted, count }: { readonly counted: CountedRows; readonly count: number },
    journal: Journal,
  ): void {
    this.#keep([levelOf(first)], journal);
    this.spreadFrom(0, { counted, count }, journal);
  }

  /** Makes all levels after one of exact shares of that one. */
  spreadFrom(
    step: number,
    { counted, count = this.count }: { readonly counted: CountedRows; readonly count?: number },
    journal: Journal,
  ): void {
    const levels = this.#levels.slice(0, step);
    const before = this.#levels[step]!;
    let told: Float64Array = new Float64Array(before.length / 2);
    for (let node = 0; node < told.length; node++) told[node] = before[2 * node + 1]!;
    const rows = counted.inOnePiece();
    for (levels.push(levelOf(told)); levels.length < count; levels.push(levelOf(told)))
      told = meansOf(rows, told, counted.weights);
    this.#keep(levels, journal);
  }

  /** Makes room for so many nodes. */
  grow(room: number, journal: Journal): void {
    const longer = this.#levels.map((level) => {
      const made = new Float64Array(2 * room);
      made.set(level);
      return made;
    });
    this.#keep(longer, journal);
  }

  #keep(levels: readonly Float64Array[], journal: Journal): void {
    const before = this.#levels;
    this.#levels = levels;
    journal.note(() => (this.#levels = before));
  }
}

/** Everything is told. */
function levelOf(shares: Float64Array): Float64Array {
  const level = new Float64Array(2 * shares.length);
  for (let node = 0; node < shares.length; node++) level[2 * node] = level[2 * node + 1] = shares[node]!;
  return level;
}

/** For each node the mean of what its neighbours told. */
function meansOf(
  { nodes, offsets, targets, weights: entries }: ReturnType<CountedRows['inOnePiece']>,
  told: Float64Array,
  weights: Float64Array,
): Float64Array {
  const means = new Float64Array(told.length);
  for (let node = 0; node < nodes; node++) {
    if (weights[node] === 0) continue;
    const end = offsets[node + 1]!;
    let sum = 0;
    for (let entry = offsets[node]!; entry < end; entry++) sum += entries[entry]! * told[targets[entry]!]!;
    means[node] = sum / weights[node]!;
  }
  return means;
}
