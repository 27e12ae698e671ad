/** What people say of shops and friends with whom they dealt elsewhere, in cash or face to face. */
import type { Batches } from '../facts/fact-book.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import type { RatingMoment } from './ratings.ts';

/** Opinions that somebody of activity 1 gives in three years without a dealing here, and the share of shops in them. */
const OPINIONS = 0.5;
const OF_SHOPS_SHARE = 0.75;

export function* speakOut(scene: Scene): Batches {
  const { streams, people, density, facts } = scene;
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('opinions', person);
    const wanted = poisson(random, OPINIONS * Math.min(1, density) * people.activity[person]!);
    for (let given = 0; given < wanted; given++) {
      if (random.chance(OF_SHOPS_SHARE)) rateShop(random, scene, person);
      else rateFriend(random, scene, person);
    }
    yield* facts.outbox.take();
  }
}

function rateShop(random: Random, { people, merchants, ratings }: Scene, person: number): void {
  const shop = merchants.shops[merchants.popularity.draw(random)]!;
  if (merchants.owner[shop] === person) return;
  const since = Math.max(WORLD_STARTS_AT, people.joinedAt[person]!, merchants.joinedAt[shop]!);
  ratings.afterDealing(random, {
    from: person,
    to: merchants.firstSubject + shop,
    at: momentBetween(random, since, WORLD_ENDS_AT),
    raterReliability: people.reliability[person]!,
    ratedReliability: merchants.reliability[shop]!,
  });
}

/** Of that moment; of nobody where the one thought of is none yet, or no more. */
function rateFriend(random: Random, scene: Scene, person: number): void {
  const since = Math.max(WORLD_STARTS_AT, scene.people.joinedAt[person]!);
  const at = momentBetween(random, since, WORLD_ENDS_AT);
  const friend = scene.ties.friendAt(random, person, at);
  if (friend >= 0) ratePerson(random, scene, { from: person, to: friend, at });
}

/** What one person is like to deal with, to another. */
export function ratePerson(random: Random, { people, ratings }: Scene, moment: RatingMoment): void {
  const raterReliability = people.reliability[moment.from]!;
  const ratedReliability = people.reliability[moment.to]!;
  ratings.afterDealing(random, { ...moment, raterReliability, ratedReliability });
}
