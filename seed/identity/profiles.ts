import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { FactColumns } from '../../src/domain/fact-columns.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { PersonRole } from '../people/people.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';

const OCCUPATIONS = [
  'teacher',
  'nurse',
  'driver',
  'engineer',
  'cook',
  'sales clerk',
  'electrician',
  'accountant',
  'farmer',
  'student',
  'courier',
  'designer',
  'mechanic',
  'translator',
  'retired',
] as const;

/** What differs by role: chance of a verified document, of a second source, and the share of the profile filled in. */
const FILLED: Readonly<Record<PersonRole, { verified: number; telecom: number; completeness: number }>> = {
  regular: { verified: 0.75, telecom: 0.3, completeness: 0.75 },
  thin_file: { verified: 0.4, telecom: 0.1, completeness: 0.45 },
  newcomer: { verified: 0.5, telecom: 0.15, completeness: 0.55 },
  migrant: { verified: 0.55, telecom: 0.25, completeness: 0.6 },
  sybil: { verified: 0, telecom: 0, completeness: 0.25 },
  ring_member: { verified: 0.6, telecom: 0.2, completeness: 0.6 },
};
/** How often a telecom's record of the phone, and a register's of the residence, contradicts what the subject says. */
const PHONE_CONTRADICTED = 0.35;
const RESIDENCE_CONTRADICTED = 0.1;
/** How many years, on average, somebody had lived there and had the phone on joining. */
const YEARS_BEFORE = { residence: 6, phone: 4, migrants: 0.3 };
/** The share of self-declared profiles whose level of identity was mistyped, and put right later. */
const MISTYPED_SHARE = 0.01;
const YEAR = 365 * MS_PER_DAY;
const EARLIEST: Instant = Date.UTC(1950, 0, 1);

/**
 * What the subject declares on joining, what a register verifies, and what a telecom knows of the phone. Gives each
 * person's verified level of identity, 0 where there is none.
 */
export function* writeProfiles(scene: Scene): Generator<FactColumns, Uint8Array, undefined> {
  const { streams, people, facts } = scene;
  const levels = new Uint8Array(people.count);
  for (let person = 0; person < people.count; person++) {
    levels[person] = describePerson(streams.of('profiles', person), scene, person);
    yield* facts.outbox.take();
  }
  describeMerchants(scene);
  return levels;
}

function describePerson(random: Random, scene: Scene, person: number): number {
  const { people, facts } = scene;
  const joinedAt = people.joinedAt[person]!;
  const role = people.role[person]!;
  const filled = FILLED[role];
  const said = declare(random, scene, person);
  const verifiedAt = joinedAt + Math.ceil(exponential(random, 25) * MS_PER_DAY);
  const isVerified = random.chance(filled.verified) && verifiedAt < WORLD_ENDS_AT;
  const level = isVerified ? (random.chance(0.4) ? 3 : 2) : 0;
  if (isVerified) {
    facts.profiles.append({
      subject_id: person,
      source: 'registry',
      occurred_at: verifiedAt,
      identity_level: level,
      residence_since: random.chance(RESIDENCE_CONTRADICTED) ? longAgo(random, joinedAt, 1) : said.residence,
      completeness: Math.min(1, said.completeness + 0.1),
      recorded_at: recordedAfter(random, verifiedAt, 'batch'),
    });
  }
  const reportedAt = joinedAt + Math.ceil(exponential(random, 120) * MS_PER_DAY);
  if (!random.chance(filled.telecom) || reportedAt >= WORLD_ENDS_AT) return level;
  facts.profiles.append({
    subject_id: person,
    source: 'telecom',
    occurred_at: reportedAt,
    phone_since: random.chance(PHONE_CONTRADICTED) ? longAgo(random, joinedAt, 1) : said.phone,
    recorded_at: recordedAfter(random, reportedAt, 'batch'),
  });
  return level;
}

interface Declared {
  readonly residence: Instant | undefined;
  readonly phone: Instant;
  readonly completeness: number;
}

/** What they say of themselves on joining. */
function declare(random: Random, { people, facts }: Scene, person: number): Declared {
  const joinedAt = people.joinedAt[person]!;
  const role = people.role[person]!;
  const years = (of: 'residence' | 'phone'): number => YEARS_BEFORE[role === 'migrant' ? 'migrants' : of];
  const residence = role === 'sybil' ? undefined : longAgo(random, joinedAt, years('residence'));
  const phone =
    role === 'sybil' ? joinedAt - random.below(2 * MS_PER_DAY) : longAgo(random, joinedAt, years('phone'));
  const completeness = Math.min(1, Math.max(0.05, FILLED[role].completeness + 0.18 * normal(random)));
  const level = role === 'sybil' ? 0 : random.below(2);
  const profile = {
    subject_id: person,
    source: 'self-declared',
    occurred_at: joinedAt,
    residence_since: residence,
    phone_since: phone,
    occupation: random.chance(completeness) ? random.pick(OCCUPATIONS) : undefined,
    completeness,
  };
  const isMistyped = random.chance(MISTYPED_SHARE);
  const recordedAt = recordedAfter(random, joinedAt);
  facts.profiles.append({
    ...profile,
    identity_level: isMistyped ? level + 1 : level,
    recorded_at: recordedAt,
  });
  if (isMistyped) {
    const noticedAt = joinedAt + Math.ceil(exponential(random, 30) * MS_PER_DAY);
    const known = revisedAfter(random, { at: noticedAt, after: recordedAt });
    if (known !== undefined) facts.profiles.append({ ...profile, identity_level: level, recorded_at: known });
  }
  return { residence, phone, completeness };
}

function describeMerchants({ streams, merchants, facts }: Scene): void {
  for (let m = 0; m < merchants.count; m++) {
    const random = streams.of('profiles of merchants', m);
    const joinedAt = merchants.joinedAt[m]!;
    facts.profiles.append({
      subject_id: merchants.firstSubject + m,
      source: 'registry',
      occurred_at: joinedAt,
      identity_level: random.chance(0.8) ? 2 : 3,
      residence_since: longAgo(random, joinedAt, 5),
      completeness: 0.6 + 0.4 * random.uniform(),
      recorded_at: recordedAfter(random, joinedAt, 'batch'),
    });
  }
}

/** Some weeks to many years before; never before 1950. */
function longAgo(random: Random, before: Instant, meanYears: number): Instant {
  const days = 20 + exponential(random, (meanYears * YEAR) / MS_PER_DAY);
  return Math.max(EARLIEST, Math.floor((before - days * MS_PER_DAY) / MS_PER_DAY) * MS_PER_DAY);
}
