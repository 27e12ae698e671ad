/** Numbers as people read them, always in the same notation whatever the machine's locale. */
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';

const MINUS = '−';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A count in at most six columns: `12,345`, `1.2M`. */
export function formatShortCount(count: number): string {
  return count < 100_000 ? formatCount(count) : compact.format(count);
}

/** How many decimals all of these need to be written exactly, 0 to 3. */
export function decimalsFor(amounts: readonly Thousandths[]): number {
  const needs = (divisor: number): boolean => amounts.some((amount) => amount % divisor !== 0);
  if (needs(10)) return 3;
  if (needs(100)) return 2;
  return needs(THOUSAND) ? 1 : 0;
}

/** Thousandths of a point in points, such as `82.125` or `−3.000`. */
export function formatPoints(amount: Thousandths, decimals: number): string {
  const text = (Math.abs(amount) / THOUSAND).toFixed(decimals);
  return amount < 0 ? `${MINUS}${text}` : text;
}

/** What a share of the whole scale comes to at most, in whole points, as a network line is. */
export function formatMostPoints(share: number): string {
  // Without the last bits of the product: 0.29 of 600 is 174.
  return formatCount(Math.floor(Number((share * (HIGHEST_SCORE - LOWEST_SCORE)).toFixed(6))));
}
