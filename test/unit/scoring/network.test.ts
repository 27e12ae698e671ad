import { describe, expect, test } from 'vitest';
import { explainScore, type RunFacts } from '../../../src/scoring/explain.ts';
import { groupLines } from '../../../src/scoring/group-scores.ts';
import { tieEdges, USUAL_NETWORK } from '../../../src/scoring/network.ts';
import { scoreRow } from '../../../src/scoring/score-table.ts';
import { AS_OF } from '../../support/factor-view.ts';
import { networkScorecard, relationsOf, scoreWorld, type NetworkWorld } from '../../support/network-world.ts';

const usual = networkScorecard(USUAL_NETWORK);
const run: RunFacts = {
  ...{ id: 'run', cut: { asOf: AS_OF }, scorecardHash: 'hash' },
  ...{ purpose: 'credit', basis: 'contract' },
};

async function cardsOf(world: NetworkWorld) {
  const table = await scoreWorld(world, usual);
  return world.subjects.map((_, row) => explainScore(scoreRow(table, row), usual, run));
}

describe('a tie', () => {
  /*
   * thin (r 0, p 500) --0.8-- thick (r 36, p 800)
   *
   * c(thick) = 36 / 48 = 0.75, C(thin) = 0.6, lambda(thin) = 0.1 x 1 x 0.6 / 1.6 = 0.0375: N = 0.0375 x 300 = 11.25.
   * c(thin) = 0, so nothing happens to thick.
   */
  const world = {
    subjects: [{ above: 150 }, { above: 450, record: 36 }],
    ties: [[0, 1, 0.8]],
  } as const satisfies NetworkWorld;

  test('lets a thin file lean on a thick one, and not the other way', async () => {
    const table = await scoreWorld(world, usual);
    expect(table.share[0]).toBeCloseTo(0.0375, 12);
    expect(table.network[0]).toBeCloseTo(11.25, 9);
    expect([...table.score]).toEqual([510, 800]);
    expect([table.share[1], table.network[1]]).toEqual([0, 0]);
    expect([table.tieContributors[0], table.tieContributors[1]]).toEqual([1, 0]);
    expect(table.tieCompany[0]).toBeCloseTo(0.6, 12);
    expect([...table.record]).toEqual([0, 36]);
  });

  test('gives the ledger its last line, and tells nothing of the one behind it', async () => {
    const [thin] = await cardsOf(world);
    expect(thin!.ledger.slice(-2)).toEqual([
      { item: 'rounding', points: 0 },
      { item: 'network', points: 10_000 },
    ]);
    expect(thin!.network).toEqual({ record: 0 });
  });

  test('shows who is heard: influence is c(i) x M(i, j) over the others', async () => {
    // Both with r 12, so c 0.5, C 0.5 and lambda 0.1 x 0.5 x (0.5 / 1.5) = 1/60; M = ((1, l), (l, 1)) / (1 + l).
    const pair: NetworkWorld = { subjects: [{ record: 12 }, { record: 12 }], ties: [[0, 1, 1]] };
    const table = await scoreWorld(pair, usual);
    const lambda = 1 / 60;
    const apart = 0.5 * (lambda / (1 + lambda));
    // What j keeps of itself beyond 1 - lambda came back to it through the other.
    const back = 0.5 * (1 / (1 + lambda) - (1 - lambda));
    const [, influence] = table.factors;
    expect(influence!.value[0]).toBeCloseTo(apart + back, 6);
    expect([...influence!.evidence]).toEqual([1, 1]);
  });
});

test('ownership counts 1 both ways and outweighs a tie; company is told by relation from five on', async () => {
  // The shop (0) of owner 1, tied to 1 at 0.3 as well, and to five friends of record 12 at 0.4.
  const friends = [2, 3, 4, 5, 6];
  const world: NetworkWorld = {
    subjects: [
      { kind: 'merchant', owner: 1, above: 300 },
      { record: 12, above: 300 },
      ...friends.map(() => ({ record: 12, above: 300 })),
    ],
    ties: [[0, 1, 0.3], ...friends.map((friend) => [0, friend, 0.4] as const)],
  };
  expect(tieEdges(relationsOf(world)).source).toHaveLength(6);
  const table = await scoreWorld(world, usual);
  expect(table.ownershipCompany[0]).toBeCloseTo(0.5, 12);
  expect(table.tieCompany[0]).toBeCloseTo(1, 12);
  const { network } = explainScore(scoreRow(table, 0), usual, run);
  // C = 1.5: lambda = 0.1 x 1.5 / 2.5. The one owner's part is not told.
  expect(network!.company!.share).toBeCloseTo(0.06, 12);
  expect(network!.company!.credence).toBeCloseTo(1.5, 12);
  expect(network!.company!.through).toEqual([
    { relation: 'ties', contributors: 5, part: expect.closeTo(2 / 3, 12) as number },
  ]);
});

