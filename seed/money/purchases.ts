import { MS_PER_DAY, monthIndex, monthStart, utcDay, type Instant } from '../../src/domain/time.ts';
import { isShopCategory } from '../people/merchants.ts';
import { logNormal } from '../random/log-normal.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import {
  FIRST_MONTH,
  isWeekend,
  LAST_MONTH,
  momentOfDay,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';
import { shoppingMishap } from './mishaps.ts';
import type { RatingBook } from './ratings.ts';
import { inSeason, seasonOf } from './seasons.ts';
import { PRICES } from './shop-prices.ts';

/** Purchases a month by a person of activity 1, in a month and year of weight 1. */
const A_MONTH = 0.66;
const FAVOURITES = 4;
const FAVOURITE_SHARE = 0.6;
/** How much of a person's income shows in what they pay: the square root of its ratio to this. */
const USUAL_INCOME_MINOR = 750_000;
/** The share of purchases by card, which clear after one to three days. */
const CARD_SHARE = 0.5;
const RATED_SHARE = 0.06;
/** The share of purchases followed by a partial refund to the buyer. */
const PARTIAL_REFUND_SHARE = 0.012;
/** CNY for a dollar, for prices abroad. */
const CNY_PER_USD = 7.1;

export function goShopping(scene: Scene, ratings: RatingBook): void {
  const { streams, people } = scene;
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('purchases', person);
    const shopper = new Shopper(scene, person, random);
    const first = Math.max(FIRST_MONTH, monthIndex(people.joinedAt[person]!));
    for (let month = first; month <= LAST_MONTH; month++) {
      const times = poisson(random, A_MONTH * people.activity[person]! * seasonOf(month));
      for (let k = 0; k < times; k++) shopper.buy(month, ratings);
    }
  }
}

class Shopper {
  readonly #scene: Scene;
  readonly #person: number;
  readonly #random: Random;
  readonly #favourites: readonly number[];

  constructor(scene: Scene, person: number, random: Random) {
    this.#scene = scene;
    this.#person = person;
    this.#random = random;
    this.#favourites = Array.from({ length: FAVOURITES }, () => this.#anyShop());
  }

  /** One purchase in that month, unless it falls outside the world, before either joined, or out of season. */
  buy(month: number, ratings: RatingBook): void {
    const { people, merchants, transactions } = this.#scene;
    const random = this.#random;
    const shop = random.chance(FAVOURITE_SHARE)
      ? (this.#favourites[random.below(FAVOURITES)] ?? this.#anyShop())
      : this.#anyShop();
    const at = this.#moment(month);
    const earliest = Math.max(WORLD_STARTS_AT, people.joinedAt[this.#person]!, merchants.joinedAt[shop]!);
    const category = merchants.category[shop]!;
    if (at < earliest || at >= WORLD_ENDS_AT || !isShopCategory(category)) return;
    if (!random.chance(inSeason(category, month)) || merchants.owner[shop] === this.#person) return;
    const isAbroad = merchants.currency[shop] === 'USD';
    const cny = logNormal(random, PRICES[category]) * this.#means();
    const amountMinor = Math.max(isAbroad ? 50 : 100, Math.round(isAbroad ? cny / CNY_PER_USD : cny));
    const clearsAt = random.chance(CARD_SHARE) ? at + MS_PER_DAY * (1 + random.below(3)) : undefined;
    const parties = {
      payerReliability: people.reliability[this.#person]!,
      payeeReliability: merchants.reliability[shop]!,
    };
    const buyer = people.ids[this.#person]!;
    const seller = merchants.ids[shop]!;
    const purchase = {
      payerId: buyer,
      payeeId: seller,
      amountMinor,
      currency: merchants.currency[shop]!,
      at,
    } as const;
    const turns = shoppingMishap(random, at, parties);
    transactions.record(random, { ...purchase, kind: 'purchase', clearsAt }, turns);
    if (turns.length === 0 && random.chance(PARTIAL_REFUND_SHARE)) this.#refund(purchase);
    if (!random.chance(RATED_SHARE)) return;
    const { payerReliability: raterReliability, payeeReliability: ratedReliability } = parties;
    ratings.afterDealing(random, { fromId: buyer, toId: seller, at, raterReliability, ratedReliability });
  }

  #anyShop(): number {
    const { merchants } = this.#scene;
    return merchants.shops[merchants.popularity.draw(this.#random)]!;
  }

  #means(): number {
    return Math.sqrt(this.#scene.people.monthlyIncomeMinor[this.#person]! / USUAL_INCOME_MINOR);
  }

  /** Weekends are likelier: half of the weekdays drawn are drawn again. */
  #moment(month: number): Instant {
    const random = this.#random;
    const first = utcDay(monthStart(month));
    const days = utcDay(monthStart(month + 1)) - first;
    const day = first + random.below(days);
    const again = !isWeekend(day) && random.chance(0.5);
    return momentOfDay(random, again ? first + random.below(days) : day);
  }

  #refund(purchase: {
    payerId: string;
    payeeId: string;
    amountMinor: number;
    currency: 'CNY' | 'USD';
    at: Instant;
  }): void {
    const random = this.#random;
    const at = purchase.at + MS_PER_DAY * 2 + random.below(MS_PER_DAY * 9);
    if (at >= WORLD_ENDS_AT) return;
    this.#scene.transactions.record(random, {
      payerId: purchase.payeeId,
      payeeId: purchase.payerId,
      amountMinor: Math.max(1, Math.round(purchase.amountMinor * (0.2 + 0.5 * random.uniform()))),
      currency: purchase.currency,
      at,
      kind: 'refund',
    });
  }
}
