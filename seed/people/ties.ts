import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { GrowingNumbers } from '../../src/domain/growing-numbers.ts';
import { PairSet } from '../memory/pair-set.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Population } from './people.ts';

export type TieKind = Fact<'ties'>['kind'];

/** How each kind of tie comes about: typical strength, mean days to accept, share never accepted or ended. */
const CONDUCT: Readonly<Record<TieKind, { strength: number; days: number; refused: number; ended: number }>> =
  {
    family: { strength: 0.85, days: 1, refused: 0, ended: 0.01 },
    friend: { strength: 0.5, days: 4, refused: 0.08, ended: 0.06 },
    colleague: { strength: 0.4, days: 3, refused: 0.05, ended: 0.06 },
    business: { strength: 0.35, days: 6, refused: 0.1, ended: 0.1 },
    trust: { strength: 0.65, days: 5, refused: 0.12, ended: 0.05 },
    other: { strength: 0.2, days: 8, refused: 0.2, ended: 0.1 },
  };
const KINDS = Object.keys(CONDUCT) as TieKind[];
const STRENGTH_SPREAD = 0.15;
/** Ties a person to make room for at first. */
const EXPECTED_EACH = 5.5;
const NONE = -1;

export interface Request {
  readonly from: number;
  readonly to: number;
  readonly kind: TieKind;
  /** Not before this; both sides' joining is seen to. */
  readonly earliest?: Instant;
  /** Asked for and turned down, whatever the kind's custom is. */
  readonly isTurnedDown?: boolean;
}

/**
 * The ties between people by number, at most one per pair, by column. Each person's ties are a linked list through
 * half-ties: 2 t is tie t as its asker has it, 2 t + 1 as the one who was asked.
 */
export class TieBook {
  readonly #population: Population;
  readonly #pairs: PairSet;
  readonly #from: GrowingNumbers<Int32Array>;
  readonly #to: GrowingNumbers<Int32Array>;
  readonly #kind: GrowingNumbers<Int32Array>;
  readonly #since: GrowingNumbers<Float64Array>;
  readonly #acceptedAt: GrowingNumbers<Float64Array>;
  readonly #until: GrowingNumbers<Float64Array>;
  readonly #strength: GrowingNumbers<Float64Array>;
  readonly #latest: Int32Array;
  readonly #before: GrowingNumbers<Int32Array>;
  readonly #degree: Int32Array;

  constructor(population: Population) {
    const { count } = population;
    const expected = Math.ceil(count * EXPECTED_EACH);
    this.#population = population;
    this.#pairs = new PairSet(count);
    this.#from = new GrowingNumbers(new Int32Array(expected));
    this.#to = new GrowingNumbers(new Int32Array(expected));
    this.#kind = new GrowingNumbers(new Int32Array(expected));
    this.#since = new GrowingNumbers(new Float64Array(expected));
    this.#acceptedAt = new GrowingNumbers(new Float64Array(expected));
    this.#until = new GrowingNumbers(new Float64Array(expected));
    this.#strength = new GrowingNumbers(new Float64Array(expected));
    this.#before = new GrowingNumbers(new Int32Array(2 * expected));
    this.#latest = new Int32Array(count).fill(NONE);
    this.#degree = new Int32Array(count);
  }

  get count(): number {
    return this.#from.length;
  }

  from(tie: number): number {
    return this.#from.at(tie);
  }

  to(tie: number): number {
    return this.#to.at(tie);
  }

  kind(tie: number): TieKind {
    return KINDS[this.#kind.at(tie)]!;
  }

  since(tie: number): Instant {
    return this.#since.at(tie);
  }

  strength(tie: number): number {
    return this.#strength.at(tie);
  }

  /** Infinity where it never was. */
  acceptedAt(tie: number): Instant {
    return this.#acceptedAt.at(tie);
  }

  /** Infinity while it lasts. */
  until(tie: number): Instant {
    return this.#until.at(tie);
  }

  /** How many ties name the person, accepted or not. */
  degree(person: number): number {
    return this.#degree[person]!;
  }

  /** The other end of one of the person's ties, whatever became of it; -1 where there is none. */
  someone(random: Random, person: number): number {
    const half = this.#anyHalf(random, person);
    return half === NONE ? NONE : this.#otherEnd(half);
  }

  /** A friend of the person's at that instant, or -1 where the one drawn is none then. */
  friendAt(random: Random, person: number, at: Instant): number {
    const half = this.#anyHalf(random, person);
    if (half === NONE) return NONE;
    const tie = half >>> 1;
    return this.acceptedAt(tie) < at && at < this.until(tie) ? this.#otherEnd(half) : NONE;
  }

  /** Adds a tie; false where the two are one person, or tied already. */
  request(random: Random, request: Request): boolean {
    const { from, to, kind } = request;
    if (from === to || !this.#pairs.add(Math.min(from, to), Math.max(from, to))) return false;
    this.#draw(random, request);
    this.#kind.append(KINDS.indexOf(kind));
    this.#from.append(from);
    this.#to.append(to);
    this.#link(from);
    this.#link(to);
    return true;
  }

  #anyHalf(random: Random, person: number): number {
    const degree = this.#degree[person]!;
    if (degree === 0) return NONE;
    let half = this.#latest[person]!;
    for (let steps = random.below(degree); steps > 0; steps--) half = this.#before.at(half);
    return half;
  }

  #otherEnd(half: number): number {
    const tie = half >>> 1;
    return half % 2 === 0 ? this.to(tie) : this.from(tie);
  }

  #link(person: number): void {
    const half = this.#before.length;
    this.#before.append(this.#latest[person]!);
    this.#latest[person] = half;
    this.#degree[person]!++;
  }

  #draw(random: Random, { from, to, kind, earliest = 0, isTurnedDown = false }: Request): void {
    const conduct = CONDUCT[kind];
    const { joinedAt } = this.#population;
    const possible = Math.max(joinedAt[from]!, joinedAt[to]!, earliest);
    const wait = Math.ceil(exponential(random, 150) * MS_PER_DAY);
    const since = Math.min(possible + wait, random.between(possible, WORLD_ENDS_AT));
    const accepted = since + Math.ceil(exponential(random, conduct.days) * MS_PER_DAY);
    const refused = random.chance(conduct.refused) || isTurnedDown || accepted >= WORLD_ENDS_AT;
    const ends = !refused && random.chance(conduct.ended);
    const drawn = conduct.strength + STRENGTH_SPREAD * normal(random);
    this.#since.append(since);
    this.#acceptedAt.append(refused ? Number.POSITIVE_INFINITY : accepted);
    this.#until.append(ends ? random.between(accepted + 1, WORLD_ENDS_AT) : Number.POSITIVE_INFINITY);
    this.#strength.append(Math.min(1, Math.max(0.05, drawn)));
  }
}
