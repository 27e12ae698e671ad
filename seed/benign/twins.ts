import type { Batches } from '../facts/fact-book.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import type { Pattern } from '../truth.ts';
import { escrow } from './escrow.ts';
import { rentPool } from './rent-pool.ts';
import { savingsClub } from './savings-club.ts';

/** People for each escrow agent and each rent pool, and how many take part. */
const PEOPLE_PER_ESCROW = 4000;
const PEOPLE_PER_RENT_POOL = 2000;
const IN_ESCROW = { least: 7, most: 13 };
const IN_RENT_POOL = { least: 4, most: 7 };
/** The share of lending circles that save in turns, where all of their dealings pass through the service. */
const CLUB_SHARE = 0.5;
/** Employers told of as payrolls: the largest, one for so many people. */
const PEOPLE_PER_PAYROLL = 2000;

/** Those who do in good faith what looks like a ring; all but payroll and families, who only have to be told of. */
export function* actInGoodFaith(scene: Scene, patterns: Pattern[]): Batches {
  const { streams, people, groups, facts, density } = scene;
  for (const [g, group] of groups.entries()) {
    if (group.kind !== 'lending_circle') continue;
    const random = streams.of('savings clubs', g);
    const club = random.chance(CLUB_SHARE * Math.min(1, density))
      ? savingsClub(random, scene, group)
      : undefined;
    if (club !== undefined) patterns.push(club);
    yield* facts.outbox.take();
  }
  const among = neighbourhoods(scene);
  for (let k = 0; k < Math.floor(people.count / PEOPLE_PER_ESCROW); k++) {
    const random = streams.of('escrow', k);
    patterns.push(escrow(random, scene, neighbours(random, among, IN_ESCROW)));
  }
  for (let k = 0; k < Math.floor(people.count / PEOPLE_PER_RENT_POOL); k++) {
    const random = streams.of('rent pools', k);
    patterns.push(rentPool(random, scene, neighbours(random, among, IN_RENT_POOL)));
  }
  yield* facts.outbox.take();
  patterns.push(...payrolls(scene), ...families(scene));
}

/** Regular people here from before money is followed, by community, of the communities that have enough of them. */
function neighbourhoods({ people }: Scene): readonly (readonly number[])[] {
  const early: number[][] = Array.from({ length: people.communities }, () => []);
  for (let person = 0; people.joinedAt[person]! < WORLD_STARTS_AT; person++) {
    if (people.role[person] === 'regular') early[people.community[person]!]!.push(person);
  }
  return early.filter(({ length }) => length >= IN_ESCROW.most);
}

/** Different people of one neighbourhood. */
function neighbours(
  random: Random,
  among: readonly (readonly number[])[],
  { least, most }: { least: number; most: number },
): readonly number[] {
  const all = among[random.below(among.length)]!;
  const wanted = random.between(least, most + 1);
  const chosen = new Set<number>();
  while (chosen.size < wanted) chosen.add(all[random.below(all.length)]!);
  return [...chosen];
}

function payrolls({ people, merchants, employment }: Scene): readonly Pattern[] {
  const told = Math.ceil(people.count / PEOPLE_PER_PAYROLL);
  const employers = employment.employers
    .map((_, e) => e)
    .filter((e) => employment.paysHere[e] === true)
    .slice(0, told);
  const staff = new Map<number, number[]>(employers.map((e) => [e, []]));
  for (let person = 0; person < people.count; person++) staff.get(employment.employer[person]!)?.push(person);
  return employers.map((e) => ({
    kind: 'payroll',
    isRing: false,
    subtlety: Number.NaN,
    startsAt: WORLD_STARTS_AT,
    endsAt: WORLD_ENDS_AT,
    parts: [
      { subject: merchants.firstSubject + employment.employers[e]!, part: 'hub' },
      ...staff.get(e)!.map((subject) => ({ subject, part: 'employee' as const })),
    ],
  }));
}

function families({ groups }: Scene): readonly Pattern[] {
  return groups
    .filter(({ kind }) => kind === 'family')
    .map(({ since, members }) => ({
      kind: 'family',
      isRing: false,
      subtlety: Number.NaN,
      startsAt: since,
      endsAt: WORLD_ENDS_AT,
      parts: members.map(({ person }) => ({ subject: person, part: 'member' })),
    }));
}
