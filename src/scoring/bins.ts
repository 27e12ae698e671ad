import type { Thousandths } from '../domain/score.ts';

/** One step of a factor's points. */
export type Bin =
  /** Readings below this bound and not below the bin before; null: all the rest. */
  | { readonly kind: 'numeric'; readonly below: number | null; readonly points: Thousandths }
  /** Text attributes with one of these values; null: every other value. */
  | { readonly kind: 'text'; readonly values: readonly string[] | null; readonly points: Thousandths };

/** The bin of a number; the last bin is open, so every number has one. */
export function binOfNumber(bins: readonly Bin[], value: number): number {
  const last = bins.length - 1;
  for (let index = 0; index < last; index++) {
    const bin = bins[index]!;
    if (bin.kind === 'numeric' && bin.below !== null && value < bin.below) return index;
  }
  return last;
}

/** The bounds between bins of numbers, rising. */
export function numericEdges(bins: readonly Bin[]): number[] {
  return bins.flatMap((bin) => (bin.kind === 'numeric' && bin.below !== null ? [bin.below] : []));
}

/** The bin of a text value; the last bin takes every other. */
export function binOfText(bins: readonly Bin[], value: string): number {
  const index = bins.findIndex((bin) => bin.kind === 'text' && bin.values?.includes(value) === true);
  return index === -1 ? bins.length - 1 : index;
}

/** `below 0.5`, `0.5 to 0.8`, `0.8 or more`, or the values of a text bin. */
export function binLabel(bins: readonly Bin[], index: number): string {
  const bin = bins[index];
  const before = bins[index - 1];
  if (bin === undefined) return 'not measurable';
  if (bin.kind === 'text') return bin.values === null ? 'any other value' : bin.values.join(', ');
  const from = before?.kind === 'numeric' ? before.below : null;
  if (bin.below === null) return from === null ? 'any' : `${from} or more`;
  return from === null ? `below ${bin.below}` : `${from} to ${bin.below}`;
}
