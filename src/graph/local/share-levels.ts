/** What a local spreading in steps holds of each: what nodes were told of a share, and what the share is by now. */
import type { CountedRows } from './counted-rows.ts';
import type { Journal } from './journal.ts';

/** Of each node, by step: its share, and what it told of it. */
interface Levels {
  readonly shares: readonly Float64Array[];
  readonly told: readonly Float64Array[];
}

export class ShareLevels {
  readonly #tolerance: number;
  #levels: Levels = { shares: [], told: [] };

  /** @param tolerance - share of the last level's shares that may lag, by all levels before together */
  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  /** How many there are. */
  get count(): number {
    return this.#levels.shares.length;
  }

  shareAt(step: number, node: number): number {
    return this.#levels.shares[step]![node]!;
  }

  toldAt(step: number, node: number): number {
    return this.#levels.told[step]![node]!;
  }

  /** Takes a share in; gives how much more is told of it from now on, 0 where it differs by too little. */
  take(step: number, { node, share }: { node: number; share: number }, journal: Journal): number {
    const [shares, told] = [this.#levels.shares[step]!, this.#levels.told[step]!];
    const change = share - told[node]!;
    if (share !== shares[node]) journal.set(shares, node, share);
    if (Math.abs(change) <= this.#toleranceOf(step) * share) return 0;
    journal.set(told, node, share);
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
    this.#keep({ shares: [first], told: [first.slice()] }, journal);
    this.spreadFrom(0, { counted, count }, journal);
  }

  /**
   * Makes all levels after one of exact shares of that one, everything told. What is sure to be taken back makes the last
   * two alone, which are read: there is no later step that would look at the others.
   */
  spreadFrom(
    step: number,
    { counted, count = this.count }: { readonly counted: CountedRows; readonly count?: number },
    journal: Journal,
  ): void {
    const [shares, told] = [this.#levels.shares.slice(), this.#levels.told.slice()];
    const isKept = (at: number): boolean => !journal.isPassing || at >= count - 2 || at >= this.count;
    const unkept: Float64Array[] = [];
    let latest = shares[step]!;
    if (isKept(step)) told[step] = latest.slice();
    for (let at = step + 1; at < count; at++) {
      const means = (isKept(at) ? undefined : unkept.pop()) ?? new Float64Array(latest.length);
      counted.writeMeans(latest, means, journal);
      if (at - 1 > step && !isKept(at - 1)) unkept.push(latest);
      latest = means;
      if (isKept(at)) [shares[at], told[at]] = [means, means.slice()];
    }
    this.#keep({ shares: shares.slice(0, count), told: told.slice(0, count) }, journal);
  }

  /** Makes room for so many nodes. */
  grow(room: number, journal: Journal): void {
    const longer = (levels: readonly Float64Array[]): Float64Array[] =>
      levels.map((level) => {
        const made = new Float64Array(room);
        made.set(level);
        return made;
      });
    const { shares, told } = this.#levels;
    this.#keep({ shares: longer(shares), told: longer(told) }, journal);
  }

  #keep(levels: Levels, journal: Journal): void {
    const before = this.#levels;
    this.#levels = levels;
    journal.note(() => (this.#levels = before));
  }
}
