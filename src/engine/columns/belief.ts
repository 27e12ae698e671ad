import { HALF_BELIEVED } from '../../domain/belief.ts';
import { MILLION, type PartsPerMillion } from '../../domain/fixed-point.ts';

/** Whether an extreme (the worst, the last, the oldest) takes what the source says; a sum takes it times its reliability. */
export function countsForExtremes(reliability: PartsPerMillion): boolean {
  return reliability >= HALF_BELIEVED;
}

/** What a fact weighs in a sum, 0 to 1. */
export function weightOfBelief(reliability: PartsPerMillion): number {
  return reliability / MILLION;
}
