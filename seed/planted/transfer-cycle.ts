/** People who send the same money round in a circle, time and again, and praise the others in it. */
import { MS_PER_DAY } from '../../src/domain/time.ts';
import { asSent, transfer } from '../money/transfers.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { momentBetween, MS_PER_HOUR } from '../time/calendar.ts';
import { within } from './moves.ts';
import { shade, type Part, type Plot } from './plot.ts';

const ROUNDS = { plain: 14, subtle: 4 };
/** What each keeps of what passes through. */
const CUT = { plain: 0.005, subtle: 0.06 };
const LONGEST_STAY_HOURS = { plain: 20, subtle: 72 };
const PRAISED_SHARE = { plain: 0.7, subtle: 0 };
const STAKE_MINOR = 480_000;
const SUBTLE_STAKE_MINOR = 90_000;

export function transferCycle(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const { members, subtlety, startsAt, endsAt } = plot;
  const rounds = Math.round(shade(subtlety, ROUNDS));
  const every = Math.floor((endsAt - startsAt) / rounds);
  const stay = Math.round(shade(subtlety, LONGEST_STAY_HOURS));
  for (let round = 0; round < rounds; round++) {
    let at = momentBetween(random, startsAt + round * every, startsAt + round * every + MS_PER_DAY);
    let amountMinor =
      Math.round(shade(subtlety, { plain: STAKE_MINOR, subtle: SUBTLE_STAKE_MINOR })) +
      10_000 * random.below(20);
    for (const [k, from] of members.entries()) {
      transfer(random, scene, { from, to: members[(k + 1) % members.length]!, amountMinor, at });
      at = momentBetween(random, at + 2 * MS_PER_HOUR, at + stay * MS_PER_HOUR);
      amountMinor = asSent(random, amountMinor * (1 - shade(subtlety, CUT) * (0.5 + random.uniform())));
    }
  }
  for (const from of members) {
    for (const to of members) {
      if (from === to || !random.chance(shade(subtlety, PRAISED_SHARE))) continue;
      scene.ratings.rate(random, { from, to, at: within(random, plot, [0, 1]) }, 1);
    }
  }
  return members.map((subject) => ({ subject, part: 'member' }));
}
