import type { KindComparison } from '../../engine/run-comparison.ts';

/** How many people went from which band, or want of one, to which. */
export type Migration = KindComparison['migration'];

/**
 * The shares, 0 to 1, that rose to a better band and fell to a worse one, of those with a number both times; NaN of
 * nobody. Both runs are by one scorecard, whose bands come first, from low to high.
 */
export function moversOf(
  { counts }: Migration,
  bands: number,
): { readonly risen: number; readonly fallen: number } {
  let [risen, fallen, all] = [0, 0, 0];
  for (let from = 0; from < bands; from++) {
    for (let to = 0; to < bands; to++) {
      const moved = counts[from]![to]!;
      all += moved;
      if (to > from) risen += moved;
      if (to < from) fallen += moved;
    }
  }
  return { risen: risen / all, fallen: fallen / all };
}

/** Of several worlds together. */
export function sumOfMigrations([first, ...others]: readonly [Migration, ...Migration[]]): Migration {
  const counts = first.counts.map((row, from) =>
    row.map((count, to) => others.reduce((sum, other) => sum + other.counts[from]![to]!, count)),
  );
  return { ...first, counts };
}
