import type { Instant } from '../../src/domain/time.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import type { PlannedPlot, PlotKind } from './plot.ts';

/** People in rings, of all: below 1 %. */
const SHARE_IN_RINGS = 0.0095;
/** The smallest ring there is; the smallest worlds hold one of these, and then exceed the 1 %. */
const FEWEST = 3;

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
/** People of a crew that tries several kinds; the first are as few as can be. */
const CREW: Size = { least: 6, most: 8 };

/** The kinds in turn. */
const TURNS: readonly PlotKind[] = [
  'transfer_cycle',
  'mutual_ratings',
  'guarantee_circle',
  'shared_identifiers',
  'fan_in',
  'dense_purchases',
  'fan_out',
  'dense_reviews',
  'sybil_region',
  'scatter_gather',
  'gather_scatter',
  'stack',
];
/** A world as large as to hold so many rings of each kind holds each with a crew of its own. */
const RINGS_OF_EACH_KIND = 4;
const ONE_OF_EACH = Object.values(SIZES).reduce((sum, { least }) => sum + least, 0);
const MOST_KINDS_A_CREW = 6;

/** Crews of people form from the first to the last of these days. */
const FORMS = { first: Date.UTC(2023, 9, 1), last: Date.UTC(2025, 6, 1) };

/**
 * Which rings are planted: one of each kind in turn, while fewer than 1 % of people are in a ring. Where there is room
 * for few people the same ones try up to six kinds, one after the other. With fewer than six people to spend there is
 * one transfer cycle. Several of a kind grow in subtlety from plain on; where there is one of each, some kinds are
 * plain and others subtle.
 */
export function planPlots(streams: Streams, subjects: number): readonly PlannedPlot[] {
  const random = streams.of('plan of rings');
  const room = Math.floor(subjects * SHARE_IN_RINGS);
  if (room >= CREW.least) return withSubtlety(planCrews(random, room));
  const alone = { kind: 'transfer_cycle', crew: 0, formedAt: formedAt(random) } as const;
  return [{ ...alone, size: Math.max(FEWEST, room), subtlety: 0 }];
}

type Crew = Pick<PlannedPlot, 'crew' | 'size' | 'formedAt'>;
type Draft = Crew & Pick<PlannedPlot, 'kind'>;

/** @param people how many there may be in crews, 6 or more */
function planCrews(random: Random, people: number): readonly Draft[] {
  const kindsEach = Math.min(
    MOST_KINDS_A_CREW,
    Math.max(1, Math.round((RINGS_OF_EACH_KIND * ONE_OF_EACH) / people)),
  );
  const planned: Draft[] = [];
  let open: { readonly crew: Crew; kinds: number } | undefined;
  let [room, crews] = [people, 0];
  for (let turn = 0, passed = 0; passed < TURNS.length; turn++) {
    const kind = TURNS[turn % TURNS.length]!;
    if (kind !== 'sybil_region' && open !== undefined && open.kinds < kindsEach) {
      planned.push({ kind, ...open.crew });
      open.kinds++;
      continue;
    }
    const { least, most } = kindsEach > 1 ? CREW : SIZES[kind];
    const size = turn < TURNS.length ? least : random.between(least, most + 1);
    passed = size <= room ? 0 : passed + 1;
    if (passed > 0) continue;
    const crew = { crew: crews++, size, formedAt: formedAt(random) };
    planned.push({ kind, ...crew });
    room -= size;
    if (kind !== 'sybil_region') open = { crew, kinds: 1 };
  }
  return planned;
}

function formedAt(random: Random): Instant {
  return random.between(FORMS.first, FORMS.last);
}

/** The only one of a kind is as subtle as befits its turn; of two the first is plain, of more the last subtle. */
function withSubtlety(planned: readonly Draft[]): readonly PlannedPlot[] {
  const ofKind = new Map<PlotKind, number>();
  for (const { kind } of planned) ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
  const seen = new Map<PlotKind, number>();
  return planned.map((plot) => {
    const before = seen.get(plot.kind) ?? 0;
    seen.set(plot.kind, before + 1);
    return { ...plot, subtlety: gradeOf(before, ofKind.get(plot.kind)!, TURNS.indexOf(plot.kind)) };
  });
}

function gradeOf(place: number, all: number, turn: number): number {
  if (all === 1) return (turn % 4) / 4;
  if (all === 2) return place * ((2 + (turn % 3)) / 4);
  // Those between the first and the last are not as subtle as those of other kinds.
  const shift = place === 0 || place === all - 1 ? 0 : ((turn % 4) - 1.5) / 5;
  return (place + shift) / (all - 1);
}
