/** Changes of a score, on rows made by hand. */
import { describe, expect, test } from 'vitest';
import { SUBJECT_KINDS } from '../../../src/domain/facts.ts';
import { changeBetween, type ChangeSide } from '../../../src/scoring/change.ts';
import { parseScorecard, type Scorecard } from '../../../src/scoring/scorecard.ts';
import { NOT_MEASURABLE_BIN, type ScoreRow } from '../../../src/scoring/score-table.ts';

type Reading = ScoreRow['factors'][number];

const attribute = (name: string, bins: readonly object[], prior: number | string = 0) => ({
  ...{ factor: `attribute:${name}`, group: 'credit_history', prior, notMeasurable: 0, bins },
});

function card(factors: readonly object[], rest: object = {}): Scorecard {
  return parseScorecard(
    JSON.stringify({
      ...{
        id: 'change@1',
        description: 'for tests',
        base: 350,
        minimumEvidence: 1,
        halfConfidenceEvidence: 1,
      },
      bands: [
        { from: 350, name: 'low' },
        { from: 600, name: 'high' },
      ],
      subjects: { user: { factors } },
      ...rest,
    }),
  );
}

const network = { maxShare: 0.1, halfRecord: 12 };
const steps = [{ below: 1, points: 200.4 }, { below: 2, points: 250 }, { points: 290 }];
const plain = card([attribute('a', steps)]);
const leaning = card([attribute('a', steps)], { network });

const reading = (name: string, value: number, bin: number): Reading => ({
  ...{ factorId: `attribute:${name}`, value, evidence: 1, against: 0, bin },
});

function row(factors: readonly Reading[], rest: Partial<ScoreRow> = {}): ScoreRow {
  return {
    ...{
      subjectId: 'ada',
      kind: 0,
      outcome: 'scored',
      score: 0,
      confidence: 0,
      record: 0,
      share: 0,
      network: 0,
    },
    ...{ tieCompany: 0, ownershipCompany: 0, membershipCompany: 0 },
    ...{ tieContributors: 0, ownershipContributors: 0, membershipContributors: 0 },
    factors,
    ...rest,
  };
}

const side = (scorecard: Scorecard, ...of: Parameters<typeof row>): ChangeSide => ({
  scorecard,
  row: row(...of),
});

describe('a change under one scorecard', () => {
  const before = side(plain, [{ ...reading('a', 0.5, 0), ...{ evidence: 4, against: 2 } }], { score: 550 });
  const after = side(plain, [{ ...reading('a', 1.5, 1), ...{ evidence: 5, against: 2 } }], { score: 600 });

  test('subtracts the ledgers line by line, with both readings', () => {
    // 350 + 200.4 = 550.4, served as 550: rounding is -0.4. Then 600 sharp.
    expect(changeBetween(before, after)).toMatchObject({
      subjectId: 'ada',
      subjectKind: 'user',
      before: { outcome: 'scored', score: 550, band: 'low' },
      after: { score: 600, band: 'high' },
      difference: 50_000,
      lines: [
        {
          ...{ item: 'factor', cause: 'facts', factorId: 'attribute:a', points: 49_600 },
          before: { value: 0.5, evidence: 4, against: 2, bin: 'below 1', points: 200_400 },
          after: { value: 1.5, evidence: 5, against: 2, bin: '1 to 2', points: 250_000 },
        },
        { item: 'rounding', cause: 'facts', before: -400, after: 0, points: 400 },
      ],
    });
  });

  test('tells a reading that moved within its bin, for 0 points, and nothing where nothing moved', () => {
    const moved = side(plain, [{ ...reading('a', 0.6, 0), ...{ evidence: 4, against: 2 } }], { score: 550 });
    expect(changeBetween(before, moved)).toMatchObject({
      difference: 0,
      lines: [{ item: 'factor', points: 0, before: { value: 0.5 }, after: { value: 0.6 } }],
    });
    expect(changeBetween(before, before).lines).toEqual([]);
  });

  test('counts the limit of the scale', () => {
    const over = card([attribute('a', [{ below: 1, points: 200.4 }, { points: 700 }])]);
    const high = side(over, [reading('a', 1, 1)], { score: 950 });
    const low = side(over, [reading('a', 0.5, 0)], { score: 550 });
    expect(changeBetween(low, high).lines.map(({ item, points }) => [item, points])).toEqual([
      ['factor', 499_600],
      ['limit', -100_000],
      ['rounding', 400],
    ]);
  });

  test('refuses rows of two subjects', () => {
    const other = side(plain, [reading('a', 0.5, 0)], { score: 550, subjectId: 'bob' });
    expect(() => changeBetween(before, other)).toThrow(/two subjects/);
    const merchant = { ...before, row: { ...before.row, kind: SUBJECT_KINDS.indexOf('merchant') } };
    expect(() => changeBetween(before, merchant)).toThrow(/two subjects/);
  });
});

