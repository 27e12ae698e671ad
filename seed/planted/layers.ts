/**
 * Money through layers. Gather-scatter: many to one, then from the one to many others. Scatter-gather: from one
 * through many to another one. Stack: from some through some to some.
 */
import { transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { sumOf, within } from './moves.ts';
import type { Part, PartName, Plot } from './plot.ts';

/** What passes between two layers is left out at random by a subtle ring, in up to this share of the pairs. */
const LEFT_OUT = 0.3;

export function gatherScatter(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const [hub, ...others] = plot.members as [number, ...number[]];
  const half = Math.ceil(others.length / 2);
  return through(random, scene, { plot, layers: [others.slice(0, half), [hub], others.slice(half)] });
}

export function scatterGather(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const [first, last, ...between] = plot.members as [number, number, ...number[]];
  return through(random, scene, { plot, layers: [[first], between, [last]] });
}

export function stack(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const third = Math.floor(plot.members.length / 3);
  const { members } = plot;
  const layers = [members.slice(0, third), members.slice(third, 2 * third), members.slice(2 * third)];
  return through(random, scene, { plot, layers });
}

function through(
  random: Random,
  scene: Scene,
  { plot, layers }: { plot: Plot; layers: readonly (readonly number[])[] },
): readonly Part[] {
  const steps = layers.length - 1;
  for (let step = 0; step < steps; step++) {
    const part: readonly [number, number] = [step / steps, (step + 1) / steps];
    for (const [k, from] of layers[step]!.entries()) {
      for (const [l, to] of layers[step + 1]!.entries()) {
        // The pairs on the diagonal stay, so that nobody is left without a part.
        if (k !== l && random.chance(LEFT_OUT * plot.subtlety)) continue;
        transfer(random, scene, {
          from,
          to,
          amountMinor: sumOf(random, plot),
          at: within(random, plot, part),
        });
      }
    }
  }
  return layers.flatMap((layer, index) =>
    layer.map((subject) => ({ subject, part: partOf(index, layer.length) })),
  );
}

function partOf(layer: number, size: number): PartName {
  if (layer === 1) return size === 1 ? 'hub' : 'intermediary';
  return layer === 0 ? 'source' : 'sink';
}
