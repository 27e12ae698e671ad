import type { ShopCategory } from '../people/merchants.ts';
import type { LogNormal } from '../random/log-normal.ts';

/** What a purchase costs, in CNY minor units: judgement, after everyday prices. */
export const PRICES: Readonly<Record<ShopCategory, LogNormal>> = {
  restaurants: { median: 6_500, sigma: 0.6 },
  grocery: { median: 9_000, sigma: 0.6 },
  clothing: { median: 24_000, sigma: 0.7 },
  retail_other: { median: 8_000, sigma: 0.9 },
  general_store: { median: 12_000, sigma: 0.8 },
  home_and_electronics: { median: 60_000, sigma: 1 },
  transport: { median: 2_500, sigma: 0.9 },
  entertainment: { median: 7_000, sigma: 0.7 },
  personal_services: { median: 9_000, sigma: 0.6 },
  vehicles_and_fuel: { median: 28_000, sigma: 0.4 },
  lodging: { median: 42_000, sigma: 0.6 },
  airlines: { median: 95_000, sigma: 0.5 },
  professional_and_education: { median: 80_000, sigma: 0.9 },
  home_improvement: { median: 35_000, sigma: 1 },
  repair: { median: 22_000, sigma: 0.8 },
  business_services: { median: 30_000, sigma: 0.9 },
  agriculture: { median: 15_000, sigma: 0.7 },
  wholesale: { median: 50_000, sigma: 0.9 },
  contractors: { median: 150_000, sigma: 0.8 },
  vehicle_rental: { median: 30_000, sigma: 0.5 },
};
