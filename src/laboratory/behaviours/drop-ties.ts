import { momentBetween } from '../../../seed/time/calendar.ts';
import { recordedAfter } from '../../../seed/time/recording.ts';
import type { Ties } from '../world/ties.ts';
import { looksDownOn, type Month } from './month.ts';

/** Lets the better scored end ties to those too far below; gives how many. */
export function dropTies(month: Month, ties: Ties): number {
  if (!month.weighsCompany) return 0;
  const { start, end } = month.window;
  let dropped = 0;
  for (const { pair, from, to, kind } of month.ties) {
    if (kind === 'family' || month.isFake[from] === 1 || month.isFake[to] === 1) continue;
    if (!looksDownOn(month, from, to) && !looksDownOn(month, to, from)) continue;
    const random = month.draw('drop', pair);
    if (!random.chance(month.conduct.dropping)) continue;
    const until = momentBetween(random, start, end);
    ties.end(pair, { at: start, until, recorded_at: recordedAfter(random, until) });
    dropped++;
  }
  return dropped;
}
