/** The search of temporal-cycles.ts: all cycles that start with one event, and what is kept of them. */
import { LONGEST } from './cycle-options.ts';
import type { TemporalCycleOptions } from './cycle-options.ts';
import { findFirst } from '../rows/timed-rows.ts';
import type { TimedRows } from '../rows/timed-rows.ts';
import { Pace } from '../run/pace.ts';

/** Entries that the search backwards reads at most: enough for most, little beside a search ahead. */
const BACKWARD = 256;
/** Steps after which a search looks back first: most end sooner. */
const PATIENCE = 32;
/** Steps and first events between two looks at the search: some milliseconds. */
const WATCH_EVERY = 2 ** 14;

interface CycleRows {
  readonly outgoing: TimedRows;
  readonly incoming: TimedRows;
}

export class CycleSearch {
  readonly #outgoing: TimedRows;
  readonly #incoming: TimedRows;
  readonly #bounds: Required<TemporalCycleOptions>;
  readonly #pace: Pace;
  readonly #onPath: Uint8Array;
  /** Edges back to the start, at most; 0: further than `#surveyed`. */
  readonly #distances: Uint8Array;
  readonly #marked: number[] = [];
  #surveyed = 0;
  readonly #path = new Uint32Array(LONGEST + 1);
  readonly #cursor = new Uint32Array(LONGEST + 1);
  /** Of the amounts up to each place of the path. */
  readonly #least = new Float64Array(LONGEST + 1);
  readonly #greatest = new Float64Array(LONGEST + 1);
  readonly #offsets: number[] = [0];
  readonly #edges: number[] = [];
  #steps = 0;
  #cutStarts = 0;
  #hasEnded = false;

  /** `watch` is called every few milliseconds, and may throw. */
  constructor({ outgoing, incoming }: CycleRows, bounds: Required<TemporalCycleOptions>, watch: () => void) {
    this.#outgoing = outgoing;
    this.#incoming = incoming;
    this.#bounds = bounds;
    this.#pace = new Pace(WATCH_EVERY, watch);
    this.#onPath = new Uint8Array(outgoing.offsets.length);
    this.#distances = new Uint8Array(outgoing.offsets.length);
  }

  /** Whether `mostSteps` or `mostCycles` has ended the search while there was more to look at. */
  isCut(): boolean {
    return this.#hasEnded;
  }

