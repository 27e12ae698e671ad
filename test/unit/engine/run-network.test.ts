import { describe, expect, test } from 'vitest';
import type { RunNetwork } from '../../../src/engine/run-network.ts';
import { USUAL_NETWORK } from '../../../src/scoring/network.ts';
import { boardOfWorld, networkScorecard, type NetworkWorld } from '../../support/network-world.ts';

async function networkOf(
  world: NetworkWorld,
  scorecard = networkScorecard(USUAL_NETWORK),
): Promise<RunNetwork> {
  return (await boardOfWorld(world, scorecard)).network();
}

/*
 * thin (0: r 0, p 500) tied at 1 to good (1: r 36, c 0.75, p 800) and to bad (2: r 12, c 0.5, p 350)
 *
 * C = 1.25, lambda = 0.1 x 1.25 / 2.25 = 1/18. Neither leans: thin has no credence. M(0, .) = (17, 0.6, 0.4) / 18:
 * N = (0.6 x 300 - 0.4 x 150) / 18 = 120 / 18.
 */
const fork: NetworkWorld = {
  subjects: [{ above: 150 }, { above: 450, record: 36 }, { record: 12 }],
  ties: [
    [0, 1, 1],
    [0, 2, 1],
  ],
};

describe('the network of a run', () => {
  test('names who moved a score, most first, in points that add up to the line', async () => {
    const { line } = (await networkOf(fork)).of('s000', 20);
    expect(line!.contributors.map(({ subjectId }) => subjectId)).toEqual(['s001', 's002']);
    expect(line!.contributors[0]!.points).toBeCloseTo(10, 9);
    expect(line!.contributors[1]!.points).toBeCloseTo(-60 / 18, 9);
    expect(line!.contributors[1]!.share).toBeCloseTo(0.4 / 18, 12);
    expect(line).toMatchObject({ personal: 500, served: 5, record: 0, credence: 0, groups: [] });
    expect(line!.exact).toBeCloseTo(120 / 18, 9);
    expect(line!.unexplained).toBeLessThan(0.01);
  });

  test('names as many as are asked for', async () => {
    const { line } = (await networkOf(fork)).of('s000', 1);
    expect(line!.contributors.map(({ subjectId }) => subjectId)).toEqual(['s001']);
  });

  test('a score that is withheld is withheld here too, and one that is not is not', async () => {
    const subjects = fork.subjects.map((subject, row) => ({ ...subject, ...(row === 1 ? HELD : {}) }));
    const network = await networkOf({ ...fork, subjects });
    expect(network.of('s001', 20)).toEqual({
      ...{ subjectId: 's001', subjectKind: 'user', outcome: 'restricted' },
      outcomeReason: 'held_back_by_flag',
    });
    expect(network.of('s000', 20).line!.contributors).toHaveLength(2);
  });

  /*
   * circle (3): ann r 12 c 0.5 p 500, bob r 36 c 0.75 p 800, cid r 0 c 0 p 950.
   *
   * ann feels bob: lambda = 0.1 x 0.5 x C / (1 + C), C = 0.5 x 0.75 / 1.75 = 3/14, so lambda = 0.15 / 17; bob feels ann:
   * C = 0.5 x 0.5 / 1.5 = 1/6, lambda = 0.1 x 0.25 / 7 = 1/280. Lines: a = lambda(a) x (800 + b - 500), and b alike.
   * The mean of served scores 500 and 800 is 680: without ann 800, without bob 500.
   */
  test('of a group: what its members do for it, and it for them', async () => {
    const circle: NetworkWorld = {
      subjects: [{ above: 150, record: 12 }, { above: 450, record: 36 }, { above: 600 }, { kind: 'group' }],
      members: [
        [0, 3],
        [1, 3],
        [2, 3],
      ],
    };
    const network = await networkOf(circle);
    const { members, line } = network.of('s003', 20);
    expect(line).toBeUndefined();
    const [ann, bob] = [0.15 / 17, 1 / 280];
    const b = (bob * (-300 + ann * 300)) / (1 - ann * bob);
    const a = ann * (300 + b);
    expect(members!.map(({ subjectId, weight }) => [subjectId, weight])).toEqual([
      ['s000', 0.4],
      ['s001', 0.6],
    ]);
    expect(members![0]!.lifts).toBeCloseTo(-120, 9);
    expect(members![1]!.lifts).toBeCloseTo(180, 9);
    expect(members![0]!.points).toBeCloseTo(a, 6);
    expect(members![1]!.points).toBeCloseTo(b, 6);
    // All of ann's line came through the circle.
    const ofAnn = network.of('s000', 20).line!;
    expect(ofAnn.groups).toEqual([{ groupId: 's003', points: members![0]!.points }]);
    expect(ofAnn.exact).toBeCloseTo(a, 6);
  });

  test('a run without a network has none, and nobody unknown is in one', async () => {
    await expect(networkOf(fork, networkScorecard())).rejects.toThrow(/has no network/);
    const network = await networkOf(fork);
    expect(() => network.of('nobody', 20)).toThrow('no such subject');
  });
});

const HELD = { outcome: 'restricted' } as const;
