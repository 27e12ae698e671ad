import { describe, expect, test } from 'vitest';
import { InvalidConfigError, InvariantError } from '../../../src/domain/errors.ts';
import type { Projection, SubjectColumn } from '../../../src/graph/projection.ts';
import { explainScore, type RunFacts } from '../../../src/scoring/explain.ts';
import type { FactorLine } from '../../../src/scoring/ledger.ts';
import { parseScorecard } from '../../../src/scoring/scorecard.ts';
import { scoreRow } from '../../../src/scoring/score-table.ts';
import { scoreSubjects } from '../../../src/scoring/score-subjects.ts';
import { AS_OF, factorView } from '../../support/factor-view.ts';

/** Two factors of 300 points each over a base of 350, small enough to add up by hand. */
const scorecard = parseScorecard(
  JSON.stringify({
    id: 'two@1',
    description: 'for tests',
    base: 350,
    minimumEvidence: 2,
    halfConfidenceEvidence: 4,
    bands: [
      { from: 350, name: 'low' },
      { from: 600, name: 'high' },
    ],
    subjects: {
      user: {
        factors: [
          {
            factor: 'worst-delinquency',
            notMeasurable: 100,
            bins: [{ below: 1, points: 300 }, { below: 31, points: 150.4 }, { points: 0 }],
          },
          { factor: 'active-months', notMeasurable: 0, bins: [{ below: 6, points: 0 }, { points: 300 }] },
        ],
      },
    },
  }),
);
const punctual = parseScorecard(
  JSON.stringify({
    ...{
      id: 'punctual@1',
      description: 'for tests',
      base: 350,
      minimumEvidence: 1,
      halfConfidenceEvidence: 4,
    },
    bands: [{ from: 350, name: 'all' }],
    subjects: {
      user: {
        factors: [
          { factor: 'on-time-share', notMeasurable: 0, bins: [{ below: 0.95, points: 0 }, { points: 600 }] },
        ],
      },
    },
  }),
);
const run: RunFacts = {
  id: 'run',
  cut: { asOf: AS_OF },
  scorecardHash: 'hash',
  purpose: 'credit',
  basis: 'contract',
};

function projection(
  rows: readonly Partial<Record<SubjectColumn, number>>[],
  marks: { kinds?: number[]; restricted?: number[]; consented?: number[] } = {},
): Projection {
  const zeros = rows.map(() => 0);
  return {
    ...factorView(rows),
    ids: rows.map((_, row) => `s${row}`),
    kinds: Uint8Array.from(marks.kinds ?? zeros),
    restricted: Uint8Array.from(marks.restricted ?? zeros),
    consented: Uint8Array.from(marks.consented ?? zeros),
    protectedAttributes: new Set(),
    reportingCurrency: 'XXX',
  };
}

const good = { duesMatured: 4, worstDaysLate24: 0, activeMonths12: 12, acts: 12 };
const late = { duesMatured: 4, worstDaysLate24: 20, activeMonths12: 12, acts: 12 };
const unknown = { duesMatured: 0, acts: 0 };