  /** Finds the cycles whose first event is `entry`, in the row of `start`. */
  startFrom(start: number, entry: number): void {
    const first = this.#outgoing.targets[entry]!;
    this.#pace.spend(1);
    if (first === start) return;
    this.#surveyed = 0;
    this.#follow(start, entry);
    if (this.#marked.length === 0) return;
    for (const node of this.#marked) this.#distances[node] = 0;
    this.#marked.length = 0;
  }

  result(): { count: number; offsets: Uint32Array; edges: Uint32Array; cutStarts: number; isCut: boolean } {
    return {
      count: this.#offsets.length - 1,
      offsets: Uint32Array.from(this.#offsets),
      edges: Uint32Array.from(this.#edges),
      cutStarts: this.#cutStarts,
      isCut: this.#hasEnded,
    };
  }

  /** Marks the nodes from which events in the window lead back to the start, level by level. */
  #survey(start: number, entry: number): void {
    const { times, amounts } = this.#outgoing;
    const { window, amountTolerance, longest, isStrict } = this.#bounds;
    const from = { time: times[entry]!, isAfter: isStrict };
    const least = amounts[entry]! * (1 - amountTolerance);
    let level = [start];
    let read = 0;
    for (let distance = 1; distance < longest && level.length > 0; distance++) {
      const next: number[] = [];
      for (const node of level) {
        const end = this.#incoming.offsets[node + 1]!;
        for (let back = findFirst(this.#incoming, node, from); back < end; back++) {
          if (this.#incoming.times[back]! - from.time >= window) break;
          if (read++ === BACKWARD) return;
          if (this.#incoming.amounts[back]! < least) continue;
          const source = this.#incoming.targets[back]!;
          if (source === start || this.#distances[source] !== 0) continue;
          this.#distances[source] = distance;
          this.#marked.push(source);
          next.push(source);
        }
      }
      this.#surveyed = distance;
      level = next;
    }
    this.#surveyed = longest;
  }

  /** Whether a path that reaches the node with its `length`-th edge may still close in time. */
  #mayReturn(node: number, length: number): boolean {
    const marked = this.#distances[node]!;
    const distance = marked === 0 ? this.#surveyed + 1 : marked;
    return length + distance <= this.#bounds.longest;
  }

  #follow(start: number, first: number): void {
    const { offsets, targets, times, amounts } = this.#outgoing;
    const { window, longest, stepsPerStart, cyclesPerStart, amountTolerance } = this.#bounds;
    const startTime = times[first]!;
    this.#onPath[start] = 1;
    this.#enter(first, 1);
    const before = this.#offsets.length;
    let steps = 0;
    let length = 1;
    while (length > 0) {
      const node = targets[this.#path[length]!]!;
      const entry = this.#cursor[length]!;
      if (entry === offsets[node + 1] || times[entry]! - startTime >= window) {
        this.#onPath[node] = 0;
        length--;
        continue;
      }
      if (this.#isSpent(steps)) {
        this.#hasEnded = true;
        break;
      }
      if (steps++ === stepsPerStart || this.#offsets.length - before === cyclesPerStart) {
        this.#cutStarts++;
        break;
      }
      this.#pace.spend(1);
      if (steps === PATIENCE) this.#survey(start, first);
      this.#cursor[length] = entry + 1;
      const amount = amounts[entry]!;
      const least = Math.min(amount, this.#least[length]!);
      if (least < (1 - amountTolerance) * Math.max(amount, this.#greatest[length]!)) continue;
      const target = targets[entry]!;
      if (target === start) this.#close(entry, length);
      else if (this.#onPath[target] === 0 && length + 1 < longest && this.#mayReturn(target, length + 1))
        this.#enter(entry, ++length);
    }
    for (let place = length; place > 0; place--) this.#onPath[targets[this.#path[place]!]!] = 0;
    this.#onPath[start] = 0;
    this.#steps += steps;
  }

  /** Makes the entry the path's `length`-th edge. */
  #enter(entry: number, length: number): void {
    const { targets, times, amounts } = this.#outgoing;
    const node = targets[entry]!;
    const amount = amounts[entry]!;
    this.#path[length] = entry;
    this.#least[length] = length === 1 ? amount : Math.min(amount, this.#least[length - 1]!);
    this.#greatest[length] = length === 1 ? amount : Math.max(amount, this.#greatest[length - 1]!);
    this.#onPath[node] = 1;
    const from = { time: times[entry]!, isAfter: this.#bounds.isStrict };
    this.#cursor[length] = findFirst(this.#outgoing, node, from);
  }

  /** Whether a search that has made so many steps may make none more. */
  #isSpent(steps: number): boolean {
    const { mostSteps, mostCycles } = this.#bounds;
    return this.#steps + steps >= mostSteps || this.#offsets.length > mostCycles;
  }

  #close(closing: number, length: number): void {
    if (length + 1 < this.#bounds.shortest) return;
    const { places, times } = this.#outgoing;
    // Events that all come at once are a cycle from whichever of them one starts.
    if (times[closing] === times[this.#path[1]!] && !this.#isFromLeast(closing, length)) return;
    for (let place = 1; place <= length; place++) this.#edges.push(places[this.#path[place]!]!);
    this.#edges.push(places[closing]!);
    this.#offsets.push(this.#edges.length);
  }

  #isFromLeast(closing: number, length: number): boolean {
    const { targets } = this.#outgoing;
    const start = targets[closing]!;
    for (let place = 1; place <= length; place++) if (targets[this.#path[place]!]! < start) return false;
    return true;
  }
}
