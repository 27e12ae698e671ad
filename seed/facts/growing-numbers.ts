/** Numbers appended one by one into a typed array that doubles when it is full. */
export class GrowingNumbers {
  #values = new Float64Array(256);
  #length = 0;

  append(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** A copy of what was appended. */
  finish(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
