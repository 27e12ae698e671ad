import { PAIR_TABLES, type PairTable } from './references.ts';

/** Above any index of a subject that memory has room for; two of them fit a whole number. */
const PAIR_STRIDE = 2 ** 26;

export function pairKey(source: number, target: number): number {
  return source * PAIR_STRIDE + target;
}

/** A relation between subjects: one of the tables', or that of a merchant and its owner. */
export type PairName = PairTable | 'owned';
/** Two subjects by index, the lower first. */
export type Pair = readonly [number, number];

/** What a step made other than it was, by index of subjects. */
export class Changed {
  /** Whose own rows were put in place of others, new subjects among them. */
  readonly subjects = new Set<number>();
  readonly #pairs = new Map<PairName, Map<number, Pair>>(
    [...PAIR_TABLES, 'owned' as const].map((name) => [name, new Map()]),
  );

  /** A row between the two came or went. */
  notePair(name: PairName, one: number, other: number): void {
    const [low, high] = one < other ? [one, other] : [other, one];
    this.#pairs.get(name)!.set(pairKey(low, high), [low, high]);
  }

  /** Each pair once, ascending. */
  pairs(name: PairName): readonly Pair[] {
    return [...this.#pairs.get(name)!.values()].sort(
      ([low, high], [otherLow, otherHigh]) => low - otherLow || high - otherHigh,
    );
  }

  /** Everybody, ascending. */
  everybody(): number[] {
    return [...this.subjects].sort((one, other) => one - other);
  }
}
