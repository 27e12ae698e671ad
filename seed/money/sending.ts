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
  momentOfDay,
  MS_PER_HOUR,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';
import { sendingMishap } from './mishaps.ts';

/** Transfers to friends a month by a person of activity 1; red envelopes at the Spring Festival come on top. */
const A_MONTH = 0.2;
/** How often somebody who has just sent money sends some to another friend, and after how many hours. */
const AGAIN_SHARE = 0.3;
const AGAIN_HOURS = 5;
const FESTIVAL_MONTHS: readonly number[] = [0, 1];
const FESTIVAL_FACTOR = 2;
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
          at += Math.ceil(exponential(random, AGAIN_HOURS * MS_PER_HOUR));
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
  const payerReliability = scene.people.reliability[person]!;
  const payeeReliability = scene.people.reliability[friend]!;
  const amountMinor = Math.max(
    100,
    Math.round(logNormal(random, { median: 20_000, sigma: 1.1 }) / 100) * 100,
  );
  const turns = sendingMishap(random, at, { payerReliability, payeeReliability });
  const fought = turns.find(({ status }) => status === 'disputed');
  if (fought !== undefined) scene.grievances.charge_back.push({ subject: friend, at: fought.at });
  scene.transactions.record(
    random,
    { payer: person, payee: friend, amountMinor, currency: 'CNY', at, kind: 'transfer' },
    turns,
  );
  const isRated = random.chance(rates);
  if (isRated) {
    const opinion = { raterReliability: payerReliability, ratedReliability: payeeReliability, at };
    scene.ratings.afterDealing(random, { ...opinion, from: person, to: friend });
  }
  if (random.chance(isRated ? PAYEE_ANSWERS : PAYEE_RATES)) {
    const opinion = { raterReliability: payeeReliability, ratedReliability: payerReliability, at };
    scene.ratings.afterDealing(random, { ...opinion, from: friend, to: person });
  }
}
