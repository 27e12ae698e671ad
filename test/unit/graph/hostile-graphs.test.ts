import { describe, expect, test } from 'vitest';
import { LimitExceededError } from '../../../src/domain/errors.ts';
import { affineFixedPoint } from '../../../src/graph/affine/affine-fixed-point.ts';
import { breadthFirstSearch } from '../../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { mutualReliability } from '../../../src/graph/trust/mutual-reliability.ts';
import { prepareNeighbourMeans } from '../../../src/graph/affine/neighbour-means.ts';
import { pageRank } from '../../../src/graph/walks/page-rank.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { sybilRank } from '../../../src/graph/trust/sybil-rank.ts';
import { triangles } from '../../../src/graph/cohesion/triangles.ts';
import { weaklyConnectedComponents } from '../../../src/graph/components/weakly-connected-components.ts';
import { scatteredExecutor } from '../../support/scattered-executor.ts';
import { edgeList, path, star } from './edges.ts';
import type { Edge } from './edges.ts';

const contexts = [{}, { executor: scatteredExecutor() }];

describe.each(contexts)('kernels on %j', (context) => {
  test('the empty graph and one node', () => {
    const none = edgeList([]);
    expect([...buildUndirected(none, 0, context).offsets]).toEqual([0]);
    expect([...pageRank(buildIn(none, 0, context), {}, context).values]).toEqual([]);
    expect([...pageRank(buildIn(none, 1, context), {}, context).values]).toEqual([1]);
    expect(weaklyConnectedComponents(none, 0, context).count).toBe(0);
    expect([...weaklyConnectedComponents(none, 1, context).labels]).toEqual([0]);
    expect([...breadthFirstSearch(buildOut(none, 0, context), [], context)]).toEqual([]);
    expect([...breadthFirstSearch(buildOut(none, 1, context), [0], context)]).toEqual([0]);
  });

  test('a million self-loops', () => {
    const nodes = 1_000_000;
    const ends = Uint32Array.from({ length: nodes }, (_, node) => node);
    const loops: EdgeList = { source: ends, target: ends, weight: new Float64Array(nodes).fill(2) };
    const rows = buildUndirected(loops, nodes, context);
    expect(rows.edges).toBe(nodes);
    expect(rows.targets.every((target, entry) => target === entry)).toBe(true);
    // The even start is the answer: every node keeps what it has.
    const { values, iterations } = pageRank(rows, {}, context);
    expect(values.every((rank) => Math.abs(rank * nodes - 1) < 1e-9)).toBe(true);
    expect(iterations).toBeLessThan(5);
    expect(weaklyConnectedComponents(loops, nodes, context).count).toBe(nodes);
    expect(breadthFirstSearch(rows, [7], { ...context, incoming: rows }).indexOf(-1)).toBe(0);
  });

  test('a star of a million leaves and a path of a million nodes, in both directions', () => {
    const leaves = 1_000_000;
    const rows = buildUndirected(star(leaves), leaves + 1, { ...context, rule: 'ignored' });
    const fromLeaf = breadthFirstSearch(rows, [leaves], { ...context, incoming: rows });
    expect([fromLeaf[leaves], fromLeaf[0], fromLeaf[1]]).toEqual([0, 1, 2]);
    expect(fromLeaf.every((distance) => distance >= 0 && distance <= 2)).toBe(true);
    const line = buildUndirected(path(leaves), leaves, { ...context, rule: 'ignored' });
    const fromEnd = breadthFirstSearch(line, [leaves - 1], { ...context, incoming: line });
    expect(fromEnd.every((distance, node) => distance === leaves - 1 - node)).toBe(true);
  });

  test('no triangle in a path of a million nodes', () => {
    const nodes = 1_000_000;
    const line = buildUndirected(path(nodes), nodes, { ...context, rule: 'ignored' });
    expect(triangles(simpleGraph(line, line, context), context).every((count) => count === 0)).toBe(true);
  });
});

