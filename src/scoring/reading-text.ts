/** Readings as people read them, in the notation of a language and never of the machine's locale. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { FactorUnit } from '../factors/factor.ts';

const MINUS = '−';
/** Past this a ratio tells how small the other side is, such as an income near 0, and no more of what is set against it. */
const MOST_TOLD_RATIO = 10;
const significant = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

/** A share of 1 as `97.3 %`. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A reading as its subject is told it: a ratio of more than 10 as `over 10`. */
export function tellReading(catalogue: Catalogue, value: number, unit: FactorUnit): string {
  return unit === 'ratio' && value > MOST_TOLD_RATIO
    ? catalogue.say('unit.over', { value: MOST_TOLD_RATIO })
    : formatReading(catalogue, value, unit);
}

/** A factor's reading with its unit, such as `97.3 %`, `3.4 years` or `level 2`. */
export function formatReading(catalogue: Catalogue, value: number, unit: FactorUnit): string {
  switch (unit) {
    case 'share':
      return formatShare(value).replace('-', MINUS);
    case 'days':
    case 'months':
    case 'years':
    case 'level':
      return catalogue.say(`unit.${unit}`, { value: Math.round(value * 100) / 100 });
    case 'ratio':
    case 'count':
    case 'index':
      return upToTwo.format(value).replace('-', MINUS);
    case 'as_given':
      return significant.format(value).replace('-', MINUS);
  }
}

const upToTwo = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
