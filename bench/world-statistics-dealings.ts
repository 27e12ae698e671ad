/** What is measured of dealings in time to tell whether generated ones are like real ones. */

/** Who did something when, and for how much where that is known. */
export interface Dealing {
  readonly actor: string | number;
  /** In ms. */
  readonly at: number;
  readonly amount?: number;
}

export interface DealingStatistics {
  readonly actors: number;
  readonly dealings: number;
  /** The median over actors of their burstiness, -1 regular, 0 as chance has it, 1 in bursts. */
  readonly burstiness: number;
  /** The median over all gaps between two dealings of one actor. */
  readonly medianGapDays: number;
  /** Of the actors' totals: 0 all the same, 1 one has it all. NaN without amounts. */
  readonly gini: number;
}

const MS_PER_DAY = 86_400_000;
/** Fewer tell nothing of burstiness. */
const FEWEST = 10;

export function measureDealings(dealings: readonly Dealing[]): DealingStatistics {
  const byActor = groupByActor(dealings);
  const gaps = [...byActor.values()].map(gapsOf);
  const all = gaps.flat();
  return {
    actors: byActor.size,
    dealings: dealings.length,
    burstiness: median(gaps.filter(({ length }) => length >= FEWEST - 1).map(burstiness)),
    medianGapDays: median(all) / MS_PER_DAY,
    gini: dealings.some(({ amount }) => amount !== undefined)
      ? gini([...byActor.values()].map((own) => own.reduce((sum, { amount = 0 }) => sum + amount, 0)))
      : Number.NaN,
  };
}

function groupByActor(dealings: readonly Dealing[]): ReadonlyMap<string | number, readonly Dealing[]> {
  const byActor = new Map<string | number, Dealing[]>();
  for (const dealing of dealings) {
    const own = byActor.get(dealing.actor);
    if (own === undefined) byActor.set(dealing.actor, [dealing]);
    else own.push(dealing);
  }
  return byActor;
}

function gapsOf(own: readonly Dealing[]): readonly number[] {
  const times = own.map(({ at }) => at).sort((a, b) => a - b);
  return times.slice(1).map((at, index) => at - times[index]!);
}

/**
 * With r the coefficient of variation of n - 1 gaps:
 *
 *     (sqrt(n + 1) r - sqrt(n - 1)) / ((sqrt(n + 1) - 2) r + sqrt(n - 1))
 *
 * Reference: Kim, Jo, "Measuring burstiness for finite event sequences", Physical Review E 94, 2016,
 * doi:10.1103/PhysRevE.94.032311, equation 22.
 */
export function burstiness(gaps: readonly number[]): number {
  const n = gaps.length + 1;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (mean === 0) return 0;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / gaps.length;
  const r = Math.sqrt(variance) / mean;
  const [more, fewer] = [Math.sqrt(n + 1), Math.sqrt(n - 1)];
  return (more * r - fewer) / ((more - 2) * r + fewer);
}

/** Half the mean difference of two, relative to the mean. */
export function gini(totals: readonly number[]): number {
  const sorted = totals.toSorted((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  const ranked = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  return (2 * ranked) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
