import type { Instant } from '../../src/domain/time.ts';

/** Every kind of collusion that is planted. */
export type PlotKind =
  | 'sybil_region'
  | 'transfer_cycle'
  | 'mutual_ratings'
  | 'guarantee_circle'
  | 'shared_identifiers'
  | 'fan_in'
  | 'fan_out'
  | 'dense_reviews'
  | 'dense_purchases'
  | 'scatter_gather'
  | 'gather_scatter'
  | 'stack';

/** A ring to be planted. */
export interface PlannedPlot {
  readonly kind: PlotKind;
  /** How many people. */
  readonly size: number;
  /** Whose it is, by number from 0: in small worlds the same people try several kinds. */
  readonly crew: number;
  /** When those people have found each other: all had joined by then, and none of their rings begins before. */
  readonly formedAt: Instant;
  /**
   * 0: as plain as can be, all at once and in round sums; 1: slow, small, incomplete and hidden among ordinary
   * dealings.
   */
  readonly subtlety: number;
}

/** A ring and who is in it. */
export interface Plot extends PlannedPlot {
  /** All people of the crew. */
  readonly members: readonly number[];
  /** All that they do together lies in [startsAt, endsAt); all have joined by then. */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** What one subject does in a ring or in what looks like one. */
export interface Part {
  /** Number of a person or merchant. */
  readonly subject: number;
  readonly part: PartName;
}

export type PartName =
  'member' | 'hub' | 'source' | 'intermediary' | 'sink' | 'merchant' | 'agent' | 'tenant' | 'employee';

/** Between what a plain ring does and what a subtle one does. */
export function shade(subtlety: number, { plain, subtle }: { plain: number; subtle: number }): number {
  return plain + subtlety * (subtle - plain);
}
