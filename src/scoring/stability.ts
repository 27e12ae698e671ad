/**
 * The population stability index: how far the scores of one population have moved from those of another.
 *
 *     index = sum over bins of (a - b) x ln(a / b)
 *
 * b being the base's share of a bin and a the other's. Bins are the deciles of the base, as is usual (N. Siddiqi, Credit
 * Risk Scorecards, Wiley 2006, chapter 9); equal scores are never parted, so there may be fewer. A bin that nobody of
 * the other is in counts as half a subject there, or the index would have no end. Below 0.1 Siddiqi sees no significant
 * change, up to 0.25 a small one to be looked into, above it a significant one. It is 0 where both are alike.
 */
export interface Stability {
  /** At least 0. */
  readonly index: number;
  readonly shift: 'none' | 'small' | 'significant';
  /** From low to high. */
  readonly bins: readonly StabilityBin[];
}

interface StabilityBin {
  /** Scores from here to `to`, both included. */
  readonly from: number;
  readonly to: number;
  /** Subjects of either. */
  readonly base: number;
  readonly other: number;
  /** What the bin adds to the index. */
  readonly part: number;
}

const DECILES = 10;
const SMALL = 0.1;
const SIGNIFICANT = 0.25;

/** @param scale - the lowest and highest score there is. Null where either population is empty. */
export function stabilityOf(
  base: readonly number[],
  other: readonly number[],
  scale: readonly [number, number],
): Stability | null {
  if (base.length === 0 || other.length === 0) return null;
  const bounds = upperBounds(base, scale[1]);
  const counts = [base, other].map((scores) => countIn(bounds, scores));
  const bins = bounds.map((to, index): StabilityBin => {
    const [held, moved] = [counts[0]![index]!, counts[1]![index]!];
    const share = held / base.length;
    const movedShare = Math.max(moved, 0.5) / other.length;
    const from = index === 0 ? scale[0] : bounds[index - 1]! + 1;
    return { from, to, base: held, other: moved, part: (movedShare - share) * Math.log(movedShare / share) };
  });
  const index = bins.reduce((sum, { part }) => sum + part, 0);
  return { index, shift: index < SMALL ? 'none' : index <= SIGNIFICANT ? 'small' : 'significant', bins };
}

/** The last score of each bin; everybody of the base is in one, and none is empty of it. */
function upperBounds(base: readonly number[], highest: number): readonly number[] {
  const sorted = Float64Array.from(base).sort();
  const most = sorted.at(-1)!;
  const bounds = new Set<number>();
  for (let decile = 1; decile < DECILES; decile++) {
    const bound = sorted[Math.ceil((decile * sorted.length) / DECILES) - 1]!;
    if (bound < most) bounds.add(bound);
  }
  return [...bounds, highest];
}

function countIn(bounds: readonly number[], scores: readonly number[]): readonly number[] {
  const counts = bounds.map(() => 0);
  for (const score of scores) counts[bounds.findIndex((bound) => score <= bound)]!++;
  return counts;
}
