import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import type { People } from './people.ts';

export type TieKind = Fact<'ties'>['kind'];

export interface Tie {
  readonly from: number;
  readonly to: number;
  readonly kind: TieKind;
  readonly since: Instant;
  readonly strength: number;
  /** Infinity where it never was. */
  readonly acceptedAt: Instant;
  /** Infinity while it lasts. */
  readonly until: Instant;
}

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
const STRENGTH_SPREAD = 0.15;

export interface Request {
  readonly from: number;
  readonly to: number;
  readonly kind: TieKind;
  /** Not before this; both sides' joining is seen to. */
  readonly earliest?: Instant;
  /** Asked for and turned down, whatever the kind's custom is. */
  readonly isTurnedDown?: boolean;
}

/** The ties between people, at most one per pair, and who is whose friend. */
export class TieBook {
  readonly all: Tie[] = [];
  readonly #people: People;
  readonly #pairs = new Set<number>();
  readonly #tiesOf: number[][];

  constructor(people: People) {
    this.#people = people;
    this.#tiesOf = Array.from({ length: people.count }, () => []);
  }

  /** Every tie that names the person, accepted or not, as indices into `all`. */
  of(person: number): readonly number[] {
    return this.#tiesOf[person]!;
  }

  /** The other end of a tie. */
  other(tie: number, person: number): number {
    const { from, to } = this.all[tie]!;
    return from === person ? to : from;
  }

  isLive(tie: number, at: Instant): boolean {
    const { acceptedAt, until } = this.all[tie]!;
    return acceptedAt < at && at < until;
  }

  /** A friend of the person's at that instant, or -1 where the one drawn is none then. */
  friendAt(random: Random, person: number, at: Instant): number {
    const ties = this.#tiesOf[person]!;
    if (ties.length === 0) return -1;
    const tie = ties[random.below(ties.length)]!;
    return this.isLive(tie, at) ? this.other(tie, person) : -1;
  }

  /** Adds a tie; false where the two are one person, or tied already. */
  request(random: Random, request: Request): boolean {
    const { from, to } = request;
    const pair = Math.min(from, to) * this.#people.count + Math.max(from, to);
    if (from === to || this.#pairs.has(pair)) return false;
    this.#pairs.add(pair);
    const tie = this.#draw(random, request);
    this.#tiesOf[from]!.push(this.all.length);
    this.#tiesOf[to]!.push(this.all.length);
    this.all.push(tie);
    return true;
  }

  #draw(random: Random, { from, to, kind, earliest = 0, isTurnedDown = false }: Request): Tie {
    const conduct = CONDUCT[kind];
    const { joinedAt } = this.#people;
    const possible = Math.max(joinedAt[from]!, joinedAt[to]!, earliest);
    const wait = Math.ceil(exponential(random, 150) * MS_PER_DAY);
    const since = Math.min(possible + wait, random.between(possible, WORLD_ENDS_AT));
    const accepted = since + Math.ceil(exponential(random, conduct.days) * MS_PER_DAY);
    const refused = random.chance(conduct.refused) || isTurnedDown || accepted >= WORLD_ENDS_AT;
    const acceptedAt = refused ? Number.POSITIVE_INFINITY : accepted;
    const ends = !refused && random.chance(conduct.ended);
    const until = ends ? random.between(accepted + 1, WORLD_ENDS_AT) : Number.POSITIVE_INFINITY;
    const drawn = conduct.strength + STRENGTH_SPREAD * normal(random);
    return { from, to, kind, since, acceptedAt, until, strength: Math.min(1, Math.max(0.05, drawn)) };
  }
}
