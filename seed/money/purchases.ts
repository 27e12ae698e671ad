import { monthIndex, monthStart, utcDay, type Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { isShopCategory } from '../people/merchants.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';
import type { Scene } from '../scene.ts';
import {
  FIRST_MONTH,
  isWeekend,
  LAST_MONTH,
  momentBetween,
  momentOfDay,
  MS_PER_HOUR,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';
import { checkOut } from './checkout.ts';
import { inSeason, seasonOf } from './seasons.ts';

const FAVOURITES = 4;
const FAVOURITE_SHARE = 0.6;
/** How often somebody who has just bought something goes on to another shop, and after how many hours. */
const ERRAND_SHARE = 0.35;
const ERRAND_HOURS = 3;
/** Whoever falls outside the world so often buys less than their share; the next ones make up for it. */
const TRIES_EACH = 4;
/** How many shops somebody thinks of until one has opened already and has what is in season. */
const SHOPS_THOUGHT_OF = 20;

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

  /** One purchase, unless its moment falls outside the world or before joining. */
  buy(): void {
    const at = this.#moment();
    const earliest = Math.max(WORLD_STARTS_AT, this.#scene.people.joinedAt[this.#person]!);
    if (at < earliest || at >= WORLD_ENDS_AT) return;
    // The moment stays whatever shop is found: were it drawn anew, more would be bought when more shops are open.
    for (let thought = 0; thought < SHOPS_THOUGHT_OF; thought++) {
      if (this.#buyIn(this.#someShop(), at)) return;
    }
  }

  /** False where the shop is not open yet, is one's own, or sells out of season what is hardly bought then. */
  #buyIn(shop: number, at: Instant): boolean {
    const { merchants } = this.#scene;
    const category = merchants.category[shop]!;
    const isOpen = merchants.joinedAt[shop]! <= at && merchants.owner[shop] !== this.#person;
    if (!isOpen || !isShopCategory(category)) return false;
    if (!this.#random.chance(inSeason(category, monthIndex(at)))) return false;
    this.#lastAt = at;
    checkOut(this.#random, this.#scene, { person: this.#person, shop, category, at });
    return true;
  }

  #someShop(): number {
    const isUsual = this.#random.chance(FAVOURITE_SHARE);
    return isUsual ? this.#favourites[this.#random.below(FAVOURITES)]! : this.#anyShop();
  }

  #anyShop(): number {
    const { merchants } = this.#scene;
    return merchants.shops[merchants.popularity.draw(this.#random)]!;
  }

  /** Soon after the last purchase, or in a month by its weight. Weekends are likelier: half of the weekdays are redrawn. */
  #moment(): Instant {
    const random = this.#random;
    if (this.#lastAt > 0 && random.chance(ERRAND_SHARE)) {
      const within = 2 * exponential(random, ERRAND_HOURS * MS_PER_HOUR);
      return momentBetween(random, this.#lastAt + 1, this.#lastAt + 1 + within);
    }
    const month = FIRST_MONTH + this.#since + MONTHS[this.#since]!.choice.draw(random);
    const first = utcDay(monthStart(month));
    const days = utcDay(monthStart(month + 1)) - first;
    const day = first + random.below(days);
    const again = !isWeekend(day) && random.chance(0.5);
    return momentOfDay(random, again ? first + random.below(days) : day);
  }
}