describe('a change of the network line', () => {
  // lambda 0.1 x 12/24 x 1/2 = 0.025, x 800: 5 points. It is in the last of 3 cells, whose middle 850 gives 6 of 6.25.
  // Then 0.1 x 12/48 x 3/4 = 0.01875, x 900: 4.875. It is told as 0.0175, in the last of 2 cells: 0.0175 x 160 gives 2.
  const before = side(leaning, [reading('a', 1.5, 1)], {
    ...{ score: 606, record: 12, share: 0.025, network: 5, tieCompany: 1, tieContributors: 5 },
  });
  const after = side(leaning, [reading('a', 2.5, 2)], {
    ...{ score: 642, record: 36, share: 0.01875, network: 4.875, tieCompany: 3, tieContributors: 6 },
  });

  test('splits for analysts into what the record, the company, their scores and the own points did', () => {
    const { difference, lines } = changeBetween(before, after, { network: 'exact' });
    expect(difference).toBe(36_000);
    // d is 200, then 260: 230 in the mean. lambda: 0.1 x -0.25 x 0.625 by the record, 0.1 x 0.375 x 0.25 by the company.
    expect(lines.slice(1).map(({ cause, points }) => [cause, points])).toEqual([
      ['own_record', -3593], // -3.59375
      ['company', 2156], // 2.15625
      ['neighbours', 2187], // 0.021875 x 100 = 2.1875
      ['own_points', -875], // 0.021875 x -40
      ['steps', -3875], // -4 served, of -0.125
    ]);
  });

  test('is one line for everybody else, with how far both cards say that the score leans', () => {
    expect(changeBetween(before, after).lines.slice(1)).toEqual([
      {
        ...{ item: 'network', cause: 'facts', points: -4000 },
        before: {
          record: 12,
          company: { share: 0.025, credence: 1, through: [{ relation: 'ties', contributors: 5, part: 1 }] },
        },
        after: {
          record: 36,
          company: { share: 0.01875, credence: 3, through: [{ relation: 'ties', contributors: 6, part: 1 }] },
        },
      },
    ]);
    const few = { ...before, row: { ...before.row, tieContributors: 4 } };
    expect(changeBetween(few, after).lines.at(-1)).toMatchObject({ before: { record: 12 } });
    expect(changeBetween(few, after).lines.at(-1)).not.toHaveProperty('before.company');
  });

  test('a first company has no score before: it counts as the later one, and nothing as its change', () => {
    const alone = side(leaning, [reading('a', 1.5, 1)], { score: 600, record: 12 });
    // d 200 both times: lambda grows from 0 to 0.025 by company alone.
    const lines = changeBetween(alone, before, { network: 'exact' }).lines;
    expect(lines.map(({ cause, points }) => [cause, points])).toEqual([
      ['company', 5000],
      ['steps', 1000],
    ]);
  });

  test("is the scorecard's where the other scorecard has no network", () => {
    const without = side(plain, [reading('a', 1.5, 1)], { score: 600 });
    const { lines } = changeBetween(without, before, { network: 'exact' });
    expect(lines.map(({ cause, points }) => [cause, points])).toEqual([
      ['scorecard', 5000],
      ['steps', 1000],
    ]);
  });
});

