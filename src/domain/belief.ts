import type { PartsPerMillion } from './fixed-point.ts';

/**
 * From here on a source is at least as likely right as wrong. What cannot be weighed (the worst, the last, the oldest, a
 * payment, which pays a due or does not) is taken from such sources alone. Judgement.
 */
export const HALF_BELIEVED: PartsPerMillion = 500_000;