describe('a group', () => {
  /*
   * circle (3): ann r 12 c 0.5 p 500, bob r 36 c 0.75 p 800, cid r 0 p 950; nobody tied.
   *
   * Through the circle ann feels bob alone: C = 0.5 x 0.75 / 1.75 = 3 / 14, lambda = 0.1 x 0.5 x (3 / 17).
   */
  const subjects = [
    { above: 150, record: 12 },
    { above: 450, record: 36 },
    { above: 600 },
    { kind: 'group' },
  ] as const;
  const members = [
    [0, 3],
    [1, 3],
    [2, 3],
  ] as const;

  test('ties its members to each other and is scored by them, in steps while they are few', async () => {
    const table = await scoreWorld({ subjects, members }, usual);
    expect(table.share[0]).toBeCloseTo(0.15 / 17, 12);
    expect(table.membershipContributors[0]).toBe(1);
    // (0.5 x 500 + 0.75 x 800) / 1.25 = 680 with lines below 5 points, which cut to 0; cid has no record and no say.
    expect(Math.abs(table.network[0]!)).toBeLessThan(5);
    expect(table.network[3]).toBeCloseTo(680, 9);
    const [, , , circle] = await cardsOf({ subjects, members });
    expect(circle).toMatchObject({ outcome: 'scored', score: 680, evidence: 2, groups: [] });
    expect(circle!.ledger).toEqual([
      { item: 'members', points: 680_000 },
      { item: 'rounding', points: 0 },
    ]);
  });

  test('of members without a record, without a score or withheld is unscorable', async () => {
    const nobody: NetworkWorld = {
      subjects: [
        { above: 600 },
        { record: 24, outcome: 'unscorable' },
        { above: 300, record: 24, outcome: 'restricted' },
        { kind: 'group' },
      ],
      members,
    };
    const cards = await cardsOf(nobody);
    expect(cards[3]).toMatchObject({
      outcome: 'unscorable',
      outcomeReason: 'no_credible_members',
      score: null,
    });
    expect(cards[3]!.ledger).toEqual([]);
  });

  test('has no score where the scorecard has no network', async () => {
    const table = await scoreWorld({ subjects, members }, networkScorecard());
    const card = explainScore(scoreRow(table, 3), networkScorecard(), run);
    expect(card.outcomeReason).toBe('no_scorecard_for_kind');
    expect([...table.network]).toEqual([0, 0, 0, 0]);
  });
});

test.each([
  [612.4, 4, { members: 610_000, rounding: 0, score: 610 }],
  [350, 1, { members: 350_000, rounding: 0, score: 350 }],
  // What arithmetic in doubles makes of equal scores.
  [600 - 1e-12, 2, { members: 600_000, rounding: 0, score: 600 }],
  [612.4, 5, { members: 612_400, rounding: -400, score: 612 }],
  [612.5, 9, { members: 612_500, rounding: 500, score: 613 }],
])('a group whose mean is %d of %d members', (mean, contributors, lines) => {
  expect(groupLines(mean, contributors)).toEqual(lines);
});

test('who is restricted keeps its place: a flag changes nobody else', async () => {
  const world = (outcome: 'scored' | 'restricted'): NetworkWorld => ({
    subjects: [{ above: 150 }, { above: 450, record: 36, outcome }],
    ties: [[0, 1, 1]],
  });
  const [free, held] = [
    await scoreWorld(world('scored'), usual),
    await scoreWorld(world('restricted'), usual),
  ];
  expect(held.score).toEqual(free.score);
  expect(held.network).toEqual(free.network);
});
