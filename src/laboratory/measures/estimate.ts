import { meanInterval } from './mean-interval.ts';

/** A mean over worlds with its 95 % interval, which a single world does not have: then both ends are NaN. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** More than worlds can tell: so a report says the same whether it is made at once or from what was written. */
const DECIMALS = 6;

/** Of the worlds in which there was anything to measure; NaN throughout where there was none. */
export function estimate(byWorld: readonly number[]): Estimate {
  const { mean, low, high } = meanInterval(byWorld.filter((value) => !Number.isNaN(value)));
  return { mean: rounded(mean), low: rounded(low), high: rounded(high) };
}

/** Never -0. */
function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS)) + 0;
}
