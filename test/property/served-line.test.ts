import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND } from '../../src/domain/score.ts';
import { closeLedger } from '../../src/scoring/ledger-sum.ts';
import { servedLine } from '../../src/scoring/served-line.ts';

const RUNS = { seed: 12, numRuns: 400 };
const SCALE = HIGHEST_SCORE - LOWEST_SCORE;
const score = fc.integer({ min: LOWEST_SCORE * THOUSAND, max: HIGHEST_SCORE * THOUSAND });
/** The most that one leans on others, and the company that leads there. */
const leaning = fc.record({
  most: fc.oneof(
    fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    fc.double({ max: 0.99, min: 0.1, noNaN: true }),
  ),
  company: fc.double({ min: 0, max: 40, noNaN: true }),
});
type Leaning = typeof leaning extends fc.Arbitrary<infer L> ? L : never;

function lambdaOf({ most, company }: Leaning): number {
  return most * (company / (1 + company));
}

/** Points. @param personal, others - in thousandths. */
function lineOf(of: Leaning, personal: number, others: number): number {
  const share = lambdaOf(of);
  const network = (share * (others - personal)) / THOUSAND;
  const by = { tieCompany: 0, ownershipCompany: 0, membershipCompany: of.company };
  return servedLine({ share, network, ...by }, personal) / THOUSAND;
}

function servedOf(of: Leaning, personal: number, others: number): number {
  return closeLedger(personal).score + lineOf(of, personal, others);
}

describe('the served line', () => {
  test('Invariant: monotonicity, in steps of a thousandth as in leaps', () => {
    const rise = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 600_000 }));
    const highest = HIGHEST_SCORE * THOUSAND;
    fc.assert(
      fc.property(leaning, fc.tuple(score, score), fc.tuple(rise, rise), (of, [p, x], [own, others]) => {
        const risen = [Math.min(p + own, highest), Math.min(x + others, highest)] as const;
        expect(servedOf(of, ...risen)).toBeGreaterThanOrEqual(servedOf(of, p, x));
      }),
      { ...RUNS, numRuns: 20_000 },
    );
  });

  test('Invariant: hidden', () => {
    fc.assert(
      fc.property(leaning, score, (of, personal) => {
        // Where the line changes as x goes up the scale by tenths of a point.
        const changes = [LOWEST_SCORE];
        for (let x = LOWEST_SCORE + 0.1; x <= HIGHEST_SCORE; x += 0.1) {
          const [before, now] = [x - 0.1, x].map((at) => lineOf(of, personal, Math.round(at * THOUSAND)));
          if (now !== before) changes.push(x);
        }
        changes.push(HIGHEST_SCORE);
        const widths = changes.slice(1).map((end, index) => end - changes[index]!);
        expect(Math.min(...widths)).toBeGreaterThan(Math.min(SCALE, 5 / lambdaOf(of)) - 0.2);
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  test('Invariant: bounds', () => {
    fc.assert(
      fc.property(leaning, score, score, (of, personal, others) => {
        const line = lineOf(of, personal, others);
        expect(Number.isInteger(line)).toBe(true);
        expect(Math.abs(line)).toBeLessThanOrEqual(lambdaOf(of) * SCALE);
        const served = servedOf(of, personal, others);
        expect(served).toBeGreaterThanOrEqual(LOWEST_SCORE);
        expect(served).toBeLessThanOrEqual(HIGHEST_SCORE);
        // It points to x, beyond the step to a whole point.
        const apart = others / THOUSAND - closeLedger(personal).score;
        expect(line * apart).toBeGreaterThanOrEqual(0);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });
});
