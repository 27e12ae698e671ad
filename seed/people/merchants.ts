import type { MerchantCategory } from '../../src/domain/categories.ts';
import type { Instant } from '../../src/domain/time.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';
import { Zipf } from '../random/zipf.ts';
import { FIRST_JOINED_AT } from '../time/calendar.ts';
import type { PersonRole, Population } from './people.ts';

/** Businesses by place: utilities, telecoms and lenders first, then the shops. */
export interface Merchants {
  readonly count: number;
  /** The number that the first has as a subject; the others follow. */
  readonly firstSubject: number;
  readonly joinedAt: Float64Array;
  readonly category: readonly MerchantCategory[];
  /** The person who owns it, or -1. */
  readonly owner: Int32Array;
  readonly reliability: Float64Array;
  /** CNY, or USD for the few abroad. */
  readonly currency: readonly ('CNY' | 'USD')[];
  readonly utilities: readonly [number, ...number[]];
  readonly lenders: readonly [number, ...number[]];
  /** Shops by popularity, the most visited first. */
  readonly shops: readonly [number, ...number[]];
  readonly popularity: Zipf;
}

const PER_PERSON = 0.06;
const FEWEST = 30;
const LAST_JOINED_AT: Instant = Date.UTC(2025, 5, 1);
const OWNED_SHARE = 0.6;
const OWNER_TRIES = 8;
const OWNERS: readonly PersonRole[] = ['regular', 'ring_member'];
const ABROAD_SHARE = 0.05;

/** How many shops of each category there are, by weight: judgement. */
const SHOP_WEIGHTS = {
  restaurants: 20,
  grocery: 14,
  clothing: 10,
  retail_other: 10,
  general_store: 6,
  home_and_electronics: 7,
  transport: 6,
  entertainment: 6,
  personal_services: 6,
  vehicles_and_fuel: 4,
  lodging: 3,
  airlines: 2,
  professional_and_education: 4,
  home_improvement: 3,
  repair: 3,
  business_services: 2,
  agriculture: 1,
  wholesale: 1,
  contractors: 1,
  vehicle_rental: 1,
} as const satisfies Partial<Record<MerchantCategory, number>>;
export type ShopCategory = keyof typeof SHOP_WEIGHTS;
const SHOP_CATEGORIES = Object.keys(SHOP_WEIGHTS) as ShopCategory[];

export function isShopCategory(category: MerchantCategory): category is ShopCategory {
  return category in SHOP_WEIGHTS;
}

export function drawMerchants(streams: Streams, people: Population): Merchants {
  const count = Math.max(FEWEST, Math.round(people.count * PER_PERSON));
  const services = Math.max(2, Math.round(count * 0.03));
  const category = drawCategories(streams, { count, services });
  const firstShop = 3 * services;
  const joinedAt = Float64Array.from({ length: count }, (_, m) =>
    m < firstShop || m < count / 4
      ? FIRST_JOINED_AT
      : streams.of('merchant joining', m).between(FIRST_JOINED_AT, LAST_JOINED_AT),
  );
  return {
    count,
    firstSubject: people.count,
    joinedAt,
    category,
    owner: Int32Array.from({ length: count }, (_, m) =>
      m < firstShop ? -1 : drawOwner(streams.of('owner', m), { joinedAt: joinedAt[m]!, people }),
    ),
    reliability: Float64Array.from({ length: count }, (_, m) =>
      drawReliability(streams.of('merchant reliability', m), m < firstShop),
    ),
    currency: Array.from({ length: count }, (_, m) =>
      m >= firstShop && streams.of('abroad', m).chance(ABROAD_SHARE) ? 'USD' : 'CNY',
    ),
    utilities: [0, ...indices(1, 2 * services)],
    lenders: [2 * services, ...indices(2 * services + 1, firstShop)],
    shops: shuffled(streams.of('popularity'), indices(firstShop, count)),
    popularity: new Zipf({ ranks: count - firstShop, exponent: 1, shift: 1 }),
  };
}

/** Equally many of utilities, telecoms and lenders, then shops. */
function drawCategories(streams: Streams, size: { count: number; services: number }): MerchantCategory[] {
  const choice = new WeightedChoice(SHOP_CATEGORIES.map((category) => SHOP_WEIGHTS[category]));
  return Array.from({ length: size.count }, (_, m) => {
    if (m < size.services) return 'utilities';
    if (m < 2 * size.services) return 'telecom';
    if (m < 3 * size.services) return 'finance';
    return SHOP_CATEGORIES[choice.draw(streams.of('category', m))] ?? 'retail_other';
  });
}

/** A regular person who had joined by then; nobody where the few that come to mind had not. */
function drawOwner(random: Random, { joinedAt, people }: { joinedAt: Instant; people: Population }): number {
  if (!random.chance(OWNED_SHARE)) return -1;
  for (let tries = 0; tries < OWNER_TRIES; tries++) {
    const owner = random.below(people.count);
    if (people.joinedAt[owner]! <= joinedAt && OWNERS.includes(people.role[owner]!)) return owner;
  }
  return -1;
}

function drawReliability(random: Random, isService: boolean): number {
  return 1 / (1 + Math.exp(-((isService ? 3 : 1.8) + normal(random))));
}

function indices(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

/** Fisher and Yates's shuffle. */
function shuffled(random: Random, items: number[]): [number, ...number[]] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items as [number, ...number[]];
}
