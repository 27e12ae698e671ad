import { describe, expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { pushBackward } from '../../../src/graph/walks/push-backward.ts';
import { pushForward } from '../../../src/graph/walks/push-forward.ts';
import { prepareWalk } from '../../../src/graph/walks/random-walk.ts';
import type { RandomWalk } from '../../../src/graph/walks/random-walk.ts';
import { CancelledError, InvalidInputError } from '../../../src/domain/errors.ts';
import { Monitor } from '../../../src/graph/run/monitor.ts';
import { edgeList, path, star } from './edges.ts';
import type { Edge } from './edges.ts';
import { expectClose } from './expect-close.ts';

function directed(edges: readonly Edge[], nodes: number): RandomWalk {
  const list = edgeList(edges);
  return prepareWalk(buildOut(list, nodes), buildIn(list, nodes));
}

describe('forward push', () => {
  test('a walk along 0 -> 1 -> 2 ends by hand', () => {
    // At d = 1/2: it ends at 0 with 1/2, at 1 with 1/4, and at 2, which it cannot leave, with the rest.
    const { estimates, residual, touched } = pushForward(
      directed(
        [
          [0, 1],
          [1, 2],
        ],
        4,
      ),
      { seeds: [0], dampingFactor: 0.5 },
    );
    expect([...estimates]).toEqual([0.5, 0.25, 0.25, 0]);
    expect(residual).toBe(0);
    expect([...touched]).toEqual([0, 1, 2]);
  });

  test('stops where little is left, and says how much', () => {
    // 0 = 1 both ways, d = 1/2: residuals 1, 1/2, 1/4, 1/8; the last is not above the threshold.
    const walk = prepareWalk(buildUndirected(edgeList([[0, 1]]), 2));
    const { estimates, residuals, residual, largestResidual } = pushForward(walk, {
      seeds: [0],
      dampingFactor: 0.5,
      threshold: 1 / 8,
    });
    expect([...estimates]).toEqual([1 / 2 + 1 / 8, 1 / 4]);
    expect([...residuals]).toEqual([0, 1 / 8]);
    expect({ residual, largestResidual }).toEqual({ residual: 1 / 8, largestResidual: 1 / 8 });
  });

  test('weights share out, and a seed named twice counts twice', () => {
    const walk = directed(
      [
        [0, 1, 3],
        [0, 2, 1],
      ],
      4,
    );
    const { estimates } = pushForward(walk, { seeds: [0, 3, 3, 3], dampingFactor: 0.8 });
    expectClose(estimates, [0.05, 0.15, 0.05, 0.75], 1e-15);
  });

  test('a damping factor of 0 leaves walks where they start', () => {
    const { estimates } = pushForward(directed([[0, 1]], 2), { seeds: [0], dampingFactor: 0 });
    expect([...estimates]).toEqual([1, 0]);
  });

  test('a path of a million is followed as far as the threshold reaches', () => {
    const list = path(1_000_000);
    const walk = prepareWalk(buildOut(list, 1_000_000), buildIn(list, 1_000_000));
    const { touched } = pushForward(walk, { seeds: [0], dampingFactor: 0.5, threshold: 2 ** -20 });
    expect(touched).toHaveLength(21);
  });

  test('a star of a million leaves, from a leaf and from the hub', () => {
    const walk = prepareWalk(buildUndirected(star(1_000_000), 1_000_001));
    // The hub's residual .85 is below the threshold times its degree: nobody beyond it is looked at.
    expect([...pushForward(walk, { seeds: [7], threshold: 1e-6 }).touched]).toEqual([0, 7]);
    expect(pushForward(walk, { seeds: [0], threshold: 1e-7 }).touched).toHaveLength(1_000_001);
  });
});

describe('backward push', () => {
  test('from where a walk ends at 2, by hand', () => {
    const walk = directed(
      [
        [0, 1],
        [1, 2],
      ],
      4,
    );
    const { estimates } = pushBackward(walk, { target: 2, dampingFactor: 0.5 });
    expect([...estimates]).toEqual([0.25, 0.5, 1, 0]);
    expect([...pushBackward(walk, { target: 1, dampingFactor: 0.5 }).estimates]).toEqual([0.25, 0.5, 0, 0]);
  });

  test('a target that only weight 0 leads away from is one that nothing leads away from', () => {
    const walk = directed(
      [
        [0, 1],
        [1, 1, 0],
        [1, 0, 0],
      ],
      2,
    );
    expect([...pushBackward(walk, { target: 1, dampingFactor: 0.5 }).estimates]).toEqual([0.5, 1]);
  });
});

describe('pushes refuse', () => {
  const walk = directed([[0, 1]], 2);
  test.each([
    ['a seed that is no node', () => pushForward(walk, { seeds: [2] }), /seed 2 is no node.*below 2/],
    ['no seed', () => pushForward(walk, { seeds: [] }), /no seed came/],
    ['a target that is no node', () => pushBackward(walk, { target: -1 }), /target -1 is no node/],
    ['a damping factor of 1', () => pushForward(walk, { seeds: [0], dampingFactor: 1 }), /below 1; 1 came/],
    ['a threshold of 0', () => pushBackward(walk, { target: 0, threshold: 0 }), /threshold.*above 0; 0 came/],
    [
      'negative weights',
      () => prepareWalk(buildOut(edgeList([[1, 0, -2]]), 2, 'signed')),
      /row of node 1 has weight -2.*'non-negative'/,
    ],
    [
      'weights that sum to more than there is',
      () =>
        prepareWalk(
          buildOut(
            edgeList([
              [1, 0, 1e308],
              [1, 0, 1e308],
            ]),
            2,
          ),
        ),
      /row of node 1 sum to Infinity/,
    ],
    [
      'rows of two graphs',
      () => prepareWalk(buildOut(edgeList([[0, 1]]), 2), buildIn(edgeList([]), 2)),
      /rows of one graph/,
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('to go on once called off', () => {
    const monitor = new Monitor();
    monitor.cancel();
    expect(() => pushForward(walk, { seeds: [0] }, { monitor })).toThrow(CancelledError);
    expect(() => pushBackward(walk, { target: 0 }, { monitor })).toThrow(CancelledError);
  });
});
