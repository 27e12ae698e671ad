/** Small towns to try behaviours on. */
import { drawsOf, type Month } from '../../../src/laboratory/behaviours/month.ts';
import { NO_CONDUCT, type Conduct } from '../../../src/laboratory/conduct.ts';
import { Ties, type LiveTie, type TieRow } from '../../../src/laboratory/world/ties.ts';
import { Streams } from '../../../seed/random/streams.ts';

/** No score. */
export const NONE = Number.NaN;
const PEOPLE = 10;
export const MONTH = { start: Date.UTC(2025, 2, 1), end: Date.UTC(2025, 3, 1) };

export function liveTie(from: number, to: number, more: Partial<LiveTie> = {}): LiveTie {
  const pair = Math.min(from, to) * PEOPLE + Math.max(from, to);
  return { pair, from, to, kind: 'friend', strength: 0.5, ...more };
}

/** A tie of two years. */
export function tieRow(from_id: number, to_id: number, more: Partial<TieRow> = {}): TieRow {
  const since = Date.UTC(2023, 2, 1);
  const asked = { from_id, to_id, kind: 'friend', since, strength: 0.5 } as const;
  return { ...asked, accepted_at: since + 1, recorded_at: since + 2, ...more };
}

interface Town extends Partial<Pick<Month, 'isFake' | 'weighsCompany'>> {
  readonly ties: readonly TieRow[];
  readonly conduct?: Partial<Conduct>;
}

/** A month that people with these scores and ties come to; where they mind company, and do what `conduct` says. */
export function monthOf(
  scores: readonly number[],
  { ties, conduct, ...rest }: Town,
): { month: Month; ties: Ties } {
  const book = new Ties(PEOPLE, ties);
  const month: Month = {
    window: MONTH,
    scores: Float64Array.from({ length: PEOPLE }, (_, person) => scores[person] ?? NONE),
    isFake: new Uint8Array(PEOPLE),
    weighsCompany: true,
    draw: drawsOf(new Streams(1), 0),
    ...rest,
    ties: book.live(MONTH.start),
    conduct: { ...NO_CONDUCT, ...conduct },
  };
  return { month, ties: book };
}
