/** Score cards made by hand, for what draws and writes them. */
import { readFileSync } from 'node:fs';
import { makeCatalogue } from '../../../src/domain/catalogue.ts';
import type { FactorLine, GroupTotal, LedgerLine, ScoreCard } from '../../../src/scoring/ledger.ts';
import type { Scorecard } from '../../../src/scoring/scorecard.ts';

export const bands = [
  { from: 350, name: 'poor' },
  { from: 550, name: 'fair' },
  { from: 600, name: 'good' },
  { from: 650, name: 'very good' },
  { from: 700, name: 'excellent' },
] as const;

export const scorecard: Scorecard = {
  id: 'by-hand@1',
  description: 'Made by hand.',
  base: 350_000,
  minimumEvidence: 5,
  halfConfidenceEvidence: 12,
  bands,
  subjects: {},
  canonicalJson: '{}',
};

const english = JSON.parse(readFileSync('src/domain/catalogue/en.json', 'utf8')) as Record<string, string>;

/** English, with some texts of its own. */
export const catalogue = makeCatalogue('en', {
  ...english,
  late_payments: 'Some dues were paid after their day, and late ones weigh more the more recent they are.',
  high_utilisation: 'Much of the credit lines open is in use.',
  few_credible_ties: 'Few of the ties lead to people with a record of their own.',
  no_identification: 'No source says how well this subject has been identified.',
  too_little_evidence: 'Too little is known to give a score.',
  held_back_by_flag: 'A person has flagged this subject as a confirmed fraud or blocked it.',
});

export const chinese = makeCatalogue(
  'zh',
  JSON.parse(readFileSync('src/domain/catalogue/zh.json', 'utf8')) as Record<string, string>,
);

type FactorSketch = Partial<FactorLine> & Pick<FactorLine, 'factorId' | 'group' | 'title'>;

const line = (sketch: FactorSketch): FactorLine => ({
  item: 'factor',
  unit: 'share',
  value: 0.5,
  evidence: 1,
  against: 0,
  bin: 'any',
  measurable: true,
  points: 0,
  best: 0,
  ...sketch,
});

/** 350 + 178.5 + 20.25 + 20 + 12 + 5 = 585.75; rounding makes it 586. */
const ledger: readonly LedgerLine[] = [
  { item: 'base', points: 350_000 },
  line({ factorId: 'on-time-share', group: 'credit_history', title: 'Dues paid on time', value: 0.9731, evidence: 1024, against: 12, points: 150_500, best: 180_000, reason: 'late_payments' }),
  line({ factorId: 'utilisation', group: 'credit_history', title: 'Use of revolving credit', value: 0.62, unit: 'ratio', evidence: 2, points: 28_000, best: 60_000, reason: 'high_utilisation' }),
  line({ factorId: 'standing', group: 'fulfilment_capacity', title: 'Standing of those dealt with', value: 0.4142, unit: 'index', evidence: 31, points: 20_250, best: 40_000 }),
  line({ factorId: 'residence-tenure', group: 'personal_characteristics', title: 'Time at residence', value: 1, unit: 'years', points: 20_000, best: 20_000 }),
  line({ factorId: 'identity-level', group: 'personal_characteristics', title: 'Identification', value: null, unit: 'level', evidence: 0, measurable: false, bin: 'not measurable', points: 0, best: 30_000, reason: 'no_identification' }),
  line({ factorId: 'attribute:housing', group: 'behaviour_and_preferences', title: 'housing', value: null, unit: 'as_given', bin: 'own', points: 12_000, best: 12_000 }),
  line({ factorId: 'reach', group: 'interpersonal_relationships', title: 'Ties to people with a record', value: 2, unit: 'count', evidence: 2, points: 5_000, best: 50_000, reason: 'few_credible_ties' }),
  { item: 'limit', points: 0 },
  { item: 'rounding', points: 250 },
]; // prettier-ignore

const groups: readonly GroupTotal[] = [
  { group: 'credit_history', points: 178_500, best: 240_000, measured: 2, factors: 2 },
  { group: 'fulfilment_capacity', points: 20_250, best: 40_000, measured: 1, factors: 1 },
  { group: 'personal_characteristics', points: 20_000, best: 50_000, measured: 1, factors: 2 },
  { group: 'behaviour_and_preferences', points: 12_000, best: 12_000, measured: 1, factors: 1 },
  { group: 'interpersonal_relationships', points: 5_000, best: 50_000, measured: 1, factors: 1 },
];

const about = {
  subjectId: 'u-0042',
  subjectKind: 'user',
  confidence: 0.724,
  evidence: 1062,
  asOf: Date.UTC(2025, 11, 31, 18),
  runId: 'run-7f3a52c1',
  scorecardId: scorecard.id,
  scorecardHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  purpose: 'credit',
  basis: 'contract',
} as const;

export const scoredCard: ScoreCard = {
  ...about,
  outcome: 'scored',
  score: 586,
  band: 'fair',
  groups,
  ledger,
  adverseReasons: [
    {
      code: 'few_credible_ties',
      factorId: 'reach',
      group: 'interpersonal_relationships',
      pointsLost: 45_000,
      value: 2,
      unit: 'count',
      evidence: 2,
      against: 0,
    },
    {
      code: 'high_utilisation',
      factorId: 'utilisation',
      group: 'credit_history',
      pointsLost: 32_000,
      value: 0.62,
      unit: 'ratio',
      evidence: 2,
      against: 0,
    },
    {
      code: 'late_payments',
      factorId: 'on-time-share',
      group: 'credit_history',
      pointsLost: 29_500,
      value: 0.9731,
      unit: 'share',
      evidence: 1024,
      against: 12,
    },
  ],
  ranking: 'points_lost',
  improvements: [
    { factorId: 'utilisation', group: 'credit_history', title: 'Use of revolving credit', against: 0,
    attainable: 32_000, next: 8_000, nextBin: '0.3 to 0.5', target: { value: 0.5, unit: 'ratio', side: 'below' } },
  ], // prettier-ignore
  interval: { low: 520, high: 652, level: 0.8 },
  rank: { position: 1204, of: 1926, percentile: 37.5 },
  certificate: {
    profileId: 'credit-by-hand@1',
    law: ['An act of one article, Article 1'],
    excluded: {
      aboutOthers: false,
      groups: [],
      relations: ['rated', 'usesIdentifier'],
      factors: ['spend-level'],
    },
    readsAboutOthers: true,
    networkShare: 0.1,
    retentionDays: 365,
  },
};

const withoutScore = {
  ...about,
  score: null,
  band: null,
  groups: [],
  ledger: [],
  adverseReasons: [],
  ranking: 'points_lost',
  improvements: [],
} as const;

export const unscorableCard: ScoreCard = {
  ...withoutScore,
  evidence: 2,
  outcome: 'unscorable',
  outcomeReason: 'too_little_evidence',
};

export const restrictedCard: ScoreCard = {
  ...withoutScore,
  outcome: 'restricted',
  outcomeReason: 'held_back_by_flag',
};

export const groupCard: ScoreCard = {
  ...withoutScore,
  subjectId: 'g-11',
  subjectKind: 'group',
  outcome: 'scored',
  score: 585,
  band: 'fair',
  evidence: 4,
  ledger: [
    { item: 'members', points: 585_000 },
    { item: 'rounding', points: 0 },
  ],
  certificate: { ...scoredCard.certificate!, networkShare: 1 },
};
