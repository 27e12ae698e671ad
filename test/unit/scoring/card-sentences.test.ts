/** What a card says of readings made by hand, from the columns to the sentence, in English. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeCatalogue } from '../../../src/domain/catalogue.ts';
import type { SubjectColumn } from '../../../src/graph/projection.ts';
import { scoreJson, type ScoreJson } from '../../../src/scoring/card-json.ts';
import { explainScore } from '../../../src/scoring/explain.ts';
import { parseScorecard } from '../../../src/scoring/scorecard.ts';
import { scoreRow } from '../../../src/scoring/score-table.ts';
import { scoreSubjects } from '../../../src/scoring/score-subjects.ts';
import { AS_OF, factorView } from '../../support/factor-view.ts';

const catalogue = makeCatalogue(
  'en',
  JSON.parse(readFileSync('src/domain/catalogue/en.json', 'utf8')) as Record<string, string>,
);
const MONTH = (365.25 / 12) * 86_400_000;

/** The card of a subject with these columns, by one factor of which any fault costs points. */
function cardOf(
  factor: string,
  row: Partial<Record<SubjectColumn, number>>,
  bins: readonly { below?: number; points: number }[],
): ScoreJson {
  const scorecard = parseScorecard(
    JSON.stringify({
      ...{ id: 'one@1', description: 'for tests', base: 350, minimumEvidence: 0, halfConfidenceEvidence: 6 },
      bands: [{ from: 350, name: 'all' }],
      subjects: { user: { factors: [{ factor, notMeasurable: 0, bins }] } },
    }),
  );
  const [none, ids] = [new Uint8Array(1), ['ann']];
  const table = scoreSubjects(
    {
      ...factorView([row]),
      ...{ ids, kinds: none, restricted: none, consented: none, protectedAttributes: new Set() },
      reportingCurrency: 'XXX',
    },
    scorecard,
    'contract',
  );
  const run = { id: 'run', cut: { asOf: AS_OF }, scorecardHash: 'hash', purpose: 'credit' };
  return scoreJson(explainScore(scoreRow(table, 0), scorecard, { ...run, basis: 'contract' }), catalogue);
}

const LOWER = [{ below: -0.5, points: 60 }, { below: 1, points: 30 }, { points: 0 }];
const HIGHER = [{ below: 1, points: 0 }, { below: 90, points: 30 }, { points: 60 }];

function reasonOf({ reasons }: ScoreJson): string | undefined {
  return reasons[0] && `${reasons[0].code}: ${reasons[0].evidence_text}`;
}

test('what is hundreds of times an income near 0 is told as far as it says something, and a step in its own measure', () => {
  const given = { guaranteesGiven: 1, guaranteeBurden: 205 * 12 * 3, medianNetInflow12: 3 };
  const card = cardOf('guarantee-burden', given, LOWER);
  expect(card.reasons[0]).toMatchObject({
    value: 205,
    evidence_text: "over 10 times a year's regular income at risk, by 1 guarantee",
  });
  expect(card.improvements[0]?.next_text).toBe("below 1 times a year's regular income");
});

test('a guarantor of whom no income is known is told that, and not a ratio', () => {
  const given = { guaranteesGiven: 2, guaranteeBurden: 600 };
  const unknown = cardOf('guarantee-burden', given, LOWER);
  expect(unknown.reasons[0]).toMatchObject({
    code: 'guarantees_without_income',
    value: null,
    points_lost: 60,
    evidence_text: '2 guarantees',
  });
  expect(unknown.improvements[0]?.text).toContain('show your regular income');
  const known = cardOf('guarantee-burden', { ...given, medianNetInflow12: 25 }, LOWER);
  expect(reasonOf(known)).toBe("guarantees_weigh: 2 times a year's regular income at risk, by 2 guarantees");
  expect(known.improvements[0]?.text).not.toContain('show your regular income');
});

test('whoever has dues open past their day is told to pay them, and how many; nobody else is', () => {
  const open = cardOf('last-delinquency', { lastLateAt: AS_OF, duesMatured: 9, duesPastDue: 3 }, HIGHER);
  expect(reasonOf(open)).toBe('recent_delinquency: 3 of 9 dues open past the day');
  expect(open.improvements[0]?.text).toContain('Pay what is open past its day: 3 dues.');
  const paid = { lastLateAt: AS_OF - 5 * MONTH, duesMatured: 9, duesPastDue: 0 };
  expect(cardOf('last-delinquency', paid, HIGHER)).toMatchObject({
    reasons: [{ evidence_text: 'last late 5 months ago' }],
    improvements: [],
  });
});

