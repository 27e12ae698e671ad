import type { Journal } from '../../graph/local/journal.ts';
import { LocalLabelPropagation } from '../../graph/local/local-label-propagation.ts';
import { LocalSybilRank } from '../../graph/local/local-sybil-rank.ts';
import type { PatchedRows } from '../../graph/local/patched-rows.ts';
import { shareByCommunity } from '../columns/trust.ts';
import type { HeldColumns } from './held-columns.ts';

/** How far trust, and the mean that it is told by, may each lie off, relatively. */
const TOLERANCE = 1.8e-4;
/** How far the mean may drift, relatively, before everybody is told by the new one. */
const DRIFT = 2e-5;
/** How far somebody's trust over the mean may be another, relatively, before it is told. */
const UNTOLD = 2e-5;
/** How far what is told of trust may lie from what a full run tells, relatively. */
export const TRUST_BOUND = 2 * TOLERANCE + DRIFT + UNTOLD;

interface Held {
  /** Live ties both ways, weighed by strength. */
  readonly rows: PatchedRows;
  readonly columns: HeldColumns;
}

/** Trust from seeds as the columns of a full run have it (columns/trust.ts), kept up to date as ties come and go. */
export class HeldTrust {
  readonly #rows: PatchedRows;
  readonly #columns: HeldColumns;
  readonly #labels: LocalLabelPropagation;
  readonly #rank: LocalSybilRank;
  /** What each seed that has ties to the established starts with. */
  #masses: ReadonlyMap<number, number>;
  /** The mean that trust was last told by. */
  #mean: number;
  #isEstablished: Uint8Array;

  constructor({ rows, columns }: Held) {
    this.#rows = rows;
    this.#columns = columns;
    this.#isEstablished = columns.mark('established');
    const counts = (subject: number): boolean => this.#isEstablished[subject] === 1;
    this.#labels = new LocalLabelPropagation({ rows, counts });
    this.#masses = this.#shareOut();
    const massOf = (subject: number): number => this.#masses.get(subject) ?? 0;
    this.#rank = new LocalSybilRank({ rows, counts, massOf, tolerance: TOLERANCE });
    this.#mean = this.#rank.mean;
  }

  /**
   * Takes in ties that are new, and who is established. Gives, in no order, subjects among whom all are to whom trust comes
   * otherwise; undefined where that is everybody.
   * @param changed - whose ties to the established are others
   */
  update(changed: readonly number[], journal: Journal): Uint32Array | undefined {
    const [masses, mean, isEstablished] = [this.#masses, this.#mean, this.#isEstablished];
    journal.note(() => {
      this.#masses = masses;
      this.#mean = mean;
      this.#isEstablished = isEstablished;
    });
    this.#isEstablished = this.#columns.mark('established');
    const relabelled = this.#labels.update(changed, journal);
    const isSeed = this.#columns.mark('seeds');
    if ([...changed, ...relabelled].some((subject) => isSeed[subject] === 1 || masses.has(subject)))
      this.#masses = this.#shareOut();
    const seeds = this.#masses === masses ? [] : otherKeys(masses, this.#masses);
    const moved = this.#rank.update({ rows: changed, seeds }, journal);
    if (Math.abs(this.#rank.mean - mean) <= DRIFT * mean) return moved;
    this.#mean = this.#rank.mean;
    return undefined;
  }

  /**
   * Reads trust over the mean, NaN for who knows nobody and where no seed has ties; of those who are not established made of
   * what is told of others. Holds until the next update.
   */
  reader(): (subject: number) => number {
    if (this.#masses.size === 0) return () => Number.NaN;
    const [told, isEstablished] = [
      this.#columns.measure('propagatedTrust'),
      this.#columns.mark('established'),
    ];
    const [{ values }, mean, rows] = [this.#rank, this.#mean, this.#rows];
    const meanOfKnown = (subject: number): number => {
      const { targets, weights, from, to } = rows.row(subject);
      let [sum, total] = [0, 0];
      for (let entry = from; entry < to; entry++) {
        const weight = weights[entry]!;
        total += weight;
        if (weight > 0 && isEstablished[targets[entry]!] === 1) sum += weight * told[targets[entry]!]!;
      }
      return sum / total;
    };
    return (subject) => {
      if (isEstablished[subject] !== 1) return meanOfKnown(subject);
      const value = values[subject]!;
      if (value > 0) return value / mean;
      return Number.isNaN(meanOfKnown(subject)) ? Number.NaN : 0;
    };
  }

  /** Whether trust that was told differs from what it is by as much as is told anew. */
  isOther(told: number, is: number): boolean {
    return !Object.is(told, is) && !(Math.abs(is - told) <= UNTOLD * told);
  }

  #shareOut(): ReadonlyMap<number, number> {
    const isSeed = this.#columns.mark('seeds');
    const planted: number[] = [];
    for (let subject = isSeed.indexOf(1); subject >= 0; subject = isSeed.indexOf(1, subject + 1))
      if (this.#hasTies(subject)) planted.push(subject);
    return shareByCommunity(planted, this.#labels.labels);
  }

  #hasTies(subject: number): boolean {
    const { targets, from, to } = this.#rows.row(subject);
    for (let entry = from; entry < to; entry++) if (this.#isEstablished[targets[entry]!] === 1) return true;
    return false;
  }
}

/** Keys of either that the two do not have the same value for. */
function otherKeys(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number[] {
  const keys = new Set([...one.keys(), ...other.keys()]);
  return [...keys].filter((key) => one.get(key) !== other.get(key));
}
