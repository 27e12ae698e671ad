/** Runs and scores that the cases of the store contract save. */
import type { RunRecord } from '../../src/engine/ports.ts';
import type { ScoreTable } from '../../src/scoring/score-table.ts';
import { instant } from './store-bench.ts';

export function runOf(id: string, asOf: string, rest: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    cut: { asOf: instant(asOf), batch: 3 },
    scorecardId: 'five-factor@1',
    scorecardHash: 'cafe',
    scorecardJson: '{"quote":"\'"}',
    purpose: 'credit',
    basis: 'contract',
    reportingCurrency: 'EUR',
    subjects: 3,
    scored: 2,
    finishedAt: instant('2024-07-16'),
    ...rest,
  };
}

export const LARGEST = 2 ** 32 - 1;

/** Three subjects and two factors; `points` shifts the scores, so that runs can be told apart. */
export function scoresOf(
  points = 0,
  ids = ["a'b", 'bob', '文'],
  factors = ['age', 'attribute:"x"'],
): ScoreTable {
  return {
    ids,
    kinds: Uint8Array.of(0, 1, 2),
    outcome: Uint8Array.of(0, 1, 2),
    score: Uint16Array.of(700 + points, 0, 950),
    confidence: Uint16Array.of(1000, 0, 500),
    record: Uint32Array.of(24, 0, LARGEST),
    share: Float64Array.of(0.1 + Number.EPSILON, 0, 1e-300),
    network: Float64Array.of(-17.25, 0, 712.375),
    tieCompany: Float64Array.of(0.1, 0, 0),
    ownershipCompany: Float64Array.of(0.2, 0, 0),
    membershipCompany: Float64Array.of(0.3, 0, 4.5),
    tieContributors: Uint32Array.of(3, 0, 0),
    ownershipContributors: Uint32Array.of(1, 0, 0),
    membershipContributors: Uint32Array.of(12, 0, LARGEST),
    factors: factors.map((factorId, index) => ({
      factorId,
      value: Float64Array.of(0.1 + index, NaN, -1e300),
      evidence: Uint32Array.of(7, 0, LARGEST),
      against: Uint32Array.of(2, 0, LARGEST),
      bin: Uint8Array.of(index, 255, 254),
    })),
  };
}
