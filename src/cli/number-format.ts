/** Numbers as people read them, always in the same notation whatever the machine's locale. */
import { THOUSAND, type Thousandths } from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';

const MINUS = '−';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const upToTwo = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const significant = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

/** `12,345`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A count in at most six columns: `12,345`, `1.2M`. */
export function formatShortCount(count: number): string {
  return count < 100_000 ? formatCount(count) : compact.format(count);
}

/** A share of 1 as `97.3 %`. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
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

/** A factor's reading with its unit, such as `97.3 %`, `3.4 years` or `level 2`. */
export function formatReading(value: number, unit: FactorUnit): string {
  const number = upToTwo.format(value).replace('-', MINUS);
  switch (unit) {
    case 'share':
      return formatShare(value).replace('-', MINUS);
    case 'days':
    case 'months':
    case 'years':
      return `${number} ${number === '1' ? unit.slice(0, -1) : unit}`;
    case 'level':
      return `level ${number}`;
    case 'ratio':
    case 'count':
    case 'index':
      return number;
    case 'as_given':
      return formatNumber(value);
  }
}

/** A number to four significant digits. */
function formatNumber(value: number): string {
  return significant.format(value).replace('-', MINUS);
}
