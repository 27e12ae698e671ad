/**
 * Fresh accounts behind one device that vouch for each other: ties and praise among themselves, a little money to
 * and fro, and some requests to real people, of which few are accepted.
 */
import { MS_PER_DAY } from '../../src/domain/time.ts';
import { see } from '../identity/sightings.ts';
import type { RatingBook } from '../money/ratings.ts';
import type { People } from '../people/people.ts';
import type { TieBook } from '../people/ties.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_HOUR, WORLD_ENDS_AT } from '../time/calendar.ts';
import { withRole } from './with-role.ts';

const VOUCHES = 5;
const REQUESTS_TO_OTHERS = 10;
const ACCEPTED_BY_OTHERS = 2;
const TRANSFERS = 3;
const FARM_DEVICE = 'device-farm-1';
const FARM_IP = '198.51.100.23';

export function tieSybils(streams: Streams, people: People, ties: TieBook): void {
  const random = streams.of('sybil ties');
  const sybils = withRole(people, 'sybil');
  for (const [s, from] of sybils.entries()) {
    for (let k = 1; k <= VOUCHES; k++) {
      const to = sybils[(s + k) % sybils.length]!;
      ties.request(random, { from, to, kind: 'trust' });
    }
  }
  for (let asked = 0; asked < REQUESTS_TO_OTHERS;) {
    const from = sybils[random.below(sybils.length)]!;
    const to = random.below(people.count);
    if (people.role[to] !== 'regular') continue;
    if (ties.request(random, { from, to, kind: 'friend', isTurnedDown: asked >= ACCEPTED_BY_OTHERS }))
      asked++;
  }
}

export function actAsSybils(scene: Scene, ratings: RatingBook): void {
  const { streams, people } = scene;
  const sybils = withRole(people, 'sybil');
  for (const [s, person] of sybils.entries()) {
    const random = streams.of('sybils', person);
    beSeen(random, scene, person);
    for (let k = 1; k <= TRANSFERS; k++) {
      const other = sybils[(s + k) % sybils.length]!;
      vouch(random, { scene, person, other }, ratings);
    }
  }
}

function beSeen(random: Random, scene: Scene, person: number): void {
  const subjectId = scene.people.ids[person]!;
  const joinedAt = scene.people.joinedAt[person]!;
  see(random, scene, { subjectId, kind: 'device', value: FARM_DEVICE, at: joinedAt });
  const again = random.between(joinedAt + MS_PER_DAY, WORLD_ENDS_AT);
  see(random, scene, { subjectId, kind: 'device', value: FARM_DEVICE, at: again });
  see(random, scene, { subjectId, kind: 'ip', value: FARM_IP, at: joinedAt + MS_PER_HOUR });
  see(random, scene, {
    subjectId,
    kind: 'phone',
    value: `+8610099${String(person).padStart(6, '0')}`,
    at: joinedAt,
  });
}

function vouch(
  random: Random,
  { scene, person, other }: { scene: Scene; person: number; other: number },
  ratings: RatingBook,
): void {
  const { people, transactions } = scene;
  const [payerId, payeeId] = [people.ids[person]!, people.ids[other]!];
  const earliest = Math.max(people.joinedAt[person]!, people.joinedAt[other]!) + MS_PER_DAY;
  const at = random.between(earliest, WORLD_ENDS_AT - 2 * MS_PER_DAY);
  const amountMinor = 5_000 + 100 * random.below(50);
  transactions.record(random, { payerId, payeeId, amountMinor, currency: 'CNY', at, kind: 'transfer' });
  ratings.rate(random, { fromId: payeeId, toId: payerId, at: at + MS_PER_HOUR }, 1);
}
