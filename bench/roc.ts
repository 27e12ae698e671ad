import type { Random } from '../seed/random/random.ts';

/** One judged subject: the higher the rank, the better it is said to be. */
export interface Judged {
  readonly rank: number;
  readonly isGood: boolean;
}

/**
 * Area under the ROC curve: the chance that a good subject ranks above a bad one, ties counting half
 * (Hanley and McNeil 1982). NaN unless there are both. O(n log n).
 */
export function areaUnderCurve(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((a, b) => a.rank - b.rank);
  let goods = 0;
  let bads = 0;
  let won = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    let tiedGoods = 0;
    while (end < sorted.length && sorted[end]!.rank === sorted[start]!.rank)
      tiedGoods += Number(sorted[end++]!.isGood);
    const tiedBads = end - start - tiedGoods;
    won += tiedGoods * (bads + tiedBads / 2);
    goods += tiedGoods;
    bads += tiedBads;
    start = end;
  }
  return won / (goods * bads);
}

/** The 95 % percentile bootstrap interval of the area, resampling subjects (Efron 1979). */
export function bootstrapInterval(
  judged: readonly Judged[],
  random: Random,
  draws = 2000,
): readonly [number, number] {
  const areas: number[] = [];
  while (areas.length < draws) {
    const area = areaUnderCurve(judged.map(() => judged[random.below(judged.length)]!));
    if (!Number.isNaN(area)) areas.push(area);
  }
  areas.sort((a, b) => a - b);
  return [areas[Math.floor(draws * 0.025)]!, areas[Math.ceil(draws * 0.975) - 1]!];
}
