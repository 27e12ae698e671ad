import { readFileSync } from 'node:fs';
import { makeCatalogue } from '../../../src/domain/catalogue.ts';
import { NotFoundError } from '../../../src/domain/errors.ts';
import { REASON_CODES } from '../../../src/domain/reason-codes.ts';
import { ScoreRows } from '../../../src/engine/score-rows.ts';
import type { Scoreboard } from '../../../src/engine/scoreboard.ts';
import type { ScoreCard } from '../../../src/scoring/ledger.ts';
import { emptyScoreTable } from '../../../src/scoring/score-table.ts';

const AS_OF = Date.UTC(2024, 4, 31);

/** 600 = 350 base + 250.4 for paying on time - 0.4 of rounding; the factor could have given 300. */
const UNCOMPARED: ScoreCard = {
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
      against: 2,
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
      against: 2,
    },
  ],
  ranking: 'points_lost',
  improvements: [
    {
      factorId: 'on-time-share',
      group: 'credit_history',
      title: 'Dues paid on time',
      against: 0,
      attainable: 49_600,
      next: 30_000,
      nextBin: '0.95 or more',
      target: { value: 0.95, unit: 'share', side: 'at_least' },
    },
  ],
  certificate: {
    profileId: 'credit-us@1',
    law: ['12 CFR 1002.9'],
    excluded: { aboutOthers: false, groups: [], relations: [], factors: [] },
    readsAboutOthers: true,
    networkShare: 0.1,
    retentionDays: 761,
  },
};

export const SCORED: ScoreCard = {
  ...UNCOMPARED,
  interval: { low: 560, high: 640, level: 0.8 },
  bandRange: ['fair', 'good'],
  rank: { position: 3, of: 9, percentile: 72.2 },
};

function withoutScore(card: Pick<ScoreCard, 'subjectId' | 'outcome' | 'outcomeReason'>): ScoreCard {
  return {
    ...UNCOMPARED,
    ...card,
    score: null,
    band: null,
    confidence: 0,
    evidence: 0,
    groups: [],
    ledger: [],
    adverseReasons: [],
    improvements: [],
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
    rows: ScoreRows.of(emptyScoreTable(0, [])),
    network: () => Promise.reject(new NotFoundError('these cards have no network')),
    card(subjectId) {
      const card = cards.get(subjectId);
      if (card === undefined) throw new NotFoundError('no such subject in the latest run');
      return card;
    },
  };
}

const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`src/domain/catalogue/${language}.json`, 'utf8')) as Record<string, string>;
const plain = Object.fromEntries(REASON_CODES.map((code) => [code, `About ${code}.`]));

/** English, with plain texts for reasons, and Chinese. */
export const CATALOGUES = [
  makeCatalogue('en', { ...texts('en'), ...plain }),
  makeCatalogue('zh', texts('zh')),
] as const;
