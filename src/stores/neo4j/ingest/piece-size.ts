/** More than a stretch has keys. */
const LARGEST = 5000;
/** How many pieces have to pass before a larger one is tried; twice as many each time that it is refused. */
const PATIENCE = 16;
const GROWTH = 1.25;

/**
 * How much goes into one transaction, by what the server had the memory for: half of what it refused, and slowly more
 * again, since rows of another kind take less and other work on the server ends.
 */
export class PieceSize {
  #most = LARGEST;
  /** The size that passed last; 0 where none did since a refusal of it. */
  #safe = 0;
  #passes = 0;
  #patience = PATIENCE;
  #wasRefused = false;

  /** How much to try next; at least 1. */
  get most(): number {
    return this.#most;
  }

  /** Whether the server ever refused one. */
  get wasRefused(): boolean {
    return this.#wasRefused;
  }

  /** A piece smaller than what may be tried proves nothing. */
  passed(size: number): void {
    if (size < this.#most || this.#most === LARGEST) return;
    this.#safe = size;
    this.#passes += 1;
    if (this.#passes < this.#patience) return;
    this.#passes = 0;
    this.#most = Math.min(LARGEST, Math.ceil(size * GROWTH));
  }

  refused(size: number): void {
    const hadGrown = this.#safe > 0 && size > this.#safe;
    this.#most = hadGrown ? this.#safe : Math.ceil(size / 2);
    if (hadGrown) this.#patience *= 2;
    else this.#safe = 0;
    this.#passes = 0;
    this.#wasRefused = true;
  }
}
