import type { Streams } from '../random/streams.ts';
import type { PlannedPlot, PlotKind } from './plot.ts';

/** People in rings, of all: below 1 %. */
const SHARE_IN_RINGS = 0.0095;

interface Size {
  readonly least: number;
  readonly most: number;
}

const SIZES: Readonly<Record<PlotKind, Size>> = {
  sybil_region: { least: 10, most: 30 },
  transfer_cycle: { least: 3, most: 8 },
  mutual_ratings: { least: 4, most: 9 },
  guarantee_circle: { least: 3, most: 6 },
  shared_identifiers: { least: 4, most: 8 },
  fan_in: { least: 6, most: 14 },
  fan_out: { least: 6, most: 14 },
  dense_reviews: { least: 6, most: 16 },
  dense_purchases: { least: 8, most: 24 },
  scatter_gather: { least: 5, most: 10 },
  gather_scatter: { least: 5, most: 12 },
  stack: { least: 6, most: 12 },
};

/** In a small world the first of these are all that there is room for. */
const TURNS: readonly PlotKind[] = [
  'mutual_ratings',
  'guarantee_circle',
  'shared_identifiers',
  'fan_in',
  'fan_out',
  'dense_reviews',
  'dense_purchases',
  'scatter_gather',
  'gather_scatter',
  'stack',
  'transfer_cycle',
  'sybil_region',
];

/**
 * Which rings are planted: a sybil region and a transfer cycle in every world, then one of each kind in turn, small
 * ones first, while fewer than 1 % of people are in a ring. Of each kind the first is plain and the last subtle.
 * Worlds of fewer than 2,000 people hold the first two alone, smaller, and may exceed the 1 %.
 */
export function planPlots(streams: Streams, subjects: number): readonly PlannedPlot[] {
  const random = streams.of('plan of rings');
  const planned = firstTwo(subjects);
  let room = Math.floor(subjects * SHARE_IN_RINGS) - planned.reduce((sum, { size }) => sum + size, 0);
  for (let turn = 0, passed = 0; passed < TURNS.length; turn++) {
    const kind = TURNS[turn % TURNS.length]!;
    const { least, most } = SIZES[kind];
    const size = turn < TURNS.length ? least : random.between(least, most + 1);
    const fits = size <= room;
    passed = fits ? 0 : passed + 1;
    if (!fits) continue;
    planned.push({ kind, size });
    room -= size;
  }
  return withSubtlety(planned);
}

function firstTwo(subjects: number): Omit<PlannedPlot, 'subtlety'>[] {
  const within = (share: number, { least, most }: Size): number =>
    Math.min(most, Math.max(least, Math.round(subjects * share)));
  return [
    { kind: 'sybil_region', size: within(0.006, { least: 4, most: 12 }) },
    { kind: 'transfer_cycle', size: within(0.0035, { least: 3, most: 7 }) },
  ];
}

function withSubtlety(planned: readonly Omit<PlannedPlot, 'subtlety'>[]): readonly PlannedPlot[] {
  const ofKind = new Map<PlotKind, number>();
  for (const { kind } of planned) ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
  const seen = new Map<PlotKind, number>();
  return planned.map((plot) => {
    const before = seen.get(plot.kind) ?? 0;
    seen.set(plot.kind, before + 1);
    return { ...plot, subtlety: before / Math.max(1, ofKind.get(plot.kind)! - 1) };
  });
}
