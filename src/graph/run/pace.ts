/** For loops on the calling thread whose turns differ in what they cost: has them looked at by work done, not by turns. */
export class Pace {
  readonly #every: number;
  readonly #look: () => void;
  #left = 0;

  /** `look` is called at the first turn and then once in `every` units; it may throw. */
  constructor(every: number, look: () => void) {
    this.#every = every;
    this.#look = look;
  }

  /** `units` are what the turn to come costs, entries read for one. */
  spend(units: number): void {
    if (this.#left > 0) {
      this.#left -= units;
      return;
    }
    this.#left = this.#every - units;
    this.#look();
  }
}
