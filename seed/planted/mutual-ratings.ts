/** A clique whose members praise each other. */
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { within } from './moves.ts';
import { shade, type Part, type Plot } from './plot.ts';

const FILLED = { plain: 0.95, subtle: 0.6 };
/** How far below full trust a subtle rating may lie. */
const SPREAD = { plain: 0, subtle: 0.5 };

export function mutualRatings(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const { members, subtlety } = plot;
  for (const [k, from] of members.entries()) {
    for (const [l, to] of members.entries()) {
      const isNext = l === (k + 1) % members.length;
      if (k === l || (!isNext && !random.chance(shade(subtlety, FILLED)))) continue;
      const felt = 1 - shade(subtlety, SPREAD) * random.uniform();
      scene.ratings.rate(random, { from, to, at: within(random, plot, [0, 1]) }, felt);
    }
  }
  return members.map((subject) => ({ subject, part: 'member' }));
}
