import type { ShopCategory } from '../people/merchants.ts';

/** How much is bought in each month, January first: the Spring Festival, the May and October weeks, November's sales. */
const MONTHS = [1.25, 1.0, 0.85, 0.9, 1.05, 1.05, 0.95, 0.95, 1.0, 1.1, 1.4, 1.15] as const;

/** Where a category has a season of its own, the share of its purchases that are made after all. */
const OFF_SEASON: Readonly<Partial<Record<ShopCategory, readonly number[]>>> = {
  airlines: [1, 0.9, 0.4, 0.5, 0.8, 0.7, 1, 1, 0.6, 1, 0.4, 0.5],
  lodging: [0.8, 0.8, 0.4, 0.6, 0.9, 0.7, 1, 1, 0.6, 1, 0.4, 0.4],
  clothing: [0.9, 0.6, 0.7, 0.7, 0.7, 0.7, 0.6, 0.6, 0.8, 0.8, 1, 0.8],
  home_and_electronics: [0.6, 0.5, 0.5, 0.5, 0.6, 0.9, 0.5, 0.5, 0.6, 0.6, 1, 0.7],
  home_improvement: [0.3, 0.3, 0.8, 1, 1, 0.8, 0.7, 0.7, 0.9, 1, 0.7, 0.4],
};

/** The service is used a little more every year. */
const YEARS: Readonly<Record<number, number>> = { 2023: 0.92, 2024: 1, 2025: 1.08 };

/** Multiplies a person's usual number of purchases; `month` counts from year 0, as monthIndex does. */
export function seasonOf(month: number): number {
  return (MONTHS[month % 12] ?? 1) * (YEARS[Math.floor(month / 12)] ?? 1);
}

export function inSeason(category: ShopCategory, month: number): number {
  return OFF_SEASON[category]?.[month % 12] ?? 1;
}
