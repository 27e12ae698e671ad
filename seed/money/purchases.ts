import { MS_PER_DAY, monthIndex, monthStart, utcDay, type Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { isShopCategory, type ShopCategory } from '../people/merchants.ts';
import { exponential } from '../random/exponential.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';
import type { Scene } from '../scene.ts';
import {
  FIRST_MONTH,
  isWeekend,
  LAST_MONTH,
  momentOfDay,
  MS_PER_HOUR,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';
import { shoppingMishap } from './mishaps.ts';
import { inSeason, seasonOf } from './seasons.ts';
import { PRICES } from './shop-prices.ts';

const FAVOURITES = 4;
const FAVOURITE_SHARE = 0.6;
/** How often somebody who has just bought something goes on to another shop, and after how many hours. */
const ERRAND_SHARE = 0.35;
const ERRAND_HOURS = 3;
/** How much of a person's income shows in what they pay: the square root of its ratio to this. */
const USUAL_INCOME_MINOR = 750_000;
/** The share of purchases by card, which clear after one to three days. */
const CARD_SHARE = 0.5;
const RATED_SHARE = 0.06;
/** The share of purchases followed by a partial refund to the buyer. */
const PARTIAL_REFUND_SHARE = 0.012;
/** CNY for a dollar, for prices abroad. */
const CNY_PER_USD = 7.1;
/** Whoever has found no open shop so often buys less than their share; the next ones make up for it. */
const TRIES_EACH = 4;

/** Weights of the months from one to the last: as many sums, one for each month to begin with. */
const MONTHS = Array.from({ length: LAST_MONTH - FIRST_MONTH + 1 }, (_, k) => {
  const weights = Array.from({ length: LAST_MONTH - FIRST_MONTH + 1 - k }, (__, later) =>
    seasonOf(FIRST_MONTH + k + later),
  );
  return { choice: new WeightedChoice(weights), weight: weights.reduce((sum, weight) => sum + weight, 0) };
});

/**
 * Purchases until the world has the transactions that it should have: shared out in proportion to activity and to
 * the months that somebody was there. What one could not spend the next ones do.
 */
export function* goShopping(scene: Scene): Batches {
  const { streams, people, facts, transactions } = scene;
  const { count: done, room } = transactions;
  const weights = Float64Array.from(
    people.activity,
    (activity, i) => activity * MONTHS[monthJoined(scene, i)]!.weight,
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let soFar = 0;
  for (let person = 0; person < people.count; person++) {
    soFar += weights[person]!;
    const target = done + Math.round((room * soFar) / all);
    const shopper = new Shopper(scene, person, streams.of('purchases', person));
    const tries = TRIES_EACH * (target - transactions.count);
    for (let t = 0; t < tries && transactions.count < target; t++) shopper.buy();
    yield* facts.outbox.take();
  }
  const random = streams.of('last purchases');
  while (transactions.room > 0) new Shopper(scene, random.below(people.count), random).buy();
}

/** Counted from the first month of the world. */
function monthJoined({ people }: Scene, person: number): number {
  return Math.max(0, monthIndex(people.joinedAt[person]!) - FIRST_MONTH);
}

interface Purchase {
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: number;
  readonly currency: 'CNY' | 'USD';
  readonly at: Instant;
}

class Shopper {
  readonly #scene: Scene;
  readonly #person: number;
  readonly #random: Random;
  readonly #favourites: readonly number[];
  readonly #since: number;
  #lastAt: Instant = 0;

  constructor(scene: Scene, person: number, random: Random) {
    this.#scene = scene;
    this.#person = person;
    this.#random = random;
    this.#favourites = Array.from({ length: FAVOURITES }, () => this.#anyShop());
    this.#since = monthJoined(scene, person);
  }

  /** One purchase, unless it falls outside the world, before either joined, or out of season. */
  buy(): void {
    const { people, merchants } = this.#scene;
    const random = this.#random;
    const shop = random.chance(FAVOURITE_SHARE)
      ? (this.#favourites[random.below(FAVOURITES)] ?? this.#anyShop())
      : this.#anyShop();
    const at = this.#moment();
    const earliest = Math.max(WORLD_STARTS_AT, people.joinedAt[this.#person]!, merchants.joinedAt[shop]!);
    const category = merchants.category[shop]!;
    if (at < earliest || at >= WORLD_ENDS_AT || !isShopCategory(category)) return;
    if (!random.chance(inSeason(category, monthIndex(at))) || merchants.owner[shop] === this.#person) return;
    this.#lastAt = at;
    this.#record(shop, this.#purchase({ shop, category, at }));
  }

  #purchase({ shop, category, at }: { shop: number; category: ShopCategory; at: Instant }): Purchase {
    const { merchants } = this.#scene;
    const isAbroad = merchants.currency[shop] === 'USD';
    const cny = logNormal(this.#random, PRICES[category]) * this.#means();
    return {
      payer: this.#person,
      payee: merchants.firstSubject + shop,
      amountMinor: Math.max(isAbroad ? 50 : 100, Math.round(isAbroad ? cny / CNY_PER_USD : cny)),
      currency: merchants.currency[shop]!,
      at,
    };
  }

  #record(shop: number, purchase: Purchase): void {
    const { people, merchants, transactions, ratings } = this.#scene;
    const random = this.#random;
    const { at } = purchase;
    const payerReliability = people.reliability[this.#person]!;
    const payeeReliability = merchants.reliability[shop]!;
    const clearsAt = random.chance(CARD_SHARE) ? at + MS_PER_DAY * (1 + random.below(3)) : undefined;
    const turns = shoppingMishap(random, at, { payerReliability, payeeReliability });
    transactions.record(random, { ...purchase, kind: 'purchase', clearsAt }, turns);
    const isRefunded = turns.length === 0 && random.chance(PARTIAL_REFUND_SHARE);
    if (isRefunded && transactions.room > 0) this.#refund(purchase);
    if (!random.chance(RATED_SHARE)) return;
    const opinion = { raterReliability: payerReliability, ratedReliability: payeeReliability, at };
    ratings.afterDealing(random, { ...opinion, from: purchase.payer, to: purchase.payee });
  }

  #anyShop(): number {
    const { merchants } = this.#scene;
    return merchants.shops[merchants.popularity.draw(this.#random)]!;
  }

  #means(): number {
    return Math.sqrt(this.#scene.people.monthlyIncomeMinor[this.#person]! / USUAL_INCOME_MINOR);
  }

  /** Soon after the last purchase, or in a month by its weight. Weekends are likelier: half of the weekdays are redrawn. */
  #moment(): Instant {
    const random = this.#random;
    if (this.#lastAt > 0 && random.chance(ERRAND_SHARE))
      return this.#lastAt + Math.ceil(exponential(random, ERRAND_HOURS * MS_PER_HOUR));
    const month = FIRST_MONTH + this.#since + MONTHS[this.#since]!.choice.draw(random);
    const first = utcDay(monthStart(month));
    const days = utcDay(monthStart(month + 1)) - first;
    const day = first + random.below(days);
    const again = !isWeekend(day) && random.chance(0.5);
    return momentOfDay(random, again ? first + random.below(days) : day);
  }

  #refund(purchase: Purchase): void {
    const random = this.#random;
    const at = purchase.at + MS_PER_DAY * 2 + random.below(MS_PER_DAY * 9);
    if (at >= WORLD_ENDS_AT) return;
    this.#scene.transactions.record(random, {
      payer: purchase.payee,
      payee: purchase.payer,
      amountMinor: Math.max(1, Math.round(purchase.amountMinor * (0.2 + 0.5 * random.uniform()))),
      currency: purchase.currency,
      at,
      kind: 'refund',
    });
  }
}
