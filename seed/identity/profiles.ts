import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { PersonRole } from '../people/people.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

const OCCUPATIONS = [
  'teacher', 'nurse', 'driver', 'engineer', 'cook', 'sales clerk', 'electrician', 'accountant', 'farmer',
  'student', 'courier', 'designer', 'mechanic', 'translator', 'retired',
] as const; // prettier-ignore

/** What differs by role: chance of a verified document, of a second source, and the share of the profile filled in. */
const FILLED: Readonly<Record<PersonRole, { verified: number; telecom: number; completeness: number }>> = {
  regular: { verified: 0.75, telecom: 0.3, completeness: 0.75 },
  thin_file: { verified: 0.4, telecom: 0.1, completeness: 0.45 },
  newcomer: { verified: 0.5, telecom: 0.15, completeness: 0.55 },
  sybil: { verified: 0, telecom: 0, completeness: 0.25 },
  ring_member: { verified: 0.6, telecom: 0.2, completeness: 0.6 },
};
/** How often a telecom's record of the phone contradicts what the subject says. */
const CONTRADICTION_SHARE = 0.35;
const YEAR = 365 * MS_PER_DAY;
const EARLIEST: Instant = Date.UTC(1950, 0, 1);

/** What the subject declares on joining, what a register verifies, and what a telecom knows of the phone. */
export function writeProfiles(scene: Scene): void {
  const { streams, people } = scene;
  for (let person = 0; person < people.count; person++) {
    describePerson(streams.of('profiles', person), scene, person);
  }
  describeMerchants(scene);
}

function describePerson(random: Random, { people, facts }: Scene, person: number): void {
  const subject_id = people.ids[person]!;
  const joinedAt = people.joinedAt[person]!;
  const role = people.role[person]!;
  const filled = FILLED[role];
  const residence = role === 'sybil' ? undefined : longAgo(random, joinedAt, 6);
  const phone = role === 'sybil' ? joinedAt - random.below(2 * MS_PER_DAY) : longAgo(random, joinedAt, 4);
  const completeness = Math.min(1, Math.max(0.05, filled.completeness + 0.18 * normal(random)));
  facts.profiles.append({
    subject_id,
    source: 'self-declared',
    occurred_at: joinedAt,
    identity_level: role === 'sybil' ? 0 : random.below(2),
    residence_since: residence,
    phone_since: phone,
    occupation: random.chance(completeness) ? random.pick(OCCUPATIONS) : undefined,
    completeness,
    recorded_at: recordedAfter(random, joinedAt),
  });
  const verifiedAt = joinedAt + Math.ceil(exponential(random, 25) * MS_PER_DAY);
  if (random.chance(filled.verified) && verifiedAt < WORLD_ENDS_AT) {
    facts.profiles.append({
      subject_id,
      source: 'registry',
      occurred_at: verifiedAt,
      identity_level: random.chance(0.4) ? 3 : 2,
      residence_since: residence,
      completeness: Math.min(1, completeness + 0.1),
      recorded_at: recordedAfter(random, verifiedAt, 'batch'),
    });
  }
  const reportedAt = joinedAt + Math.ceil(exponential(random, 120) * MS_PER_DAY);
  if (!random.chance(filled.telecom) || reportedAt >= WORLD_ENDS_AT) return;
  facts.profiles.append({
    subject_id,
    source: 'telecom',
    occurred_at: reportedAt,
    phone_since: random.chance(CONTRADICTION_SHARE) ? longAgo(random, joinedAt, 1) : phone,
    recorded_at: recordedAfter(random, reportedAt, 'batch'),
  });
}

function describeMerchants({ streams, merchants, facts }: Scene): void {
  for (let m = 0; m < merchants.count; m++) {
    const random = streams.of('profiles of merchants', m);
    const joinedAt = merchants.joinedAt[m]!;
    facts.profiles.append({
      subject_id: merchants.ids[m]!,
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
