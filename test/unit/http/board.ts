import { NotFoundError } from '../../../src/domain/errors.ts';
import { REASON_CODES } from '../../../src/domain/reason-codes.ts';
import type { Scoreboard } from '../../../src/engine/scoreboard.ts';
import type { ScoreCard } from '../../../src/scoring/ledger.ts';

const AS_OF = Date.UTC(2024, 4, 31);

/** 600 = 350 base + 250.4 for paying on time - 0.4 of rounding; the factor could have given 300. */
export const SCORED: ScoreCard = {
  subjectId: 'u-1001',
  subjectKind: 'user',
  outcome: 'scored',
  score: 600,
  band: 'good',
  confidence: 0.75,
  evidence: 12,
  asOf: AS_OF,
  runId: 'run-1',
  scorecardId: 'five-factor@1',
  scorecardHash: 'abc123',
  purpose: 'credit',
  basis: 'contract',
  groups: [{ group: 'credit_history', points: 250_400, best: 300_000, measured: 1, factors: 2 }],
  ledger: [
    { item: 'base', points: 350_000 },
    {
      item: 'factor',
      factorId: 'on-time-share',
      group: 'credit_history',
      title: 'Dues paid on time',
      unit: 'share',
      value: 0.9,
      evidence: 12,
      bin: '0.8 to 0.95',
      measurable: true,
      points: 250_400,
      best: 300_000,
      reason: 'late_payments',
    },
    { item: 'rounding', points: -400 },
  ],
  adverseReasons: [
    {
      code: 'late_payments',
      factorId: 'on-time-share',
      group: 'credit_history',
      pointsLost: 49_600,
      value: 0.9,
      unit: 'share',
      evidence: 12,
    },
  ],
};

function withoutScore(card: Pick<ScoreCard, 'subjectId' | 'outcome' | 'outcomeReason'>): ScoreCard {
  return {
    ...SCORED,
    ...card,
    score: null,
    band: null,
    confidence: 0,
    evidence: 0,
    groups: [],
    ledger: [],
    adverseReasons: [],
  };
}

/** Ids that a careless path handler would trip over. */
export const ODD_IDS = [
  'Žofie 😀',
  'a/b',
  '../../etc/passwd',
  '..',
  'x?y#z',
  '100%',
  "'; DROP TABLE users --",
  '{id}',
];

/** A board of hand-made cards for the purpose `credit`. */
export function makeBoard(runId = 'run-1'): Scoreboard {
  const cards = new Map(
    [
      SCORED,
      withoutScore({ subjectId: 'u-flagged', outcome: 'restricted', outcomeReason: 'held_back_by_flag' }),
      withoutScore({ subjectId: 'u-thin', outcome: 'unscorable', outcomeReason: 'too_little_evidence' }),
      ...ODD_IDS.map((subjectId) => ({ ...SCORED, subjectId })),
    ].map((card) => [card.subjectId, { ...card, runId }]),
  );
  return {
    run: {
      id: runId,
      cut: { asOf: AS_OF, batch: 1 },
      scorecardId: SCORED.scorecardId,
      scorecardHash: SCORED.scorecardHash,
      scorecardJson: '{}',
      purpose: 'credit',
      basis: 'contract',
      reportingCurrency: 'EUR',
      subjects: cards.size,
      scored: 1 + ODD_IDS.length,
      finishedAt: AS_OF,
    },
    card(subjectId) {
      const card = cards.get(subjectId);
      if (card === undefined) throw new NotFoundError('no such subject in the latest run');
      return card;
    },
  };
}

export const CATALOGUE = Object.fromEntries(REASON_CODES.map((code) => [code, `About ${code}.`]));
