import { MILLION, type PartsPerMillion } from '../../domain/fixed-point.ts';

/**
 * A sum takes each fact times its source's reliability. An extreme (the worst, the last, the oldest) cannot be weighed:
 * it takes the facts of sources that are at least as likely right as wrong. Judgement.
 */
const LEAST_FOR_EXTREMES: PartsPerMillion = 500_000;

export function countsForExtremes(reliability: PartsPerMillion): boolean {
  return reliability >= LEAST_FOR_EXTREMES;
}

/** What a fact weighs in a sum, 0 to 1. */
export function weightOfBelief(reliability: PartsPerMillion): number {
  return reliability / MILLION;
}
