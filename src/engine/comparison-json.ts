/** Two runs compared, as JSON. */
import type { SubjectKind } from '../domain/facts.ts';
import type { Stability } from '../scoring/stability.ts';
import { runJson, type RunJson } from './run-json.ts';
import type { Distribution, KindComparison, RunComparison } from './run-comparison.ts';

export interface ComparisonJson {
  readonly base: RunJson;
  readonly other: RunJson;
  readonly entered: number;
  readonly left: number;
  readonly moved: number;
  readonly stayed: number;
  readonly kinds: {
    readonly kind: SubjectKind;
    readonly base: Distribution;
    readonly other: Distribution;
    /** Who went from where to where; those whom nobody of is are left out. */
    readonly migration: { readonly from: string; readonly to: string; readonly subjects: number }[];
    readonly stability: Stability | null;
  }[];
}

export function comparisonJson({ base, other, kinds, ...counts }: RunComparison): ComparisonJson {
  return { base: runJson(base), other: runJson(other), ...counts, kinds: kinds.map(kindJson) };
}

function kindJson({ migration, ...of }: KindComparison): ComparisonJson['kinds'][number] {
  const { from, to, counts } = migration;
  const moves = from.flatMap((start, row) =>
    to.map((end, column) => ({ from: start, to: end, subjects: counts[row]![column]! })),
  );
  return { ...of, migration: moves.filter(({ subjects }) => subjects > 0) };
}
