import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Streams } from '../random/streams.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { shade, type PlannedPlot, type Plot, type PlotKind } from './plot.ts';

/** All who are in a ring other than of sybils had joined by then, and none of these rings begins before. */
export const RINGS_JOINED_BEFORE: Instant = Date.UTC(2024, 5, 1);
/** The plain ring of a small world. */
const FIRST_CYCLE_AT: Instant = Date.UTC(2025, 3, 7, 1);
const LAST_START: Instant = Date.UTC(2025, 6, 1);

/** The last sybil region to join, which is the only one of a small world. */
const SYBILS_JOIN_AT: Instant = Date.UTC(2025, 10, 8, 2);
const FIRST_SYBILS_AT: Instant = Date.UTC(2024, 2, 1);
const SYBIL_DAYS = { plain: 3, subtle: 60 };

/** How long they act together, in days. */
const DAYS: Readonly<Record<PlotKind, { plain: number; subtle: number }>> = {
  sybil_region: { plain: 50, subtle: 300 },
  transfer_cycle: { plain: 98, subtle: 180 },
  mutual_ratings: { plain: 10, subtle: 170 },
  guarantee_circle: { plain: 20, subtle: 170 },
  shared_identifiers: { plain: 30, subtle: 180 },
  fan_in: { plain: 5, subtle: 120 },
  fan_out: { plain: 5, subtle: 120 },
  dense_reviews: { plain: 7, subtle: 150 },
  dense_purchases: { plain: 14, subtle: 170 },
  scatter_gather: { plain: 4, subtle: 90 },
  gather_scatter: { plain: 6, subtle: 120 },
  stack: { plain: 6, subtle: 100 },
};

/** When the sybils of a region join: [from, until). */
export function sybilsJoin(
  streams: Streams,
  plot: number,
  { subtlety }: PlannedPlot,
): { from: Instant; until: Instant } {
  const days = shade(subtlety, SYBIL_DAYS);
  const from =
    subtlety === 0
      ? SYBILS_JOIN_AT
      : streams.of('sybil joining', plot).between(FIRST_SYBILS_AT, SYBILS_JOIN_AT);
  return { from, until: from + Math.round(days * MS_PER_DAY) };
}

/**
 * Gives the rings the people who were made for them.
 * @param plotOf per person: the place of the ring in `planned`, or -1
 */
export function castPlots(
  streams: Streams,
  planned: readonly PlannedPlot[],
  { plotOf, joinedAt }: { plotOf: Int32Array; joinedAt: Float64Array },
): readonly Plot[] {
  const members: number[][] = planned.map(() => []);
  for (let person = 0; person < plotOf.length; person++) {
    const plot = plotOf[person]!;
    if (plot >= 0) members[plot]!.push(person);
  }
  return planned.map((plot, index) => {
    const all = members[index]!;
    const days = shade(plot.subtlety, DAYS[plot.kind]);
    const startsAt = startOf(streams, { plot, index, lastJoinedAt: joinedAt[all.at(-1)!]! });
    const endsAt = Math.min(WORLD_ENDS_AT, startsAt + Math.round(days * MS_PER_DAY));
    return { ...plot, members: all, startsAt, endsAt };
  });
}

function startOf(
  streams: Streams,
  { plot, index, lastJoinedAt }: { plot: PlannedPlot; index: number; lastJoinedAt: Instant },
): Instant {
  if (plot.kind === 'sybil_region') return lastJoinedAt + 1;
  if (plot.kind === 'transfer_cycle' && plot.subtlety === 0) return FIRST_CYCLE_AT;
  return streams.of('start of ring', index).between(RINGS_JOINED_BEFORE, LAST_START);
}
