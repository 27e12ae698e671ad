import { MS_PER_DAY, monthIndex, monthStart, type Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { exponential } from '../random/exponential.ts';
import { logNormal, type LogNormal } from '../random/log-normal.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import {
  FIRST_MONTH,
  LAST_MONTH,
  momentBetween,
  momentOfDay,
  MS_PER_HOUR,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';
import { ratePerson } from './opinions.ts';
import { sumSent, transfer } from './transfers.ts';

/** Transfers to friends a month by a person of activity 1; red envelopes at the Spring Festival come on top. */
const A_MONTH = 0.2;
/** How often somebody who has just sent money sends some to another friend, and after how many hours. */
const AGAIN_SHARE = 0.3;
const AGAIN_HOURS = 5;
const FESTIVAL_MONTHS: readonly number[] = [0, 1];
const FESTIVAL_FACTOR = 2;
/** The share sent in dollars, by those who have some. */
const IN_DOLLARS_SHARE = 0.02;
/**
 * How often the payer rates the one who was paid, which is a habit of few; and the other way round, without a rating
 * and in answer to one.
 */
const PAYER_RATES: LogNormal = { median: 0.1, sigma: 1.2 };
const MOST_RATED = 0.95;
const PAYEE_RATES = 0.08;
const PAYEE_ANSWERS = 0.7;

export function* sendMoney(scene: Scene): Batches {
  const { streams, people, facts, density } = scene;
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('transfers', person);
    const rates = Math.min(MOST_RATED, logNormal(random, PAYER_RATES));
    const first = Math.max(FIRST_MONTH, monthIndex(people.joinedAt[person]!));
    for (let month = first; month <= LAST_MONTH; month++) {
      const factor = FESTIVAL_MONTHS.includes(month % 12) ? FESTIVAL_FACTOR : 1;
      const times = poisson(random, A_MONTH * density * factor * people.activity[person]!);
      for (let k = 0; k < times; k++) {
        let at = momentOfDay(random, monthStart(month) / MS_PER_DAY + random.below(28));
        send(random, scene, { person, at, rates });
        while (random.chance(AGAIN_SHARE)) {
          const within = 2 * exponential(random, AGAIN_HOURS * MS_PER_HOUR);
          at = momentBetween(random, at + 1, at + 1 + within);
          send(random, scene, { person, at, rates });
        }
      }
    }
    yield* facts.outbox.take();
  }
}

/** To a friend of that moment; to nobody where the one thought of is none yet, or no more. */
function send(
  random: Random,
  scene: Scene,
  { person, at, rates }: { person: number; at: Instant; rates: number },
): void {
  const friend = scene.ties.friendAt(random, person, at);
  if (friend < 0 || at < WORLD_STARTS_AT || at >= WORLD_ENDS_AT) return;
  const currency = random.chance(IN_DOLLARS_SHARE) ? 'USD' : 'CNY';
  transfer(random, scene, { from: person, to: friend, amountMinor: sumSent(random, currency), currency, at });
  const isRated = random.chance(rates);
  if (isRated) ratePerson(random, scene, { from: person, to: friend, at });
  if (random.chance(isRated ? PAYEE_ANSWERS : PAYEE_RATES))
    ratePerson(random, scene, { from: friend, to: person, at });
}
