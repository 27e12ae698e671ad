/**
 * Fresh accounts of one hand that vouch for each other: ties and praise among themselves, a little money to and fro,
 * and some requests to real people, of which few are accepted. A plain region shares one device.
 */
import { MS_PER_DAY } from '../../src/domain/time.ts';
import { see } from '../identity/sightings.ts';
import { asSent, transfer } from '../money/transfers.ts';
import type { Population } from '../people/people.ts';
import type { TieBook } from '../people/ties.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import { shade, type Part, type Plot } from './plot.ts';

const VOUCHES = 5;
/** Requests to real people and how many of these accept, for every ten sybils. */
const REQUESTS = { plain: 8, subtle: 20 };
const ACCEPTED = { plain: 2, subtle: 6 };
const TRANSFERS = 3;
/** Sybils to a device. */
const TO_A_DEVICE = { plain: 1000, subtle: 2 };

export function tieSybils(
  random: Random,
  { members, subtlety }: Plot,
  { population, ties }: { population: Population; ties: TieBook },
): void {
  for (const [s, from] of members.entries()) {
    for (let k = 1; k <= VOUCHES; k++) {
      const to = members[(s + k) % members.length]!;
      ties.request(random, { from, to, kind: 'trust' });
    }
  }
  const asks = Math.round((shade(subtlety, REQUESTS) * members.length) / 10);
  const accepted = Math.round((shade(subtlety, ACCEPTED) * members.length) / 10);
  for (let asked = 0; asked < asks;) {
    const from = members[random.below(members.length)]!;
    const to = random.below(population.count);
    if (population.role[to] !== 'regular') continue;
    if (ties.request(random, { from, to, kind: 'friend', isTurnedDown: asked >= accepted })) asked++;
  }
}

export function sybilRegion(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const { members } = plot;
  for (const [s, person] of members.entries()) {
    beSeen(random, scene, { plot, place: s });
    for (let k = 1; k <= TRANSFERS; k++) {
      const other = members[(s + k) % members.length]!;
      if (other !== person) vouch(random, scene, { person, other });
    }
  }
  return members.map((subject) => ({ subject, part: 'member' }));
}

function beSeen(random: Random, scene: Scene, { plot, place }: { plot: Plot; place: number }): void {
  const subject = plot.members[place]!;
  const joinedAt = scene.people.joinedAt[subject]!;
  const toADevice = Math.round(shade(plot.subtlety, TO_A_DEVICE));
  const owner = plot.members[place - (place % toADevice)]!;
  const value = scene.identifiers.device(owner, 0);
  see(random, scene, { subject, kind: 'device', value, at: joinedAt });
  const again = momentBetween(random, joinedAt + MS_PER_DAY, WORLD_ENDS_AT);
  see(random, scene, { subject, kind: 'device', value, at: again });
  const address = scene.identifiers.ip(owner);
  see(random, scene, { subject, kind: 'ip', value: address, at: joinedAt + MS_PER_MINUTE });
}

function vouch(random: Random, scene: Scene, { person, other }: { person: number; other: number }): void {
  const { joinedAt } = scene.people;
  const earliest = Math.max(joinedAt[person]!, joinedAt[other]!) + MS_PER_DAY;
  const at = momentBetween(random, earliest, WORLD_ENDS_AT - 2 * MS_PER_DAY);
  const amountMinor = asSent(random, 5_000 + 5_000 * random.uniform());
  transfer(random, scene, { from: person, to: other, amountMinor, at });
  const praisedAt = momentBetween(random, at, at + MS_PER_DAY);
  scene.ratings.rate(random, { from: other, to: person, at: praisedAt }, 1);
}
