/**
 * Who knows whom. Families know each other; members of other groups know a few of them; and everybody makes
 * friends: how many is drawn from a power law, with whom by three habits of real networks. Friends of friends
 * become friends (triadic closure), the well connected gain more (preferential attachment), and most friends
 * live in one's own community (homophily).
 *
 * Reference: Holme, Kim, "Growing scale-free networks with tunable clustering", Physical Review E 65, 2002,
 * doi:10.1103/PhysRevE.65.026107.
 */
import type { Random } from '../random/random.ts';
import { powerLaw, type PowerLaw } from '../random/power-law.ts';
import type { Streams } from '../random/streams.ts';
import type { Group, GroupKind } from './groups.ts';
import type { People } from './people.ts';
import { TieBook, type TieKind } from './ties.ts';

const FRIENDS: PowerLaw = { exponent: 2.3, least: 2, most: 80 };
const CLOSURE = 0.4;
const HOMOPHILY = 0.8;
/** Between friends by choice, how often each kind is meant. */
const TRUST_SHARE = 0.15;
const BUSINESS_SHARE = 0.08;

/** How many of a group each member asks, and as what; everybody in a family. */
const FROM_GROUPS: Readonly<Record<GroupKind, { kind: TieKind; asks: number }>> = {
  workplace: { kind: 'colleague', asks: 1.2 },
  association: { kind: 'friend', asks: 1 },
  lending_circle: { kind: 'trust', asks: 2 },
  cooperative: { kind: 'business', asks: 1 },
  household: { kind: 'family', asks: Number.POSITIVE_INFINITY },
  family: { kind: 'family', asks: Number.POSITIVE_INFINITY },
  other: { kind: 'other', asks: 0 },
};

export function drawTies(streams: Streams, people: People, groups: readonly Group[]): TieBook {
  const ties = new TieBook(people);
  groups.forEach((group, g) => {
    tieMembers(streams.of('group ties', g), ties, group);
  });
  const circles = new Circles(people, ties);
  for (let i = 0; i < people.count; i++) {
    if (people.role[i] !== 'sybil')
      makeFriends(streams.of('friends', i), { person: i, people, ties, circles });
  }
  return ties;
}

function tieMembers(random: Random, ties: TieBook, { kind, members }: Group): void {
  const { kind: as, asks } = FROM_GROUPS[kind];
  for (const [m, member] of members.entries()) {
    const others = members.slice(0, m);
    const asked = asks >= others.length ? others : others.filter(() => random.chance(asks / others.length));
    for (const other of asked) {
      const earliest = Math.max(member.since, other.since);
      ties.request(random, { from: member.person, to: other.person, kind: as, earliest });
    }
  }
}

/** Whom one meets in each community: every person once, and once more for each tie. */
class Circles {
  readonly #met: number[][];
  readonly #everybody: number[] = [];
  readonly #people: People;

  constructor(people: People, ties: TieBook) {
    this.#people = people;
    this.#met = Array.from({ length: people.communities }, () => []);
    for (let i = 0; i < people.count; i++) if (people.role[i] !== 'sybil') this.#meet(i);
    for (const { from, to } of ties.all) this.tied(from, to);
  }

  tied(from: number, to: number): void {
    this.#meet(from);
    this.#meet(to);
  }

  someone(random: Random, near: number): number {
    const local = this.#met[this.#people.community[near]!]!;
    const circle = random.chance(HOMOPHILY) ? local : this.#everybody;
    return circle[random.below(circle.length)] ?? near;
  }

  #meet(person: number): void {
    this.#met[this.#people.community[person]!]!.push(person);
    this.#everybody.push(person);
  }
}

interface Meeting {
  readonly person: number;
  readonly people: People;
  readonly ties: TieBook;
  readonly circles: Circles;
}

function makeFriends(random: Random, { person, people, ties, circles }: Meeting): void {
  const wanted = powerLaw(random, FRIENDS);
  const target = people.role[person] === 'thin_file' ? Math.ceil(wanted / 3) : wanted;
  let made = 0;
  for (let tries = 0; made < target && tries < 3 * target; tries++) {
    const throughFriend = random.chance(CLOSURE) ? friendOfFriend(random, ties, person) : -1;
    const to = throughFriend >= 0 ? throughFriend : circles.someone(random, person);
    if (!ties.request(random, { from: person, to, kind: kindOfFriend(random) })) continue;
    circles.tied(person, to);
    made++;
  }
}

function friendOfFriend(random: Random, ties: TieBook, person: number): number {
  const own = ties.of(person);
  if (own.length === 0) return -1;
  const friend = ties.other(own[random.below(own.length)]!, person);
  const theirs = ties.of(friend);
  return ties.other(theirs[random.below(theirs.length)]!, friend);
}

function kindOfFriend(random: Random): TieKind {
  const draw = random.uniform();
  if (draw < TRUST_SHARE) return 'trust';
  return draw < TRUST_SHARE + BUSINESS_SHARE ? 'business' : 'friend';
}
