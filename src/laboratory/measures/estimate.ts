import { meanInterval } from './mean-interval.ts';

/** A mean over worlds with its 95 % interval, which a single world does not have: then both ends are NaN. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Of the worlds in which there was anything to measure; NaN throughout where there was none. */
export function estimate(byWorld: readonly number[]): Estimate {
  return meanInterval(byWorld.filter((value) => !Number.isNaN(value)));
}
