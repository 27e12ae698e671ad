/** Readable ids in order of appearance: `t-0000001`, `t-0000002`. */
export class IdSequence {
  readonly #prefix: string;
  readonly #width: number;
  #last = 0;

  /** @param width digits, zeros in front; larger numbers are not cut */
  constructor(prefix: string, width: number) {
    this.#prefix = prefix;
    this.#width = width;
  }

  next(): string {
    this.#last++;
    return `${this.#prefix}-${String(this.#last).padStart(this.#width, '0')}`;
  }
}
