import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Streams } from '../random/streams.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { shade, type PlannedPlot, type Plot, type PlotKind } from './plot.ts';

/** No ring begins later, so that most have the time that they take. */
const LAST_START: Instant = Date.UTC(2025, 7, 1);
/** In how many days the sybils of a region join. */
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
export function sybilsJoin({ subtlety, formedAt }: PlannedPlot): { from: Instant; until: Instant } {
  return { from: formedAt, until: formedAt + Math.round(shade(subtlety, SYBIL_DAYS) * MS_PER_DAY) };
}

/**
 * Gives the rings the people who were made for them. Those who try several kinds change places from one to the next.
 * @param crewOf per person: the number of their crew, or -1
 */
export function castPlots(
  streams: Streams,
  planned: readonly PlannedPlot[],
  { crewOf, joinedAt }: { crewOf: Int32Array; joinedAt: Float64Array },
): readonly Plot[] {
  const crews = new Map<number, number[]>(planned.map(({ crew }) => [crew, []]));
  for (let person = 0; person < crewOf.length; person++) crews.get(crewOf[person]!)?.push(person);
  return planned.map((plot, index) => {
    const all = crews.get(plot.crew)!;
    const first = index % all.length;
    const days = shade(plot.subtlety, DAYS[plot.kind]);
    const startsAt =
      plot.kind === 'sybil_region'
        ? joinedAt[all.at(-1)!]! + 1
        : streams.of('start of ring', index).between(plot.formedAt, LAST_START);
    const endsAt = Math.min(WORLD_ENDS_AT, startsAt + Math.round(days * MS_PER_DAY));
    return { ...plot, members: [...all.slice(first), ...all.slice(0, first)], startsAt, endsAt };
  });
}