describe('scoreSubjects', () => {
  test('adds base and points and rounds to a whole point', () => {
    const { score, outcome, confidence } = scoreSubjects(projection([good, late]), scorecard, 'contract');
    expect([...score]).toEqual([950, 800]); // 350 + 300 + 300; 350 + 150.4 + 300 = 800.4
    expect([...outcome]).toEqual([0, 0]);
    // 4 / (4 + 4) of 300 and 12 / (12 + 4) of 300, over 600: 0.625.
    expect(confidence[0]).toBe(625);
  });

  test('too little evidence gives no score', () => {
    const table = scoreSubjects(
      projection([unknown, { ...unknown, duesMatured: 1, worstDaysLate24: 0 }]),
      scorecard,
      'contract',
    );
    const cards = [0, 1].map((row) => explainScore(scoreRow(table, row), scorecard, run));
    for (const card of cards) {
      expect(card).toMatchObject({
        outcome: 'unscorable',
        outcomeReason: 'too_little_evidence',
        score: null,
        band: null,
      });
      expect(card.ledger).toEqual([]);
    }
  });

  test('without consent, where consent is the basis, nothing is read', () => {
    const table = scoreSubjects(projection([good, good], { consented: [0, 1] }), scorecard, 'consent');
    expect([...table.score]).toEqual([0, 950]);
    expect(table.factors.map(({ value }) => value[0])).toEqual([Number.NaN, Number.NaN]);
    expect(table.factors.map(({ evidence }) => evidence[0])).toEqual([0, 0]);
    const card = explainScore(scoreRow(table, 0), scorecard, { ...run, basis: 'consent' });
    expect(card.outcomeReason).toBe('no_processing_consent');
  });

  test('with a contract as the basis consent is not asked for', () => {
    expect(scoreSubjects(projection([good]), scorecard, 'contract').score[0]).toBe(950);
  });

  test('a flagged subject is restricted: its number is kept and not served', () => {
    const table = scoreSubjects(projection([good], { restricted: [1] }), scorecard, 'contract');
    const card = explainScore(scoreRow(table, 0), scorecard, run);
    expect(card).toMatchObject({ outcome: 'restricted', outcomeReason: 'held_back_by_flag', score: null });
    expect(table.score[0]).toBe(950);
  });

  test('a kind without a scorecard is unscorable', () => {
    const table = scoreSubjects(projection([good], { kinds: [2] }), scorecard, 'contract');
    expect(explainScore(scoreRow(table, 0), scorecard, run).outcomeReason).toBe('no_scorecard_for_kind');
  });

  test('a protected attribute in the scorecard stops the run', () => {
    const marked = { ...projection([good]), protectedAttributes: new Set(['active-months']) };
    expect(() => scoreSubjects(marked, scorecard, 'contract')).toThrow(InvalidConfigError);
  });
});

describe('explainScore', () => {
  const cardOf = (row: Partial<Record<SubjectColumn, number>>) =>
    explainScore(scoreRow(scoreSubjects(projection([row]), scorecard, 'contract'), 0), scorecard, run);

  test('every point is in the ledger', () => {
    expect(cardOf(late).ledger.map(({ item, points }) => [item, points])).toEqual([
      ['base', 350_000],
      ['factor', 150_400],
      ['factor', 300_000],
      ['limit', 0],
      ['rounding', -400],
    ]);
  });

  test('reasons are the measured factors that lost points, most first', () => {
    expect(
      cardOf({ ...late, activeMonths12: 2 }).adverseReasons.map(({ code, pointsLost }) => [code, pointsLost]),
    ).toEqual([
      ['few_active_months', 300_000],
      ['serious_delinquency', 149_600],
    ]);
  });

  test('what was not measurable says why, and is no adverse reason', () => {
    const card = cardOf({ ...good, duesMatured: 0 });
    const line = card.ledger[1] as FactorLine;
    expect(line).toMatchObject({
      measurable: false,
      value: null,
      reason: 'no_matured_dues',
      points: 100_000,
      bin: 'not measurable',
    });
    expect(card.adverseReasons).toEqual([]);
  });

  test('full points need no reason', () => {
    expect(cardOf(good).ledger.every((line) => !('reason' in line))).toBe(true);
  });

  test('a short record without a fault is called short, not faulty', () => {
    const card = (value: number) =>
      explainScore(
        scoreRow(
          scoreSubjects(
            projection([{ duesMatured: 3, duesOnTimeWeight: value, duesMaturedWeight: 3 }]),
            punctual,
            'contract',
          ),
          0,
        ),
        punctual,
        run,
      ).adverseReasons.map(({ code }) => code);
    expect(card(3)).toEqual(['short_record_of_dues']); // (4 + 3) / (5 + 3), above the prior of 0.8
    expect(card(1)).toEqual(['late_payments']); // (4 + 1) / (5 + 3), below it
  });

  test('group totals add up to the factors', () => {
    const { groups } = cardOf(late);
    expect(groups.find(({ group }) => group === 'credit_history')).toMatchObject({
      points: 150_400,
      best: 300_000,
      measured: 1,
      factors: 1,
    });
  });

  test('a stored score that does not follow from its bins is a defect, not an answer', () => {
    const row = scoreRow(scoreSubjects(projection([good]), scorecard, 'contract'), 0);
    expect(() => explainScore({ ...row, score: 901 }, scorecard, run)).toThrow(InvariantError);
  });
});
