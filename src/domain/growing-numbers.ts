type NumberArray = Int32Array | Uint32Array | Float64Array;

/** Numbers appended one by one into a typed array that grows by half when it is full. */
export class GrowingNumbers<T extends NumberArray> {
  #values: T;
  #length = 0;

  /** @param values an array of the type wanted; its length is what is held at first, 2 or more */
  constructor(values: T) {
    this.#values = values;
  }

  get length(): number {
    return this.#length;
  }

  /** The value at an index below `length`. */
  at(index: number): number {
    return this.#values[index]!;
  }

  append(value: number): void {
    if (this.#length === this.#values.length) this.#resize(Math.ceil(1.5 * this.#values.length));
    this.#values[this.#length++] = value;
  }

  /** Room for so many more numbers, zeros until they are written: the part of the array that holds them from now on. */
  extend(count: number): T {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#values.length)
      this.#resize(Math.max(this.#length, Math.ceil(1.5 * this.#values.length)));
    return this.#values.subarray(start, this.#length) as T;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** The numbers in an array of just their length, not to be appended to any more. */
  take(): T {
    if (this.#length < this.#values.length) this.#resize(this.#length);
    return this.#values;
  }

  #resize(length: number): void {
    const resized = new (this.#values.constructor as new (length: number) => T)(length);
    resized.set(this.#values.subarray(0, length));
    this.#values = resized;
  }
}
