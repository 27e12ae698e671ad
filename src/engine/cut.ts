import type { Instant } from '../domain/time.ts';

/**
 * What a run sees: fact versions with event time < asOf, recorded_at < asOf, batch <= batch, and not
 * superseded, or superseded at asOf or later or by a later batch. Two runs with equal cuts see equal facts.
 */
export interface Cut {
  readonly asOf: Instant;
  readonly batch: number;
}
