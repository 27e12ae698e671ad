import { describe, expect, it } from 'vitest';
import { presentLedger, presentScore } from '../../../src/http/answers.ts';
import { ledgerAnswer, scoreAnswer } from '../../../src/http/card-schemas.ts';
import { CATALOGUES, makeBoard, SCORED } from './board.ts';

const [texts] = CATALOGUES;

describe('presentScore', () => {
  it('serves the number with what lost most points, in words', () => {
    expect(presentScore(SCORED, texts)).toEqual({
      subject_id: 'u-1001',
      subject_kind: 'user',
      outcome: 'scored',
      score: 600,
      band: 'good',
      band_range: ['fair', 'good'],
      confidence: 0.75,
      evidence: 12,
      as_of: '2024-05-31T00:00:00.000Z',
      run_id: 'run-1',
      scorecard: { id: 'five-factor@1', hash: 'abc123' },
      purpose: 'credit',
      basis: 'contract',
      reasons: [
        {
          code: 'late_payments',
          text: 'About late_payments.',
          factor: 'on-time-share',
          group: 'credit_history',
          points_lost: 49.6,
          value: 0.9,
          unit: 'share',
          evidence: 12,
          against: 2,
          evidence_text: '2 of 12 dues late',
        },
      ],
      reasons_ranked_by: 'points_lost',
      improvements: [
        {
          factor: 'on-time-share',
          group: 'credit_history',
          title: 'Dues paid on time',
          text: 'Pay every due by its day. A late one weighs half as much after 12 months.',
          attainable_points: 49.6,
          next_points: 30,
          next_bin: '0.95 or more',
          next_text: '95.0 % or more',
        },
      ],
      not_measured: [],
      interval: { low: 560, high: 640, level: 0.8 },
      rank: { position: 3, of: 9, percentile: 72.2 },
      certificate: {
        profile: 'credit-us@1',
        law: ['12 CFR 1002.9'],
        excluded: { about_others: false, groups: [], relations: [], factors: [] },
        reads_about_others: true,
        network_max_share: 0.1,
        retention_days: 761,
      },
    });
  });

  it.each(['u-flagged', 'u-thin'])('serves %s without a number, and says why', (id) => {
    const answer = scoreAnswer.parse(presentScore(makeBoard().card(id), texts));
    expect(answer).toMatchObject({ score: null, band: null, reasons: [] });
    expect(answer.outcome_reason).toBeDefined();
  });
});

describe('presentLedger', () => {
  it('gives every line in thousandths that add up to the score, and in points', () => {
    const answer = ledgerAnswer.parse(presentLedger(SCORED, texts));
    expect(answer.ledger.map((line) => [line.item, line.millipoints, line.points])).toEqual([
      ['base', 350_000, 350],
      ['factor', 250_400, 250.4],
      ['rounding', -400, -0.4],
    ]);
    expect(answer.ledger.reduce((sum, line) => sum + line.millipoints, 0)).toBe(600 * 1000);
    expect(answer.ledger[1]).toMatchObject({
      factor: 'on-time-share',
      best_points: 300,
      reason: { code: 'late_payments', text: 'About late_payments.' },
    });
    expect(answer.groups).toEqual([
      {
        group: 'credit_history',
        millipoints: 250_400,
        points: 250.4,
        best_millipoints: 300_000,
        best_points: 300,
        measured: 1,
        factors: 2,
      },
    ]);
  });
});
