/**
 * What a local computation has touched and has still to look at: nodes first in, first out, each waiting at most
 * once. Its arrays are as long as the graph and cost nothing where they are never written, because the machine hands
 * out zeroed memory page by page.
 */
const IDLE = 0;
const TOUCHED = 1;
const WAITING = 2;
const FIRST_CAPACITY = 1024;

export class Frontier {
  readonly #states: Uint8Array;
  #ring: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  #head = 0;
  #waiting = 0;
  #seen: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  #seenCount = 0;

  constructor(nodes: number) {
    this.#states = new Uint8Array(nodes);
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Remembers the node as touched. */
  touch(node: number): void {
    if (this.#states[node] !== IDLE) return;
    this.#states[node] = TOUCHED;
    if (this.#seenCount === this.#seen.length) this.#seen = lengthened(this.#seen);
    this.#seen[this.#seenCount++] = node;
  }

  /** Makes the node wait its turn, unless it does already. */
  add(node: number): void {
    if (this.#states[node] === WAITING) return;
    this.touch(node);
    this.#states[node] = WAITING;
    const capacity = this.#ring.length;
    if (this.#waiting === capacity) this.#grow();
    this.#ring[(this.#head + this.#waiting) & (this.#ring.length - 1)] = node;
    this.#waiting++;
  }

  /** The node that has waited longest; only while `waiting` is above 0. */
  next(): number {
    const node = this.#ring[this.#head]!;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#waiting--;
    this.#states[node] = TOUCHED;
    return node;
  }

  get touchedCount(): number {
    return this.#seenCount;
  }

  /** The node that was touched at this place, from 0, for the first time. */
  touchedAt(place: number): number {
    return this.#seen[place]!;
  }

  /** All nodes touched so far, as they were touched. */
  inOrder(): Uint32Array {
    return this.#seen.slice(0, this.#seenCount);
  }

  /** The same, ascending. */
  touched(): Uint32Array {
    return this.inOrder().sort();
  }

  /** As new, in the time of what was touched. */
  clear(): void {
    for (let place = 0; place < this.#seenCount; place++) this.#states[this.#seen[place]!] = IDLE;
    this.#seenCount = 0;
    this.#head = 0;
    this.#waiting = 0;
  }

  #grow(): void {
    const { length } = this.#ring;
    const grown = new Uint32Array(2 * length);
    for (let place = 0; place < this.#waiting; place++)
      grown[place] = this.#ring[(this.#head + place) & (length - 1)]!;
    this.#ring = grown;
    this.#head = 0;
  }
}

function lengthened(array: Uint32Array): Uint32Array {
  const longer = new Uint32Array(2 * array.length);
  longer.set(array);
  return longer;
}