describe('a change between two scorecards', () => {
  const other = card([
    attribute('a', [{ below: 1, points: 100 }, { below: 1.4, points: 200 }, { points: 300 }]),
    attribute('b', [{ points: 20 }]),
  ]);

  test('reads the new facts by the old scorecard first, and then by the new one', () => {
    const before = side(plain, [reading('a', 0.5, 0)], { score: 550 });
    const after = side(other, [reading('a', 1.5, 2), reading('b', 7, 0)], { score: 670 });
    const { difference, lines } = changeBetween(before, after);
    expect(difference).toBe(120_000);
    expect(lines).toMatchObject([
      { item: 'factor', cause: 'facts', factorId: 'attribute:a', points: 49_600, after: { bin: '1 to 2' } },
      {
        item: 'factor',
        cause: 'scorecard',
        factorId: 'attribute:a',
        points: 50_000,
        after: { bin: '1.4 or more' },
      },
      { item: 'factor', cause: 'scorecard', factorId: 'attribute:b', points: 20_000, before: null },
      { item: 'rounding', cause: 'facts', points: 400 },
    ]);
    const same = changeBetween(before, after, { isSameFacts: true });
    expect(same.lines.every(({ cause }) => cause === 'scorecard')).toBe(true);
    expect(same.difference).toBe(120_000);
  });

  test('places a text by the values of its new bin where these share one of the old', () => {
    const text = (a: readonly string[], b: readonly string[], points: readonly number[]) =>
      card([
        attribute(
          't',
          [{ values: a, points: points[0] }, { values: b, points: points[1] }, { points: points[2] }],
          'none',
        ),
      ]);
    const old = text(['rent'], ['own', 'free'], [100, 200, 50]);
    const told = (recent: Scorecard, bin: number, score: number) =>
      changeBetween(
        side(old, [reading('t', Number.NaN, 0)], { score: 450 }),
        side(recent, [reading('t', Number.NaN, bin)], { score }),
      ).lines.map(({ cause, points }) => [cause, points]);
    // Own or free: one bin of the old scorecard.
    expect(told(text(['own', 'free'], ['rent'], [300, 150, 60]), 0, 650)).toEqual([
      ['facts', 100_000],
      ['scorecard', 100_000],
    ]);
    // Rent or own: two bins of the old one, so that it is not known which.
    expect(told(text(['rent', 'own'], ['free'], [300, 150, 60]), 0, 650)).toEqual([['scorecard', 200_000]]);
    // None of rent, own, free: any other value to the old one too.
    expect(told(text(['rent', 'own'], ['free'], [300, 150, 60]), 2, 410)).toEqual([
      ['facts', -50_000],
      ['scorecard', 10_000],
    ]);
    // Neither rent nor own may still be free.
    expect(told(text(['rent'], ['own'], [300, 150, 60]), 2, 410)).toEqual([['scorecard', -40_000]]);
  });
});

describe('a change of the outcome', () => {
  const scored = side(plain, [reading('a', 0.5, 0)], { score: 550 });

  test('has no difference; what was read on both sides is told without points', () => {
    const thin = side(plain, [{ ...reading('a', Number.NaN, NOT_MEASURABLE_BIN), evidence: 0 }], {
      outcome: 'unscorable',
    });
    expect(changeBetween(thin, scored)).toMatchObject({
      before: { outcome: 'unscorable', outcomeReason: 'too_little_evidence', score: null, band: null },
      after: { outcome: 'scored', score: 550 },
      difference: null,
      lines: [{ item: 'factor', before: { measurable: false }, after: { value: 0.5 }, points: null }],
    });
  });

  test('tells nothing of what is withheld', () => {
    const flagged = side(plain, [reading('a', 2.5, 2)], { score: 640, outcome: 'restricted' });
    expect(changeBetween(scored, flagged)).toMatchObject({
      after: { outcome: 'restricted', outcomeReason: 'held_back_by_flag', score: null },
      difference: null,
      lines: [],
    });
  });
});

test('a group changes by the mean of its members', () => {
  const group = (mean: number, members: number, score: number): ChangeSide =>
    side(leaning, [], {
      ...{ kind: SUBJECT_KINDS.indexOf('group'), score, network: mean },
      ...{ membershipContributors: members, membershipCompany: 1 },
    });
  // Six members with 612.4 in the mean, then three with 608.9, which is cut to 605.
  const { difference, lines } = changeBetween(group(612.4, 6, 612), group(608.9, 3, 605));
  expect(difference).toBe(-7000);
  expect(lines).toEqual([
    { item: 'members', cause: 'facts', before: 612_400, after: 605_000, points: -7400 },
    { item: 'rounding', cause: 'facts', before: -400, after: 0, points: 400 },
  ]);
});
