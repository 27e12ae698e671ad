/** Fan-in: many send to one within days. Fan-out: one sends to many. */
import { transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { sumOf, within } from './moves.ts';
import { shade, type Part, type Plot } from './plot.ts';

/** How often each of the many takes part. */
const TIMES = { plain: 4, subtle: 1.4 };

export function fanIn(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  return fan(random, scene, { plot, isIn: true });
}

export function fanOut(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  return fan(random, scene, { plot, isIn: false });
}

function fan(random: Random, scene: Scene, { plot, isIn }: { plot: Plot; isIn: boolean }): readonly Part[] {
  const [hub, ...others] = plot.members as [number, ...number[]];
  for (const other of others) {
    const times = Math.max(1, Math.round(shade(plot.subtlety, TIMES) + random.uniform() - 0.5));
    for (let k = 0; k < times; k++) {
      const [from, to] = isIn ? [other, hub] : [hub, other];
      transfer(random, scene, {
        from,
        to,
        amountMinor: sumOf(random, plot),
        at: within(random, plot, [0, 1]),
      });
    }
  }
  return [
    { subject: hub, part: 'hub' },
    ...others.map((subject): Part => ({ subject, part: isIn ? 'source' : 'sink' })),
  ];
}
