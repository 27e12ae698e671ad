import type { LiveTie } from '../world/ties.ts';
import type { Migration } from './mobility.ts';

/** How people stand when everybody is scored; columns by person. */
export interface Snapshot {
  /** 1 for whoever had joined and is no fake account: everybody who counts. */
  readonly counts: Uint8Array;
  /** As served; NaN: no number. */
  readonly score: Float64Array;
  /** 1 for whom the policy lets have what opens at 600. */
  readonly access: Uint8Array;
  /** 1 for whom little is known: a record below 6. */
  readonly isThin: Uint8Array;
  readonly ties: readonly LiveTie[];
  /** Since the start. */
  readonly migration: Migration;
  /** Debt taken on for points since the start, in months of the person's income. */
  readonly debtMonths: Float64Array;
}
