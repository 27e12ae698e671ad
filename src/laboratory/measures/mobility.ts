import type { Band } from '../../scoring/scorecard.ts';
import type { Snapshot } from './snapshot.ts';

/** How many people went from which band to which: by row where they were, by column where they are. */
export type Migration = readonly (readonly number[])[];

/** Of those who count and had a number both times. */
export function migrationBetween(before: Snapshot, after: Snapshot, bands: readonly Band[]): Migration {
  const moves = bands.map(() => bands.map(() => 0));
  before.score.forEach((points, person) => {
    const [from, to] = [placeOf(bands, points), placeOf(bands, after.score[person]!)];
    if (after.counts[person] === 1 && from >= 0 && to >= 0) moves[from]![to]!++;
  });
  return moves;
}

function placeOf(bands: readonly Band[], points: number): number {
  return bands.findLastIndex(({ from }) => from <= points);
}

/** The shares, 0 to 1, that rose to a better band and fell to a worse one; NaN of nobody. */
export function moversOf(migration: Migration): { readonly risen: number; readonly fallen: number } {
  let [risen, fallen, all] = [0, 0, 0];
  migration.forEach((row, from) => {
    row.forEach((count, to) => {
      all += count;
      if (to > from) risen += count;
      if (to < from) fallen += count;
    });
  });
  return { risen: risen / all, fallen: fallen / all };
}