test('trust, reliability and the fixed point on a star of a million leaves and a path of a million nodes', () => {
  const leaves = 1_000_000;
  const nodes = leaves + 1;
  const rows = buildUndirected(star(leaves), nodes);
  const atHub = new Float64Array(nodes);
  atHub[0] = 1;
  // Every second step brings all of it back from the leaves; 20 steps are the default.
  expect(sybilRank(rows, { seeds: atHub }).trust[0]).toBeCloseTo(1, 9);
  const line = buildUndirected(path(nodes), nodes);
  const { trust } = sybilRank(line, { seeds: atHub, steps: 2 });
  expect([...trust.subarray(0, 4)]).toEqual([0.5, 0, 0.5, 0]);

  // A leaf x = (1 + w) / (2 + w) with w = (1 + hub) / 2 is 2/3 beside a hub of 1, which is 1 - 1 / (2 + leaves x 5/6).
  const none = buildOut(edgeList([]), nodes);
  const reliability = { dealings: rows, broken: none };
  const { values } = mutualReliability(reliability, { prior: { for: 1, against: 1 } });
  expect((1 - values[0]!) * (2 + (leaves * 5) / 6)).toBeCloseTo(1, 5);
  expect(values[leaves]).toBeCloseTo(2 / 3, 6);

  // Half one's own and half the neighbours' mean: hub = 450 + leaf / 2 and leaf = 250 + hub / 2.
  const credence = new Float64Array(nodes).fill(1);
  const means = prepareNeighbourMeans({ ties: rows, memberOf: edgeList([]), credence });
  const own = new Float64Array(nodes).fill(500);
  own[0] = 900;
  const fixed = affineFixedPoint(means, { own, shares: new Float64Array(nodes).fill(0.5) });
  expect(fixed.values[0]).toBeCloseTo(2300 / 3, 6);
  expect(fixed.values[leaves]).toBeCloseTo(1900 / 3, 6);
});

test('ten million parallel edges come lightest first', () => {
  const count = 10_000_000;
  const weight = new Float64Array(count);
  for (let edge = 0; edge < count; edge++) weight[edge] = (edge * 7_919) % count;
  const parallel = { source: new Uint32Array(count), target: new Uint32Array(count).fill(1), weight };
  const rows = buildOut(parallel, 2);
  expect([...rows.offsets]).toEqual([0, count, count]);
  // 7919 is a prime that does not divide the count, so each weight comes once.
  expect(rows.weights!.every((each, entry) => each === entry)).toBe(true);
  expect(weaklyConnectedComponents(parallel, 2).count).toBe(1);
  expect([...breadthFirstSearch(rows, [0])]).toEqual([0, 1]);
  // As rows by target they lead from 1 to 0: r1 = t and r0 = t + 0.85 r1, which add to 1.
  const { values } = pageRank(rows);
  expect(values[0]).toBeCloseTo(1.85 / 2.85, 9);
  expect(values[1]).toBeCloseTo(1 / 2.85, 9);
});

describe('refused by name and index', () => {
  const last = 30_000;
  const long = (bad: Edge): EdgeList =>
    edgeList([...Array.from({ length: last }, (): Edge => [0, 1, 1]), bad]);

  test.each<[string, Edge, string]>([
    ['a weight that is not a number', [0, 1, NaN], `Edge ${last} has weight NaN`],
    ['an infinite weight', [0, 1, Infinity], `Edge ${last} has weight Infinity`],
    ['a negative weight', [0, 1, -1], `Edge ${last} has weight -1`],
    ['a source beyond the graph', [2, 1, 1], `Edge ${last} has source 2`],
    ['a target at 2^31', [0, 2 ** 31, 1], `Edge ${last} has target 2147483648`],
    ['a target at 2^32 - 1', [0, 2 ** 32 - 1, 1], `Edge ${last} has target 4294967295`],
  ])('%s', (_, bad, message) => {
    const edges = long(bad);
    for (const context of contexts)
      for (const build of [buildOut, buildIn, buildUndirected])
        expect(() => build(edges, 2, context)).toThrow(message);
  });

  test('an index at 2^31 by the kernel that reads the edges themselves', () => {
    for (const context of contexts)
      expect(() => weaklyConnectedComponents(long([0, 2 ** 31, 1]), 2, context)).toThrow(
        `Edge ${last} has target 2147483648`,
      );
  });

  test('minus infinity and NaN by the signed rule too', () => {
    expect(() => buildOut(long([0, 1, -Infinity]), 2, 'signed')).toThrow(`Edge ${last} has weight -Infinity`);
    expect(() => buildOut(long([0, 1, NaN]), 2, 'signed')).toThrow(`Edge ${last} has weight NaN`);
    expect(buildOut(long([0, 1, -1]), 2, 'signed').weights![0]).toBe(-1);
  });
});

test('nodes past 2^31 are planned for, and refused where there is no room', () => {
  const nodes = 2 ** 31 + 2;
  const edges = edgeList([[2 ** 31, 2 ** 31 + 1]]);
  expect(() => buildOut(edges, nodes, { memoryLimit: 2 ** 30 })).toThrow(LimitExceededError);
  expect(() => buildOut(edges, nodes, { memoryLimit: 2 ** 30 })).toThrow(/rows needs \d+\.\d MiB/);
  expect(() => weaklyConnectedComponents(edges, nodes, { memoryLimit: 2 ** 30 })).toThrow(LimitExceededError);
});
