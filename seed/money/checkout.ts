import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { ShopCategory } from '../people/merchants.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { inCurrency } from './currencies.ts';
import { shoppingMishap } from './mishaps.ts';
import { PRICES } from './shop-prices.ts';

/** The share of purchases by card, which clear after one to three days. */
const CARD_SHARE = 0.5;
const RATED_SHARE = 0.06;
/** The share of purchases followed by a partial refund to the buyer. */
const PARTIAL_REFUND_SHARE = 0.012;
/** How much of a person's income shows in what they pay: the square root of its ratio to this. */
const USUAL_INCOME_MINOR = 750_000;
const LEAST_MINOR = { CNY: 100, USD: 50 };

/** Somebody who buys in a shop: the number of a person, and the place of a merchant. */
export interface Purchase {
  readonly person: number;
  readonly shop: number;
  readonly category: ShopCategory;
  readonly at: Instant;
}

/** Pays what such things cost, whatever comes of it; some are refunded in part, some shops are rated. */
export function checkOut(random: Random, scene: Scene, { person, shop, category, at }: Purchase): void {
  const { people, merchants, transactions, ratings } = scene;
  const currency = merchants.currency[shop]!;
  const means = Math.sqrt(people.monthlyIncomeMinor[person]! / USUAL_INCOME_MINOR);
  const price = inCurrency(logNormal(random, PRICES[category]) * means, currency);
  const amountMinor = Math.max(LEAST_MINOR[currency], Math.round(price));
  const [payer, payee] = [person, merchants.firstSubject + shop];
  const payerReliability = people.reliability[person]!;
  const payeeReliability = merchants.reliability[shop]!;
  const clearsAt = random.chance(CARD_SHARE) ? at + MS_PER_DAY * (1 + random.below(3)) : undefined;
  const turns = shoppingMishap(random, at, { payerReliability, payeeReliability });
  const agreed = { payer, payee, amountMinor, currency, at } as const;
  transactions.record(random, { ...agreed, kind: 'purchase', clearsAt }, turns);
  const isRefunded = turns.length === 0 && random.chance(PARTIAL_REFUND_SHARE);
  if (isRefunded) refund(random, scene, agreed);
  if (!random.chance(RATED_SHARE)) return;
  const opinion = { raterReliability: payerReliability, ratedReliability: payeeReliability, at };
  ratings.afterDealing(random, { ...opinion, from: payer, to: payee });
}

interface Paid {
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: number;
  readonly currency: 'CNY' | 'USD';
  readonly at: Instant;
}

function refund(random: Random, { transactions }: Scene, paid: Paid): void {
  const at = paid.at + MS_PER_DAY * 2 + random.below(MS_PER_DAY * 9);
  if (at >= WORLD_ENDS_AT) return;
  transactions.record(random, {
    payer: paid.payee,
    payee: paid.payer,
    amountMinor: Math.max(1, Math.round(paid.amountMinor * (0.2 + 0.5 * random.uniform()))),
    currency: paid.currency,
    at,
    kind: 'refund',
  });
}