test('a delay of days is not called long, and the span it was looked for in is said', () => {
  const late = (days: number) => ({ duesMatured: 92, duesLate24: 4, worstDaysLate24: days });
  expect(reasonOf(cardOf('worst-delinquency', late(3), LOWER))).toBe(
    'short_delay: 3 days past due at worst, of 4 late dues in 24 months',
  );
  expect(reasonOf(cardOf('worst-delinquency', late(57), LOWER))).toMatch(/^serious_delinquency: 57 days/);
});

/** A factor, the columns that it reads, and what a card says of it. */
type Told = [factorId: string, row: Partial<Record<SubjectColumn, number>>, text: string];

test.each<Told>([
  [
    'identifier-sharing',
    { identifiersSeen: 7, identifiersShared: 2, identifierSharing: 2 },
    'shared_identifiers: 2 of 7 identifiers used at the same time as others',
  ],
  [
    'new-credit',
    { obligationsEver: 9, obligationsOpened6: 4, openedWeight6: 3.79, inquiries6: 3, inquiryWeight6: 3 },
    'many_new_obligations: 7 sought or opened in 6 months',
  ],
  [
    'instalment-debt',
    { instalmentDebts: 1, instalmentBalance: 121, instalmentPrincipal: 100 },
    'instalments_mostly_unpaid: 1.21 of the principal still owed on 1 loan',
  ],
  ['exposure', { exposure: 1.4, exposureTies: 4 }, 'exposed_to_bad_subjects: seen among 4 ties and theirs'],
  ['exposure', { exposure: 0, exposureTies: 4 }, 'company_like_elsewhere: seen among 4 ties and theirs'],
])('%s counts what it holds against the subject', (factor, row, text) => {
  expect(reasonOf(cardOf(factor, row, LOWER))).toBe(text);
});

test('one kind is one kind', () => {
  const card = cardOf('credit-mix', { obligationKinds: 1, obligationsEver: 3 }, HIGHER);
  expect(reasonOf(card)).toBe('few_kinds_of_credit: 1 kind of obligation so far');
});

test.each<Told>([
  [
    'utilisation',
    { revolvingBalance: 14, revolvingLimit: 100, revolvingLines: 1 },
    'Less of the revolving credit could be in use: 0.14 of the limits in use, on 1 card',
  ],
  [
    'instalment-debt',
    { instalmentDebts: 1, instalmentBalance: 25, instalmentPrincipal: 100 },
    'What was borrowed by instalments is not yet paid off: 0.25 of the principal still owed on 1 loan',
  ],
  [
    'new-credit',
    { obligationsEver: 1, obligationsOpened6: 1, openedWeight6: 1, inquiries6: 0, inquiryWeight6: 0 },
    'Credit was sought in the last 6 months: 1 sought or opened in 6 months',
  ],
])('%s is told in words that hold where little is amiss', (factor, row, text) => {
  const [reason] = cardOf(factor, row, [{ below: 0.05, points: 60 }, { points: 0 }]).reasons;
  expect(`${reason?.text}: ${reason?.evidence_text}`).toBe(text);
});

test('so is a residence of years, and one due that was late two years ago', () => {
  const sentence = (factor: string, row: Partial<Record<SubjectColumn, number>>) => {
    const [reason] = cardOf(factor, row, [{ below: 200, points: 0 }, { points: 60 }]).reasons;
    return `${reason?.text}: ${reason?.evidence_text}`;
  };
  expect(sentence('residence-tenure', { residenceSince: AS_OF - 96 * MONTH, residenceSources: 1 })).toBe(
    'The present residence could be of longer standing: for 8 years',
  );
  expect(
    sentence('last-delinquency', { lastLateAt: AS_OF - 23 * MONTH, duesMatured: 9, duesPastDue: 0 }),
  ).toBe('A due was paid late, or is still open past its day: last late 23 months ago');
});

test('bills are said to be no purchases', () => {
  const bills = { purchases12: 0, medianSpend12: 100, spendSpread12: 2 };
  expect(reasonOf(cardOf('spend-stability', bills, LOWER))).toBe(
    'unsteady_spend: utility bills alone, no purchase in a year',
  );
});

test('what rises ever more slowly towards 1 is told as a number and not as a share of anything', () => {
  expect(cardOf('reach', { liveTies: 4, reach: 3 }, HIGHER).reasons[0]).toMatchObject({
    value: 0.375,
    unit: 'index',
  });
});
