/** Integer parts per million: how strengths, ratings and reliabilities are stored, rounded once at intake. */
export type PartsPerMillion = number;

export const MILLION = 1_000_000;

/** Rounds half away from zero, as SQL's ROUND does, so both languages store the same integer. */
export function toPartsPerMillion(ratio: number): PartsPerMillion {
  const scaled = ratio * MILLION;
  return Math.sign(scaled) * Math.round(Math.abs(scaled)) + 0;
}

export function fromPartsPerMillion(parts: PartsPerMillion): number {
  return parts / MILLION;
}
