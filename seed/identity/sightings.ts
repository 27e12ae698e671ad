import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { exponential } from '../random/exponential.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';
import { MOST_OWN_DEVICES } from './identifiers.ts';

/** One café for so many people, each with an address of the range set apart for documentation (RFC 5737). */
const PEOPLE_PER_CAFE = 20_000;
const CAFE_NETWORK = '203.0.113';
const FIRST_CAFE = 7;
const CAFE_SHARE = 0.15;
/** How often those who go there are seen again, on average. */
const MORE_VISITS = 3;
/** Mean days until a device is replaced. */
const DEVICE_DAYS = 800;
const CARD_SHARE = 0.6;

export interface Sighting {
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
    seeOwn(random, scene, { person, home: homes.get(person) ?? person });
    if (random.chance(CAFE_SHARE)) {
      const value = `${CAFE_NETWORK}.${FIRST_CAFE + random.below(cafes)}`;
      for (let visits = 1 + poisson(random, MORE_VISITS); visits > 0; visits--) {
        const at = momentBetween(random, people.joinedAt[person]!, WORLD_ENDS_AT);
        see(random, scene, { subject: person, kind: 'ip', value, at });
      }
    }
    yield* facts.outbox.take();
  }
  seeFamilyTablets(scene);
}

/** The accounts of one hand have no home or device of their own. */
function seeOwn(random: Random, scene: Scene, { person, home }: { person: number; home: number }): void {
  const { people, identifiers } = scene;
  const joinedAt = people.joinedAt[person]!;
  const seen = (kind: Sighting['kind'], value: string, at: Instant): void => {
    see(random, scene, { subject: person, kind, value, at });
  };
  seen('phone', identifiers.phone(person), joinedAt);
  seen('email', identifiers.email(person), joinedAt);
  seen('address', identifiers.address(home), joinedAt);
  if (random.chance(CARD_SHARE))
    seen('card', identifiers.card(person), momentBetween(random, joinedAt, WORLD_ENDS_AT));
  if (people.role[person] === 'sybil') return;
  seen('ip', identifiers.ip(home), joinedAt + MS_PER_MINUTE);
  seen('ip', identifiers.ip(home), momentBetween(random, joinedAt + 2 * MS_PER_MINUTE, WORLD_ENDS_AT));
  let from = joinedAt;
  for (let place = 0; from < WORLD_ENDS_AT && place < MOST_OWN_DEVICES; place++) {
    const until = Math.min(from + Math.ceil(exponential(random, DEVICE_DAYS) * MS_PER_DAY), WORLD_ENDS_AT);
    const device = identifiers.device(person, place);
    seen('device', device, from);
    if (until - from > MS_PER_DAY) seen('device', device, momentBetween(random, from + 1, until));
    from = until;
  }
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
    const first = members[0];
    if (kind !== 'family' || first === undefined) continue;
    const value = scene.identifiers.tablet(first.person);
    const random = scene.streams.of('family tablets', g);
    for (const { person, since } of members) {
      const at = momentBetween(random, since, WORLD_ENDS_AT);
      see(random, scene, { subject: person, kind: 'device', value, at });
    }
  }
}
