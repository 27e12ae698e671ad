import { MS_PER_DAY, monthIndex, monthStart } from '../../src/domain/time.ts';
import { logNormal } from '../random/log-normal.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { FIRST_MONTH, LAST_MONTH, momentOfDay, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import { sendingMishap } from './mishaps.ts';
import type { RatingBook } from './ratings.ts';

/** Transfers to friends a month by a person of activity 1; red envelopes at the Spring Festival come on top. */
const A_MONTH = 0.28;
const FESTIVAL_MONTHS: readonly number[] = [0, 1];
const FESTIVAL_FACTOR = 2;
/** How often the one who was paid rates the payer, and the other way round. */
const PAYEE_RATES = 0.15;
const PAYER_RATES = 0.2;

export function sendMoney(scene: Scene, ratings: RatingBook): void {
  const { streams, people } = scene;
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('transfers', person);
    const first = Math.max(FIRST_MONTH, monthIndex(people.joinedAt[person]!));
    for (let month = first; month <= LAST_MONTH; month++) {
      const factor = FESTIVAL_MONTHS.includes(month % 12) ? FESTIVAL_FACTOR : 1;
      const times = poisson(random, A_MONTH * factor * people.activity[person]!);
      for (let k = 0; k < times; k++) send(random, { scene, person, month }, ratings);
    }
  }
}

/** To a friend of that moment; to nobody where the one thought of is none yet, or no more. */
function send(
  random: Random,
  { scene, person, month }: { scene: Scene; person: number; month: number },
  ratings: RatingBook,
): void {
  const { people, ties, transactions } = scene;
  const at = momentOfDay(random, monthStart(month) / MS_PER_DAY + random.below(28));
  const friend = ties.friendAt(random, person, at);
  if (friend < 0 || at < WORLD_STARTS_AT || at >= WORLD_ENDS_AT) return;
  const [payerId, payeeId] = [people.ids[person]!, people.ids[friend]!];
  const parties = {
    payerReliability: people.reliability[person]!,
    payeeReliability: people.reliability[friend]!,
  };
  transactions.record(
    random,
    {
      payerId,
      payeeId,
      amountMinor: Math.max(100, Math.round(logNormal(random, { median: 20_000, sigma: 1.1 }) / 100) * 100),
      currency: 'CNY',
      at,
      kind: 'transfer',
    },
    sendingMishap(random, at, parties),
  );
  const { payerReliability, payeeReliability } = parties;
  if (random.chance(PAYER_RATES)) {
    const opinion = { raterReliability: payerReliability, ratedReliability: payeeReliability, at };
    ratings.afterDealing(random, { ...opinion, fromId: payerId, toId: payeeId });
  }
  if (random.chance(PAYEE_RATES)) {
    const opinion = { raterReliability: payeeReliability, ratedReliability: payerReliability, at };
    ratings.afterDealing(random, { ...opinion, fromId: payeeId, toId: payerId });
  }
}
