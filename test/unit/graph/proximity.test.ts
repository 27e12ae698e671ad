import { describe, expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { proximity } from '../../../src/graph/walks/proximity.ts';
import type { Bounds } from '../../../src/graph/walks/proximity.ts';
import { prepareWalk } from '../../../src/graph/walks/random-walk.ts';
import type { RandomWalk } from '../../../src/graph/walks/random-walk.ts';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { edgeList } from './edges.ts';
import type { Edge } from './edges.ts';

function undirected(edges: readonly Edge[], nodes: number): RandomWalk {
  return prepareWalk(buildUndirected(edgeList(edges), nodes));
}
function expectWithin({ lower, upper }: Bounds, value: number): void {
  expect(lower).toBeLessThanOrEqual(value + 1e-12);
  expect(upper).toBeGreaterThanOrEqual(value - 1e-12);
}

describe('proximity', () => {
  test('two nodes by hand', () => {
    // From 0 a walk ends at 1 with d (1 - d) (1 + d^2 + d^4 + ...) = d / (1 + d); volume 2, weight 1.
    const walk = undirected([[0, 1]], 2);
    const { chance, lift } = proximity(walk, { from: 0, to: 1, dampingFactor: 0.5 });
    expectWithin(chance, 1 / 3);
    expectWithin(lift, 2 / 3);
    expect(lift.upper - lift.lower).toBeLessThan(1e-9);
    expectWithin(proximity(walk, { from: 0, to: 0, dampingFactor: 0.5 }).chance, 2 / 3);
  });

  test('friends of friends are nearer than strangers, and friends nearer still', () => {
    //  0 - 1 - 2   3 - 4 - 5, a bridge 2 - 3
    const walk = undirected(
      [
        [0, 1],
        [1, 2],
        [0, 2],
        [3, 4],
        [4, 5],
        [3, 5],
        [2, 3],
      ],
      6,
    );
    const liftTo = (to: number): number => proximity(walk, { from: 0, to, threshold: 1e-12 }).lift.lower;
    expect(liftTo(1)).toBeGreaterThan(liftTo(3));
    expect(liftTo(3)).toBeGreaterThan(liftTo(5));
    expect(liftTo(5)).toBeGreaterThan(0);
    expect(liftTo(1)).toBeGreaterThan(1);
    expect(liftTo(5)).toBeLessThan(1);
  });

  test('no path, no proximity; a node without ties is near to nobody', () => {
    const walk = undirected(
      [
        [0, 1],
        [2, 3],
      ],
      5,
    );
    const { chance, lift } = proximity(walk, { from: 0, to: 2 });
    expect([chance.lower, lift.lower]).toEqual([0, 0]);
    expect(lift.upper).toBeLessThan(1e-8);
    expect(proximity(walk, { from: 0, to: 4 }).lift).toEqual({ lower: 0, upper: 0 });
    expect(proximity(walk, { from: 4, to: 4 })).toEqual({
      chance: { lower: 1, upper: 1 },
      lift: { lower: NaN, upper: NaN },
    });
  });

  test('refuses directed rows and strangers to the graph', () => {
    const list = edgeList([[0, 1]]);
    const directed = prepareWalk(buildOut(list, 2), buildIn(list, 2));
    expect(() => proximity(directed, { from: 0, to: 1 })).toThrow(/undirected rows.*buildUndirected/);
    expect(() => proximity(undirected([[0, 1]], 2), { from: 0, to: 2 })).toThrow(InvalidInputError);
  });
});
