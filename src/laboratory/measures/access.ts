import type { PolicyId } from '../policies.ts';
import type { LiveTie } from '../world/ties.ts';

/** Where privileges begin, and what a gate asks of friends' mean. */
const ACCESS_FROM = 600;

/** By person, 1 for whom a policy lets have what opens at 600; nobody without a number. */
export function accessUnder(policy: PolicyId, score: Float64Array, ties: readonly LiveTie[]): Uint8Array {
  const friends = policy === 'gated' ? meanOfFriends(score, ties) : undefined;
  return Uint8Array.from(score, (points, person) =>
    points >= ACCESS_FROM && !(friends !== undefined && friends[person]! < ACCESS_FROM) ? 1 : 0,
  );
}

/** By person, the mean score of those with a number whom they are tied to; NaN where there are none. */
function meanOfFriends(score: Float64Array, ties: readonly LiveTie[]): Float64Array {
  const sum = new Float64Array(score.length);
  const count = new Float64Array(score.length);
  for (const { from, to } of ties) {
    for (const [person, friend] of [
      [from, to],
      [to, from],
    ] as const) {
      if (Number.isNaN(score[friend]!)) continue;
      sum[person]! += score[friend]!;
      count[person]!++;
    }
  }
  return sum.map((points, person) => points / count[person]!);
}
