import { compareCodePoints } from '../../../domain/order.ts';

/** What may be the latest of a subject and a name, such as an attribute's. */
interface Candidate {
  readonly subject: number;
  readonly name: string;
  readonly at: number;
  /** Of equal instants the source last in code point order counts. */
  readonly source: string;
}

/**
 * Says which row of a table belongs to each subject and name, where rows come in any order and only the latest is
 * kept: a later one takes the row of the one before.
 */
export class LatestRows {
  readonly #rows = new Map<string, Map<number, number>>();
  readonly #held: { at: number; source: string }[] = [];

  /** The row to write the candidate to, the next new one or one already written; undefined where it is not the latest. */
  claim({ subject, name, at, source }: Candidate): number | undefined {
    let rows = this.#rows.get(name);
    if (rows === undefined) this.#rows.set(name, (rows = new Map<number, number>()));
    const row = rows.get(subject);
    if (row === undefined) {
      rows.set(subject, this.#held.length);
      return this.#held.push({ at, source }) - 1;
    }
    const held = this.#held[row]!;
    if (at < held.at || (at === held.at && compareCodePoints(source, held.source) <= 0)) return undefined;
    held.at = at;
    held.source = source;
    return row;
  }
}
