/** What people share without being in league: friends' devices and cards, numbers handed on, an office's address. */
import type { Batches } from '../facts/fact-book.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Sighting } from './sightings.ts';
import { see } from './sightings.ts';

/** The share of people who are once seen with what is a friend's. */
const FROM_A_FRIEND = [
  ['device', 0.04],
  ['card', 0.015],
  ['phone', 0.01],
  ['email', 0.005],
] as const satisfies readonly (readonly [Sighting['kind'], number])[];
/** The share of those who live together who are seen on the first one's device, and pay by their card. */
const AT_HOME = { device: 0.3, card: 0.15 };
/** The share of a workplace's people who are seen at its address. */
const AT_WORK = 0.3;

export function* shareInnocently(scene: Scene): Batches {
  const { streams, people, facts } = scene;
  for (let person = 0; person < people.count; person++) {
    borrow(streams.of('borrowed identifiers', person), scene, person);
    yield* facts.outbox.take();
  }
  for (const [g, { kind, subject, members }] of scene.groups.entries()) {
    const random = streams.of('identifiers of groups', g);
    const first = members[0]?.person;
    if (first === undefined) continue;
    for (const { person, since, until } of members) {
      const at = momentBetween(random, since, Math.min(until, WORLD_ENDS_AT));
      if (at >= WORLD_ENDS_AT) continue;
      if (kind === 'workplace' && random.chance(AT_WORK))
        see(random, scene, { subject: person, kind: 'ip', value: scene.identifiers.ip(subject), at });
      if ((kind !== 'family' && kind !== 'household') || person === first) continue;
      if (random.chance(AT_HOME.device)) lend(random, scene, { kind: 'device', from: first, to: person, at });
      if (random.chance(AT_HOME.card)) lend(random, scene, { kind: 'card', from: first, to: person, at });
    }
    yield* facts.outbox.take();
  }
}

function borrow(random: Random, scene: Scene, person: number): void {
  const joinedAt = scene.people.joinedAt[person]!;
  for (const [kind, share] of FROM_A_FRIEND) {
    if (!random.chance(share)) continue;
    const at = momentBetween(random, joinedAt + MS_PER_MINUTE, WORLD_ENDS_AT);
    const friend = scene.ties.friendAt(random, person, at);
    if (friend >= 0 && at < WORLD_ENDS_AT) lend(random, scene, { kind, from: friend, to: person, at });
  }
}

interface Loan {
  readonly kind: 'device' | 'card' | 'phone' | 'email';
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

function lend(random: Random, scene: Scene, { kind, from, to, at }: Loan): void {
  const { identifiers } = scene;
  const value = kind === 'device' ? identifiers.device(from, 0) : identifiers[kind](from);
  see(random, scene, { subject: to, kind, value, at });
}
