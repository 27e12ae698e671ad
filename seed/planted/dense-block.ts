/**
 * Dense blocks. Of purchases: people who buy for show from the same few shops and praise them. Of reviews: people who
 * praise the same few shops without having bought, so that any two of them have rated the same.
 */
import { checkOut } from '../money/checkout.ts';
import type { ShopCategory } from '../people/merchants.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { within } from './moves.ts';
import { shade, type Part, type Plot } from './plot.ts';

/** How many shops, how often each member buys in each, and the share of all pairs of member and shop. */
const SHOPS = { purchases: 3, reviews: 6 };
const TIMES = { plain: 4, subtle: 1.3 };
const FILLED = { plain: 0.95, subtle: 0.55 };
const PRAISED = { plain: 0.6, subtle: 0.15 };
/** Shops that hardly anybody visits, from this share of the ranks on. */
const UNPOPULAR = 0.4;

export function densePurchases(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const shops = chooseShops(random, scene, { plot, count: SHOPS.purchases });
  forPairs(random, { plot, shops }, (from, shop) => {
    const to = scene.merchants.firstSubject + shop;
    const category = scene.merchants.category[shop] as ShopCategory;
    const times = Math.max(1, Math.round(shade(plot.subtlety, TIMES) + random.uniform() - 0.5));
    for (let k = 0; k < times; k++) {
      checkOut(random, scene, { person: from, shop, category, at: within(random, plot, [0, 1]) });
    }
    if (random.chance(shade(plot.subtlety, PRAISED)))
      scene.ratings.rate(random, { from, to, at: within(random, plot, [0.1, 1]) }, 1);
  });
  return parts(scene, plot, shops);
}

export function denseReviews(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const shops = chooseShops(random, scene, { plot, count: SHOPS.reviews });
  forPairs(random, { plot, shops }, (from, shop) => {
    const felt = random.chance(plot.subtlety * 0.4) ? 0.7 : 1;
    const to = scene.merchants.firstSubject + shop;
    scene.ratings.rate(random, { from, to, at: within(random, plot, [0, 1]) }, felt);
  });
  return parts(scene, plot, shops);
}

function forPairs(
  random: Random,
  { plot, shops }: { plot: Plot; shops: readonly number[] },
  act: (person: number, shop: number) => void,
): void {
  const filled = shade(plot.subtlety, FILLED);
  for (const [k, person] of plot.members.entries()) {
    for (const [s, shop] of shops.entries()) {
      // One shop each is certain, so that nobody is left without a part.
      if (k % shops.length === s || random.chance(filled)) act(person, shop);
    }
  }
}

/** Unpopular shops that were there when the ring began. */
function chooseShops(
  random: Random,
  { merchants }: Scene,
  { plot, count }: { plot: Plot; count: number },
): readonly number[] {
  const first = Math.floor(UNPOPULAR * merchants.shops.length);
  const open = merchants.shops.slice(first).filter((shop) => merchants.joinedAt[shop]! < plot.startsAt);
  const start = random.below(open.length);
  return Array.from({ length: Math.min(count, open.length) }, (_, k) => open[(start + k) % open.length]!);
}

function parts({ merchants }: Scene, { members }: Plot, shops: readonly number[]): readonly Part[] {
  return [
    ...members.map((subject): Part => ({ subject, part: 'member' })),
    ...shops.map((shop): Part => ({ subject: merchants.firstSubject + shop, part: 'merchant' })),
  ];
}
