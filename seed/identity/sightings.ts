import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** One café for so many people, each with an address of the range set apart for documentation (RFC 5737). */
const PEOPLE_PER_CAFE = 20_000;
const CAFE_NETWORK = '203.0.113';
const FIRST_CAFE = 7;
const CAFE_SHARE = 0.15;
/** Mean days until a device is replaced. */
const DEVICE_DAYS = 800;
const CARD_SHARE = 0.6;

interface Sighting {
  readonly subject: number;
  readonly kind: Fact<'sightings'>['kind'];
  readonly value: string;
}

/** Own devices, phones, mail, card and home; a home and a tablet per family; cafés that thousands go to. */
export function* writeSightings(scene: Scene): Batches {
  const { streams, people, facts } = scene;
  const homes = sharedHomes(scene);
  const cafes = Math.max(1, Math.round(people.count / PEOPLE_PER_CAFE));
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('sightings', person);
    if (people.role[person] === 'sybil') continue;
    seeOwn(random, scene, { person, home: homes.get(person) ?? person });
    if (random.chance(CAFE_SHARE)) {
      const value = `${CAFE_NETWORK}.${FIRST_CAFE + random.below(cafes)}`;
      const at = random.between(people.joinedAt[person]!, WORLD_ENDS_AT);
      see(random, scene, { subject: person, kind: 'ip', value, at });
    }
    yield* facts.outbox.take();
  }
  seeFamilyTablets(scene);
}

/** Values follow the person's number, so that they are as stable as ids are. */
function seeOwn(random: Random, scene: Scene, { person, home }: { person: number; home: number }): void {
  const joinedAt = scene.people.joinedAt[person]!;
  const seen = (kind: Sighting['kind'], value: string, at: Instant): void => {
    see(random, scene, { subject: person, kind, value, at });
  };
  seen('phone', phoneOf(person), joinedAt);
  seen('email', `user${person + 1}@example.org`, joinedAt);
  seen('address', `${home + 1} Example Road`, joinedAt);
  seen('ip', addressOf(home), joinedAt + MS_PER_MINUTE);
  seen('ip', addressOf(home), random.between(joinedAt + 2 * MS_PER_MINUTE, WORLD_ENDS_AT));
  if (random.chance(CARD_SHARE)) seen('card', `card-${person + 1}`, random.between(joinedAt, WORLD_ENDS_AT));
  let from = joinedAt;
  for (let device = 1; from < WORLD_ENDS_AT; device++) {
    const until = Math.min(from + Math.ceil(exponential(random, DEVICE_DAYS) * MS_PER_DAY), WORLD_ENDS_AT);
    seen('device', `device-${person + 1}-${device}`, from);
    if (until - from > MS_PER_DAY)
      seen('device', `device-${person + 1}-${device}`, random.between(from + 1, until));
    from = until;
  }
}

/** E.164 in a range that is not given out: no Chinese number continues with a 0 here. */
function phoneOf(person: number): string {
  return `+86100${String(person).padStart(8, '0')}`;
}

/** Under the documentation prefix of IPv6 (RFC 3849). */
function addressOf(home: number): string {
  const low = (home & 0xffff).toString(16);
  return home > 0xffff ? `2001:db8::${(home >>> 16).toString(16)}:${low}` : `2001:db8::${low}`;
}

export function see(random: Random, { facts }: Scene, sighting: Sighting & { readonly at: Instant }): void {
  facts.sightings.append({
    subject_id: sighting.subject,
    kind: sighting.kind,
    value: sighting.value,
    occurred_at: sighting.at,
    recorded_at: recordedAfter(random, sighting.at),
  });
}

/** Who lives at whose: the first member of a family or household gives the home. */
function sharedHomes({ groups }: Scene): ReadonlyMap<number, number> {
  const homes = new Map<number, number>();
  for (const { kind, members } of groups) {
    const first = members[0];
    if ((kind !== 'family' && kind !== 'household') || first === undefined) continue;
    for (const { person } of members) homes.set(person, first.person);
  }
  return homes;
}

function seeFamilyTablets(scene: Scene): void {
  for (const [g, { kind, members }] of scene.groups.entries()) {
    if (kind !== 'family') continue;
    const random = scene.streams.of('family tablets', g);
    for (const { person, since } of members) {
      const at = random.between(since, WORLD_ENDS_AT);
      see(random, scene, { subject: person, kind: 'device', value: `tablet-${g + 1}`, at });
    }
  }
}
