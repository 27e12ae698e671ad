import { describe, expect, test } from 'vitest';
import { buildOut } from '../../../src/graph/rows/csr.ts';
import { fairnessGoodness } from '../../../src/graph/trust/fairness-goodness.ts';
import type { FairnessGoodness } from '../../../src/graph/trust/fairness-goodness.ts';
import {
  CancelledError,
  InvalidInputError,
  LimitExceededError,
  NotConvergedError,
} from '../../../src/domain/errors.ts';
import { Monitor } from '../../../src/graph/run/monitor.ts';
import { edgeList, star } from './edges.ts';
import type { Edge } from './edges.ts';

function solve(edges: readonly Edge[], nodes: number): FairnessGoodness {
  return fairnessGoodness(buildOut(edgeList(edges), nodes, 'signed'));
}

describe('fairness and goodness', () => {
  test('a rating believed half weighs half, in the goodness of the rated and in the fairness of the rater', () => {
    // 0 rates 2 with 1, 1 rates 2 with -1 and is believed half: g = (f0 - f1 / 2) / 1.5, f0 = (1 + g) / 2, f1 = (1 - g) / 2.
    const rows = (weights: readonly [number, number]) =>
      buildOut(
        edgeList([
          [0, 2, weights[0]],
          [1, 2, weights[1]],
        ]),
        3,
        'signed',
      );
    const { goodness, fairness } = fairnessGoodness(rows([1, -1]), { credence: rows([1, 0.5]) });
    expect(goodness[2]).toBeCloseTo(1 / 3, 9);
    expect([...fairness.subarray(0, 2)].map((value) => value.toFixed(9))).toEqual(
      [2 / 3, 1 / 3].map((value) => value.toFixed(9)),
    );
    const inFull = fairnessGoodness(rows([1, -1]), { credence: rows([1, 1]) });
    expect(inFull).toEqual(fairnessGoodness(rows([1, -1])));
  });

  test('credence of other edges, or of nothing, is refused', () => {
    const rows = buildOut(edgeList([[0, 1, 1]]), 2, 'signed');
    for (const edge of [
      [1, 0, 1],
      [0, 1, 0],
      [0, 1, 1.5],
    ] as const)
      expect(() => fairnessGoodness(rows, { credence: buildOut(edgeList([edge]), 2) })).toThrow(
        InvalidInputError,
      );
  });

  test('raters who agree are fair, and the rated is as good as they say', () => {
    // 0 --.5--> 2 <--.5-- 1
    const { fairness, goodness } = solve(
      [
        [0, 2, 0.5],
        [1, 2, 0.5],
      ],
      3,
    );
    expect([...fairness]).toEqual([1, 1, NaN]);
    expect([...goodness]).toEqual([NaN, NaN, 0.5]);
  });

  test('raters who contradict each other, by hand', () => {
    // 0 --1--> 2 <--(-1)-- 1: by symmetry g = 0, so each is off by 1 of 2
    const contradiction = solve(
      [
        [0, 2, 1],
        [1, 2, -1],
      ],
      3,
    );
    expect([...contradiction.fairness]).toEqual([0.5, 0.5, NaN]);
    expect(contradiction.goodness[2]).toBe(0);

    // 0 --1--> 3, 1 --1--> 3, 2 --(-1)--> 3: with a = f0 = f1 = 1 - (1 - g)/2 and b = f2 = 1 - (1 + g)/2,
    // 3 g = 2 a - b = (1 + g) - (1 - g)/2, so 1.5 g = .5: g = 1/3, a = 2/3, b = 1/3.
    const { fairness, goodness } = solve(
      [
        [0, 3, 1],
        [1, 3, 1],
        [2, 3, -1],
      ],
      4,
    );
    [2 / 3, 2 / 3, 1 / 3].forEach((value, node) => {
      expect(fairness[node]).toBeCloseTo(value, 9);
    });
    expect(goodness[3]).toBeCloseTo(1 / 3, 9);
  });

  test('a rating of 0 counts, and so does each of two parallel ratings', () => {
    // 0 gives 1 twice to itself's neighbour 2, 1 gives it 0. f0 = (1 + g)/2, f1 = 1 - g/2,
    // 3 g = 2 f0 + 0, so 2 g = 1: g = 1/2, f0 = f1 = 3/4.
    const { fairness, goodness } = solve(
      [
        [0, 2, 1],
        [0, 2, 1],
        [1, 2, 0],
      ],
      3,
    );
    expect(goodness[2]).toBeCloseTo(1 / 2, 9);
    expect(fairness[0]).toBeCloseTo(3 / 4, 9);
    expect(fairness[1]).toBeCloseTo(3 / 4, 9);
  });

  test('a self-loop counts like any rating', () => {
    // f = 1 - (1 - g)/2 and g = f, so f = g = 1
    const { fairness, goodness } = solve([[0, 0, 1]], 1);
    expect(fairness[0]).toBeCloseTo(1, 9);
    expect(goodness[0]).toBeCloseTo(1, 9);
  });

  test('says how it ended', () => {
    const { iterations, delta, converged } = solve(
      [
        [0, 2, 1],
        [1, 2, -0.4],
      ],
      3,
    );
    expect(converged).toBe(true);
    expect(delta).toBeLessThanOrEqual(1e-10);
    expect(iterations).toBeLessThanOrEqual(35);
  });

  test('the change is the largest of any value', () => {
    // 0 --.5--> 1: the first step moves goodness from 1 to .5 and leaves fairness at 1.
    const rows = buildOut(edgeList([[0, 1, 0.5]]), 2, 'signed');
    expect(fairnessGoodness(rows, { fixedIterations: 1 }).delta).toBe(0.5);
  });

  test('without ratings all is NaN, and the empty graph has nothing', () => {
    const alone = solve([], 2);
    expect([...alone.fairness, ...alone.goodness]).toEqual([NaN, NaN, NaN, NaN]);
    expect(alone).toMatchObject({ iterations: 0, delta: 0, converged: true });
    expect(solve([], 0).fairness).toHaveLength(0);
  });

  test('a star of a million raters who agree', () => {
    const { goodness, fairness } = fairnessGoodness(buildOut(star(1_000_000), 1_000_001, 'signed'));
    expect(goodness[0]).toBe(1);
    expect(fairness[1_000_000]).toBe(1);
  });

  test('refuses what is no rating graph', () => {
    expect(() => solve([[0, 1, 1.5]], 2)).toThrow(InvalidInputError);
    expect(() => solve([[0, 1, 1.5]], 2)).toThrow(/edge 0 -> 1 has weight 1.5, expected -1 to 1. Divide/);
    const unweighted = buildOut(edgeList([[0, 1]]), 2, 'ignored');
    expect(() => fairnessGoodness(unweighted)).toThrow(/needs weights.*'signed'/);
  });

  test('does not pass off what has not converged', () => {
    const rows = buildOut(
      edgeList([
        [0, 2, 1],
        [1, 2, -0.4],
      ]),
      3,
      'signed',
    );
    expect(() => fairnessGoodness(rows, { maxIterations: 2 })).toThrow(NotConvergedError);
    expect(fairnessGoodness(rows, { fixedIterations: 2 })).toMatchObject({ iterations: 2, converged: false });
  });

  test('reports its steps, ends when it is called off, and keeps to its memory', () => {
    const rows = buildOut(
      edgeList([
        [0, 2, 1],
        [1, 2, -0.4],
      ]),
      3,
      'signed',
    );
    const monitor = new Monitor();
    fairnessGoodness(rows, { fixedIterations: 3 }, { monitor });
    expect(monitor.progress).toEqual({ done: 3, total: 3 });
    monitor.cancel();
    expect(() => fairnessGoodness(rows, {}, { monitor })).toThrow(CancelledError);
    expect(() => fairnessGoodness(rows, {}, { memoryLimit: 10 })).toThrow(LimitExceededError);
  });
});
