/**
 * Who knows whom. Families know each other; members of other groups know a few of them; and everybody makes
 * friends: how many is drawn from a power law, with whom by three habits of real networks. Friends of friends
 * become friends (triadic closure), the well connected gain more (preferential attachment), and most friends
 * live in one's own community (homophily).
 *
 * Reference: Holme, Kim, "Growing scale-free networks with tunable clustering", Physical Review E 65, 2002,
 * doi:10.1103/PhysRevE.65.026107.
 */
import { GrowingNumbers } from '../../src/domain/growing-numbers.ts';
import { poisson } from '../random/poisson.ts';
import { powerLaw, type PowerLaw } from '../random/power-law.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import type { Group, GroupKind } from './groups.ts';
import type { PersonRole, Population } from './people.ts';
import { TieBook, type TieKind } from './ties.ts';

/** How many friends somebody seeks; the most grow with the square root of the world, from 80 in one of 2,000. */
const FRIENDS = { exponent: 2.3, least: 2 };
const MOST_FRIENDS = { of: 2000, are: 80, ever: 1000 };
const CLOSURE = 0.4;
const HOMOPHILY = 0.8;
const MIGRANTS_HOMOPHILY = 0.97;
/** Between friends by choice, how often each kind is meant. */
const TRUST_SHARE = 0.15;
const BUSINESS_SHARE = 0.08;

/** How many of a group each member asks, on average, and as what; everybody in a family. */
const FROM_GROUPS: Readonly<Record<GroupKind, { kind: TieKind; asks: number }>> = {
  workplace: { kind: 'colleague', asks: 1.2 },
  association: { kind: 'friend', asks: 1 },
  lending_circle: { kind: 'trust', asks: 2 },
  cooperative: { kind: 'business', asks: 1 },
  household: { kind: 'family', asks: Number.POSITIVE_INFINITY },
  family: { kind: 'family', asks: Number.POSITIVE_INFINITY },
  other: { kind: 'other', asks: 0 },
};

export function drawTies(streams: Streams, population: Population, groups: readonly Group[]): TieBook {
  const ties = new TieBook(population);
  groups.forEach((group, g) => {
    tieMembers(streams.of('group ties', g), ties, group);
  });
  const circles = new Circles(population, ties);
  for (let i = 0; i < population.count; i++) {
    if (population.role[i] !== 'sybil')
      makeFriends(streams.of('friends', i), { person: i, population, ties, circles });
  }
  return ties;
}

/** Each asks some of those before. */
function tieMembers(random: Random, ties: TieBook, { kind, members }: Group): void {
  const { kind: as, asks } = FROM_GROUPS[kind];
  for (const [m, member] of members.entries()) {
    const wanted = asks < Number.POSITIVE_INFINITY ? poisson(random, asks) : m;
    for (let asked = 0; asked < Math.min(wanted, m); asked++) {
      const other = members[wanted >= m ? asked : random.below(m)]!;
      const earliest = Math.max(member.since, other.since);
      ties.request(random, { from: member.person, to: other.person, kind: as, earliest });
    }
  }
}

/** Whom one meets: in each community every person once, and once more for each tie. Sybils meet nobody. */
class Circles {
  readonly #met: readonly GrowingNumbers<Int32Array>[];
  readonly #population: Population;
  readonly #ties: TieBook;

  constructor(population: Population, ties: TieBook) {
    this.#population = population;
    this.#ties = ties;
    this.#met = Array.from({ length: population.communities }, () => new GrowingNumbers(new Int32Array(16)));
    for (let i = 0; i < population.count; i++) if (population.role[i] !== 'sybil') this.#meet(i);
    for (let tie = 0; tie < ties.count; tie++) this.tied(ties.from(tie), ties.to(tie));
  }

  tied(from: number, to: number): void {
    this.#meet(from);
    this.#meet(to);
  }

  someone(random: Random, near: number): number {
    const role = this.#population.role[near];
    if (!random.chance(role === 'migrant' ? MIGRANTS_HOMOPHILY : HOMOPHILY)) return this.#anybody(random);
    const local = this.#met[this.#population.community[near]!]!;
    return local.at(random.below(local.length));
  }

  /** Anybody once, and once more for each tie; whoever it is, perhaps oneself, who cannot be asked. */
  #anybody(random: Random): number {
    const { count, role } = this.#population;
    for (;;) {
      const drawn = random.below(count + 2 * this.#ties.count);
      const half = drawn - count;
      const person =
        half < 0 ? drawn : half % 2 === 0 ? this.#ties.from(half >>> 1) : this.#ties.to(half >>> 1);
      if (role[person] !== 'sybil') return person;
    }
  }

  #meet(person: number): void {
    this.#met[this.#population.community[person]!]!.append(person);
  }
}

interface Meeting {
  readonly person: number;
  readonly population: Population;
  readonly ties: TieBook;
  readonly circles: Circles;
}

function makeFriends(random: Random, { person, population, ties, circles }: Meeting): void {
  const wanted = powerLaw(random, friendsIn(population.count));
  const target = seeks(population.role[person]!, wanted);
  let made = 0;
  for (let tries = 0; made < target && tries < 3 * target; tries++) {
    const throughFriend = random.chance(CLOSURE) ? friendOfFriend(random, ties, person) : -1;
    const to = throughFriend >= 0 ? throughFriend : circles.someone(random, person);
    if (!ties.request(random, { from: person, to, kind: kindOfFriend(random) })) continue;
    circles.tied(person, to);
    made++;
  }
}

function friendsIn(count: number): PowerLaw {
  const { of, are, ever } = MOST_FRIENDS;
  return { ...FRIENDS, most: Math.min(ever, Math.round(are * Math.max(1, Math.sqrt(count / of)))) };
}

function seeks(role: PersonRole, wanted: number): number {
  if (role === 'thin_file') return Math.ceil(wanted / 3);
  return role === 'migrant' ? Math.ceil(wanted / 2) : wanted;
}

function friendOfFriend(random: Random, ties: TieBook, person: number): number {
  const friend = ties.someone(random, person);
  return friend < 0 ? -1 : ties.someone(random, friend);
}

function kindOfFriend(random: Random): TieKind {
  const draw = random.uniform();
  if (draw < TRUST_SHARE) return 'trust';
  return draw < TRUST_SHARE + BUSINESS_SHARE ? 'business' : 'friend';
}
