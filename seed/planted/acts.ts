import type { Batches } from '../facts/fact-book.ts';
import type { Population } from '../people/people.ts';
import type { TieBook } from '../people/ties.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import type { Scene } from '../scene.ts';
import type { Pattern } from '../truth.ts';
import { denseReviews, densePurchases } from './dense-block.ts';
import { fanIn, fanOut } from './fan.ts';
import { guaranteeCircle } from './guarantee-circle.ts';
import { gatherScatter, scatterGather, stack } from './layers.ts';
import { mutualRatings } from './mutual-ratings.ts';
import type { Part, Plot, PlotKind } from './plot.ts';
import { sharedIdentifiers } from './shared-identifiers.ts';
import { sybilRegion, tieSybils } from './sybil-region.ts';
import { transferCycle } from './transfer-cycle.ts';

const ACTS: Readonly<Record<PlotKind, (random: Random, scene: Scene, plot: Plot) => readonly Part[]>> = {
  sybil_region: sybilRegion,
  transfer_cycle: transferCycle,
  mutual_ratings: mutualRatings,
  guarantee_circle: guaranteeCircle,
  shared_identifiers: sharedIdentifiers,
  fan_in: fanIn,
  fan_out: fanOut,
  dense_reviews: denseReviews,
  dense_purchases: densePurchases,
  scatter_gather: scatterGather,
  gather_scatter: gatherScatter,
  stack,
};

/** Rings whose members know each other, each the next one; those of subtle rings mostly do not. */
const TIED: readonly PlotKind[] = ['transfer_cycle', 'mutual_ratings', 'guarantee_circle'];

export function tieRings(
  streams: Streams,
  { plots, population, ties }: { plots: readonly Plot[]; population: Population; ties: TieBook },
): void {
  for (const [index, plot] of plots.entries()) {
    const random = streams.of('ring ties', index);
    if (plot.kind === 'sybil_region') tieSybils(random, plot, { population, ties });
    if (!TIED.includes(plot.kind)) continue;
    for (const [k, from] of plot.members.entries()) {
      const to = plot.members[(k + 1) % plot.members.length]!;
      if (random.chance(1 - plot.subtlety)) ties.request(random, { from, to, kind: 'business' });
    }
  }
}

/** Lets every ring act, and says who did what. */
export function* actAsRings(scene: Scene, patterns: Pattern[]): Batches {
  for (const [index, plot] of scene.plots.entries()) {
    const { kind, subtlety, startsAt, endsAt } = plot;
    const parts = ACTS[kind](scene.streams.of('rings', index), scene, plot);
    patterns.push({ kind, isRing: true, subtlety, startsAt, endsAt, parts });
    yield* scene.facts.outbox.take();
  }
}
