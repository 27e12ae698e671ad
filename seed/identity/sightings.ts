import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** The café's address is of a range set apart for documentation (RFC 5737). */
const CAFE_IP = '203.0.113.7';
const CAFE_SHARE = 0.15;
/** Mean days until a device is replaced. */
const DEVICE_DAYS = 800;
const CARD_SHARE = 0.6;

interface Sighting {
  readonly subjectId: string;
  readonly kind: Fact<'sightings'>['kind'];
  readonly value: string;
}

/** Own devices, phones, mail, card and home; a home and a tablet per family; one café for hundreds. */
export function writeSightings(scene: Scene): void {
  const { streams, people } = scene;
  const homes = sharedHomes(scene);
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('sightings', person);
    if (people.role[person] === 'sybil') continue;
    seeOwn(random, scene, { person, home: homes.get(person) ?? person });
    if (random.chance(CAFE_SHARE)) {
      const visit = { subjectId: people.ids[person]!, kind: 'ip', value: CAFE_IP } as const;
      see(random, scene, { ...visit, at: random.between(people.joinedAt[person]!, WORLD_ENDS_AT) });
    }
  }
  seeFamilyTablets(scene);
}

/** Values follow the subject's number, so that they are as stable as ids are. */
function seeOwn(random: Random, scene: Scene, { person, home }: { person: number; home: number }): void {
  const { people } = scene;
  const subjectId = people.ids[person]!;
  const joinedAt = people.joinedAt[person]!;
  const seen = (kind: Sighting['kind'], value: string, at: Instant): void => {
    see(random, scene, { subjectId, kind, value, at });
  };
  seen('phone', phoneOf(person), joinedAt);
  seen('email', `${subjectId}@example.org`, joinedAt);
  seen('address', `${home + 1} Example Road`, joinedAt);
  // The documentation prefix of IPv6 (RFC 3849).
  seen('ip', `2001:db8::${home.toString(16)}`, joinedAt + MS_PER_MINUTE);
  seen('ip', `2001:db8::${home.toString(16)}`, random.between(joinedAt + 2 * MS_PER_MINUTE, WORLD_ENDS_AT));
  if (random.chance(CARD_SHARE)) seen('card', `card-${subjectId}`, random.between(joinedAt, WORLD_ENDS_AT));
  let from = joinedAt;
  for (let device = 1; from < WORLD_ENDS_AT; device++) {
    const until = Math.min(from + Math.ceil(exponential(random, DEVICE_DAYS) * MS_PER_DAY), WORLD_ENDS_AT);
    seen('device', `device-${subjectId}-${device}`, from);
    if (until - from > MS_PER_DAY)
      seen('device', `device-${subjectId}-${device}`, random.between(from + 1, until));
    from = until;
  }
}

/** E.164 in a range that is not given out: no Chinese number continues with a 0 here. */
function phoneOf(person: number): string {
  return `+86100${String(person).padStart(8, '0')}`;
}

export function see(random: Random, { facts }: Scene, sighting: Sighting & { readonly at: Instant }): void {
  facts.sightings.append({
    subject_id: sighting.subjectId,
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
  for (const [g, { id, kind, members }] of scene.groups.entries()) {
    if (kind !== 'family') continue;
    const random = scene.streams.of('family tablets', g);
    for (const { person, since } of members) {
      const tablet = { subjectId: scene.people.ids[person]!, kind: 'device', value: `tablet-${id}` } as const;
      see(random, scene, { ...tablet, at: random.between(since, WORLD_ENDS_AT) });
    }
  }
}
