/** Numbers as people read them in a report. */
import type { Estimate } from '../measures/estimate.ts';
import type { MeasureUnit } from '../measures/measures.ts';

const MINUS = '−';

/** How each unit is written: what a 1 of it is, and to how many decimals. */
const WRITTEN: Readonly<
  Record<MeasureUnit, { readonly one: number; readonly decimals: number; sign: string }>
> = {
  coefficient: { one: 1, decimals: 3, sign: '' },
  share: { one: 100, decimals: 1, sign: ' %' },
  points: { one: 1, decimals: 1, sign: '' },
  months: { one: 1, decimals: 2, sign: '' },
  count: { one: 1, decimals: 2, sign: '' },
};

/** Such as `0.142` or `12.5 %`; empty where there is none. */
export function formatMeasure(value: number, unit: MeasureUnit): string {
  if (Number.isNaN(value)) return '';
  const { one, decimals, sign } = WRITTEN[unit];
  const text = Math.abs(value * one).toFixed(decimals);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}${sign}`;
}

/** A difference with its 95 % interval: `+0.021 ± 0.004`, of shares in points of a hundred: `−1.2 ± 0.6`. */
export function formatDifference(estimate: Estimate, unit: MeasureUnit): string {
  if (Number.isNaN(estimate.mean)) return '';
  const text = formatMeasure(estimate.mean, unit).replace(' %', '');
  const signed = text.startsWith(MINUS) || Number(text) === 0 ? text : `+${text}`;
  return `${signed}${formatHalf(estimate, unit)}`;
}

/** ` ± 0.004`: half of the 95 % interval; empty where there is none. */
export function formatHalf({ mean, high }: Estimate, unit: MeasureUnit): string {
  return Number.isNaN(high) ? '' : ` ± ${formatMeasure(high - mean, unit).replace(' %', '')}`;
}
