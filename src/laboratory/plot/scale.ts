/** From values to places on paper, along a line. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** Round steps: 1, 2 or 5 times a power of ten. */
const STEPS = [1, 2, 5, 10] as const;

/**
 * Takes in all values and, where `from` is given, that too; ends on ticks, of which there are about `ticks`.
 * @param ends the places of the lowest and the highest tick
 */
export function linearScale(
  values: readonly number[],
  { ends, ticks, from }: { ends: readonly [number, number]; ticks: number; from?: number },
): Scale {
  const known = [...values, ...(from === undefined ? [] : [from])].filter((value) => !Number.isNaN(value));
  const [low, high] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
  const step = roundStep((high === low ? Math.max(Math.abs(high), 1) : high - low) / ticks);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const places = Array.from({ length: last - first + 1 }, (_, index) => cleaned((first + index) * step));
  const unit = (ends[1] - ends[0]) / ((last - first) * step);
  return { ticks: places, at: (value) => ends[0] + (value - first * step) * unit };
}

function roundStep(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about));
  return (STEPS.find((step) => step * power >= about * (1 - 1e-9)) ?? 10) * power;
}

/** Without the last digits that binary fractions leave. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
