import { GrowingNumbers } from '../../../domain/growing-numbers.ts';
import { buildOut, type Csr } from '../../../graph/rows/csr.ts';

const FIRST_CAPACITY = 1024;

/**
 * Ordered pairs of indices, each with a number and as often as it came, kept in typed arrays and brought together when all are there: a
 * map would take ten times the memory.
 */
export class Pairs {
  readonly #source = new GrowingNumbers(new Uint32Array(FIRST_CAPACITY));
  readonly #target = new GrowingNumbers(new Uint32Array(FIRST_CAPACITY));
  readonly #value = new GrowingNumbers(new Float64Array(FIRST_CAPACITY));

  add(source: number, target: number, value: number): void {
    this.#source.append(source);
    this.#target.append(target);
    this.#value.append(value);
  }

  /** The pairs as rows by source, in which equal ones stand side by side; none can be added any more. */
  take(indices: number): Csr {
    const edges = { source: this.#source.take(), target: this.#target.take(), weight: this.#value.take() };
    return buildOut(edges, indices, 'signed');
  }
}

/** Visits each distinct pair once: its source, and from where to before where in `targets` and `weights` it stands. */
export function forEachPair(rows: Csr, visit: (source: number, start: number, end: number) => void): void {
  for (let source = 0; source < rows.nodes; source++) {
    const rowEnd = rows.offsets[source + 1]!;
    for (let start = rows.offsets[source]!, end = start; start < rowEnd; start = end) {
      while (end < rowEnd && rows.targets[end] === rows.targets[start]) end++;
      visit(source, start, end);
    }
  }
}
