import type { Window } from '../../domain/time.ts';
import type { Random } from '../../../seed/random/random.ts';
import type { Streams } from '../../../seed/random/streams.ts';
import type { Conduct } from '../conduct.ts';
import type { LiveTie } from '../world/ties.ts';

/** What people know when a month begins, and what they draw. */
export interface Month {
  readonly window: Window;
  /** By person, as served just now; NaN: no number. */
  readonly scores: Float64Array;
  readonly ties: readonly LiveTie[];
  /** By person: 1 for those of one hand, who do nothing of their own. */
  readonly isFake: Uint8Array;
  readonly conduct: Conduct;
  /** Whether people mind whom they are tied to. */
  readonly weighsCompany: boolean;
  /**
   * A stream for a purpose, this month, and a person or pair: the same under every policy, so that what differs between
   * policies is no luck.
   */
  draw(purpose: string, index: number): Random;
}

export function drawsOf(streams: Streams, month: number): Month['draw'] {
  return (purpose, index) => streams.of(`laboratory: ${purpose} in month ${month}`, index);
}

/** How many points below is too far to be seen with: the width of a band. */
const TOO_FAR_BELOW = 50;

/** Whether somebody would rather not be tied to another: false where either has no number. */
export function looksDownOn({ scores }: Pick<Month, 'scores'>, one: number, other: number): boolean {
  return scores[one]! - scores[other]! >= TOO_FAR_BELOW;
}
