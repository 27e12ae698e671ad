import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND } from '../../src/domain/score.ts';
import { FACTORS } from '../../src/factors/registry.ts';
import { explainScore } from '../../src/scoring/explain.ts';
import { parseScorecard } from '../../src/scoring/scorecard.ts';
import { NOT_MEASURABLE_BIN, scoreRow } from '../../src/scoring/score-table.ts';
import { scoreSubjects } from '../../src/scoring/score-subjects.ts';
import { SUBJECT_COLUMNS, type SubjectColumn } from '../../src/graph/projection.ts';
import { AS_OF, factorView } from '../support/factor-view.ts';
import { fiveFactor } from '../support/built-in.ts';

const cell = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer({ min: 0, max: 200 }),
  fc.double({ min: 0, max: 2, noNaN: true }),
);
const rows = fc.array(
  fc.record(
    Object.fromEntries(Object.keys(SUBJECT_COLUMNS).map((name) => [name, cell])) as Record<
      SubjectColumn,
      typeof cell
    >,
  ),
  { minLength: 1, maxLength: 8 },
);
const run = {
  id: 'r',
  cut: { asOf: AS_OF },
  scorecardHash: 'h',
  purpose: 'credit',
  basis: 'contract',
} as const;

/** Scorecards with points far beyond the scale, so that both ends of the clamp are met. */
const scorecards = fc
  .record({
    base: fc.integer({ min: -1000, max: 1000 }),
    factors: fc.uniqueArray(
      fc.record({
        factor: fc.constantFrom(...FACTORS),
        bounds: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }),
        points: fc.array(fc.integer({ min: -300_000, max: 300_000 }), { minLength: 5, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 6, selector: ({ factor }) => factor.id },
    ),
  })
  .map(({ base, factors }) =>
    parseScorecard(
      JSON.stringify({
        ...{ id: 'any@1', description: '', base, minimumEvidence: 0, halfConfidenceEvidence: 3 },
        bands: [{ from: 350, name: 'all' }],
        subjects: {
          user: {
            factors: factors.map(({ factor, bounds, points }) => {
              const rising = [...bounds].sort((a, b) => a - b);
              const sorted = points
                .slice(0, bounds.length + 1)
                .sort((a, b) => (factor.direction === 'higher' ? a - b : b - a));
              const bins = sorted.map((thousandths, bin) => ({
                ...(bin < rising.length ? { below: rising[bin] } : {}),
                points: thousandths / THOUSAND,
              }));
              return { factor: factor.id, bins, notMeasurable: Math.min(...sorted) / THOUSAND };
            }),
          },
        },
      }),
    ),
  );

function scored(view: readonly Partial<Record<SubjectColumn, number>>[]) {
  return {
    ...factorView(view),
    ids: view.map((_, row) => String(row)),
    kinds: new Uint8Array(view.length),
    restricted: new Uint8Array(view.length),
    consented: new Uint8Array(view.length),
    protectedAttributes: new Set<string>(),
    reportingCurrency: 'XXX',
  };
}

test('Invariant: ledger sums to score', () => {
  fc.assert(
    fc.property(rows, scorecards, (view, scorecard) => {
      const table = scoreSubjects(scored(view), scorecard, 'contract');
      view.forEach((_, row) => {
        const card = explainScore(scoreRow(table, row), scorecard, run);
        const sum = card.ledger.reduce((total, line) => total + line.points, 0);
        expect(sum).toBe(card.score! * THOUSAND);
        expect(card.score).toBeGreaterThanOrEqual(LOWEST_SCORE);
        expect(card.score).toBeLessThanOrEqual(HIGHEST_SCORE);
        const byGroup = card.groups.reduce((total, group) => total + group.points, 0);
        const byFactor = card.ledger.reduce(
          (total, line) => total + (line.item === 'factor' ? line.points : 0),
          0,
        );
        expect(byGroup).toBe(byFactor);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('Invariant: not being measurable never earns more than the prior alone', () => {
  const card = fiveFactor();
  for (const entries of Object.values(card.subjects)) {
    for (const { factor, bins, notMeasurable } of entries) {
      const atPrior = bins.find(
        (bin) => bin.kind === 'numeric' && (bin.below === null || factor.prior < bin.below),
      );
      expect(notMeasurable, factor.id).toBeLessThanOrEqual(atPrior!.points);
    }
  }
});

test('any split of the subjects gives the same rows', () => {
  fc.assert(
    fc.property(rows, (view) => {
      const whole = scoreSubjects(scored(view), fiveFactor(), 'contract');
      view.forEach((one, row) => {
        const alone = scoreSubjects(scored([one]), fiveFactor(), 'contract');
        expect({ ...scoreRow(alone, 0), subjectId: '' }).toEqual({ ...scoreRow(whole, row), subjectId: '' });
      });
    }),
    { seed: 2, numRuns: 60 },
  );
});

test('a subject of whom nothing is known has every factor not measurable', () => {
  const table = scoreSubjects(scored([{}]), fiveFactor(), 'contract');
  const readings = scoreRow(table, 0).factors;
  expect(readings.every(({ bin }) => bin === NOT_MEASURABLE_BIN)).toBe(true);
});
