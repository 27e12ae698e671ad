/** Children of each place: four lie in one cache line, and make the heap half as deep as two would. */
const CHILDREN = 4;

/**
 * A heap of nodes by a key that each has in an array of the caller's; the least comes first, of equal keys any.
 * Memory 8 bytes a node.
 */
export class NodeHeap {
  size = 0;
  readonly #keys: Float64Array;
  readonly #heap: Uint32Array;
  /** Where in the heap a node is, plus 1; 0: not in it. */
  readonly #places: Uint32Array;

  /** One key per node, never NaN; see `place` for changes. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#heap = new Uint32Array(keys.length);
    this.#places = new Uint32Array(keys.length);
  }

  /** Takes a node in, or moves it up after its key went down. */
  place(node: number): void {
    const key = this.#keys[node]!;
    let place = this.#places[node]!;
    if (place === 0) place = this.size++;
    else place--;
    while (place > 0) {
      const parent = Math.floor((place - 1) / CHILDREN);
      const above = this.#heap[parent]!;
      if (this.#keys[above]! <= key) break;
      this.#put(above, place);
      place = parent;
    }
    this.#put(node, place);
  }

  /** Takes out a node of the least key; the heap must not be empty. */
  takeLeast(): number {
    const least = this.#heap[0]!;
    this.#places[least] = 0;
    const last = this.#heap[--this.size]!;
    if (this.size > 0) this.#sink(last);
    return least;
  }

  /** Finds `node` a place at or below the empty top. */
  #sink(node: number): void {
    const key = this.#keys[node]!;
    let place = 0;
    for (let first = 1; first < this.size; first = CHILDREN * place + 1) {
      let child = first;
      for (let next = first + 1; next < Math.min(first + CHILDREN, this.size); next++)
        if (this.#keys[this.#heap[next]!]! < this.#keys[this.#heap[child]!]!) child = next;
      if (this.#keys[this.#heap[child]!]! >= key) break;
      this.#put(this.#heap[child]!, place);
      place = child;
    }
    this.#put(node, place);
  }

  #put(node: number, place: number): void {
    this.#heap[place] = node;
    this.#places[node] = place + 1;
  }
}
