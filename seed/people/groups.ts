import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { FIRST_JOINED_AT, WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Employment } from './employment.ts';
import type { Merchants } from './merchants.ts';
import type { Population } from './people.ts';

export type GroupKind = Fact<'groups'>['kind'];

interface Member {
  /** Number of a person. */
  readonly person: number;
  readonly since: Instant;
  /** Infinity while it lasts. */
  readonly until: Instant;
}

export interface Group {
  /** Its number as a subject. */
  readonly subject: number;
  readonly kind: GroupKind;
  readonly since: Instant;
  readonly name: string;
  /** Place of the merchant whose workplace it is, or -1. */
  readonly merchant: number;
  readonly members: readonly Member[];
}

const PER_PERSON = 0.03;
const FEWEST = 12;
const LATEST_SINCE: Instant = Date.UTC(2024, 11, 1);
/** The share of members who leave before the end. */
const LEAVERS = 0.05;

/** The share of each kind among the groups, and how many members one has; workplaces have their employees. */
const KINDS = [
  { kind: 'workplace', share: 0.3, least: 0, most: 0, name: 'Staff of' },
  { kind: 'association', share: 0.18, least: 10, most: 40, name: 'Association' },
  { kind: 'lending_circle', share: 0.14, least: 6, most: 14, name: 'Lending circle' },
  { kind: 'cooperative', share: 0.04, least: 8, most: 25, name: 'Cooperative' },
  { kind: 'household', share: 0.09, least: 2, most: 3, name: 'Household' },
  { kind: 'family', share: 0.25, least: 3, most: 6, name: 'Family' },
] as const;

export interface Society {
  readonly population: Population;
  readonly merchants: Merchants;
  readonly employment: Employment;
}

export function drawGroups(streams: Streams, society: Society): readonly Group[] {
  const { population, merchants } = society;
  const count = Math.max(FEWEST, Math.round(population.count * PER_PERSON));
  const kinds = KINDS.flatMap((kind) => Array.from({ length: Math.round(count * kind.share) }, () => kind));
  const candidates = joinersByCommunity(population);
  const staff = staffByEmployer(society);
  const atHome = new Set<number>();
  return kinds.map(({ kind, least, most, name }, g) => {
    const random = streams.of('group', g);
    const subject = merchants.firstSubject + merchants.count + g;
    if (kind === 'workplace') return workplace(society, { subject, employer: g, members: staff[g] ?? [] });
    const since = random.between(FIRST_JOINED_AT, LATEST_SINCE);
    const pool = candidates[random.below(candidates.length)]!;
    const exclusive = kind === 'family' || kind === 'household' ? atHome : undefined;
    const people = chooseMembers(random, { pool, size: random.between(least, most + 1), exclusive });
    const members = people.map((person) =>
      joins(random, person, Math.max(since, population.joinedAt[person]!)),
    );
    return { subject, kind, since, name: `${name} ${g + 1}`, merchant: -1, members };
  });
}

/** Everybody but the sybils, who belong nowhere. */
function joinersByCommunity(people: Population): readonly (readonly number[])[] {
  const pools: number[][] = Array.from({ length: people.communities }, () => []);
  for (let i = 0; i < people.count; i++) {
    if (people.role[i] !== 'sybil') pools[people.community[i]!]!.push(i);
  }
  return pools.filter((pool) => pool.length > 0);
}

interface Recruiting {
  readonly pool: readonly number[];
  readonly size: number;
  /** Given for kinds that a person belongs to at most once; those chosen are added. */
  readonly exclusive: Set<number> | undefined;
}

function chooseMembers(random: Random, { pool, size, exclusive }: Recruiting): readonly number[] {
  const chosen = new Set<number>();
  for (let tries = 0; chosen.size < size && tries < 10 * size; tries++) {
    const person = pool[random.below(pool.length)]!;
    if (exclusive?.has(person) === true) continue;
    chosen.add(person);
    exclusive?.add(person);
  }
  return [...chosen];
}

function joins(random: Random, person: number, earliest: Instant): Member {
  const wait = Math.ceil(exponential(random, 60) * MS_PER_DAY);
  const since = Math.min(earliest + wait, random.between(earliest, WORLD_ENDS_AT));
  const until = random.chance(LEAVERS) ? random.between(since + 1, WORLD_ENDS_AT) : Number.POSITIVE_INFINITY;
  return { person, since, until };
}

function staffByEmployer({ population, employment }: Society): readonly (readonly Member[])[] {
  const staff: Member[][] = employment.employers.map(() => []);
  for (let person = 0; person < population.count; person++) {
    const employer = employment.employer[person]!;
    if (employer < 0) continue;
    staff[employer]!.push({ person, since: employment.from[person]!, until: employment.until[person]! });
  }
  return staff;
}

function workplace(
  { employment, merchants }: Society,
  { subject, employer, members }: { subject: number; employer: number; members: readonly Member[] },
): Group {
  const merchant = employment.employers[employer]!;
  const since = merchants.joinedAt[merchant]!;
  return { subject, kind: 'workplace', since, name: `Staff of merchant ${merchant + 1}`, merchant, members };
}
