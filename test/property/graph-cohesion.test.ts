import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreNumbers } from '../../src/graph/cohesion/core-numbers.ts';
import { denseBlock } from '../../src/graph/cohesion/dense-block-peeling.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { labelPropagation } from '../../src/graph/cohesion/label-propagation.ts';
import { localClustering } from '../../src/graph/cohesion/local-clustering.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import type { SimpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { triangles } from '../../src/graph/cohesion/triangles.ts';
import { weaklyConnectedComponents } from '../../src/graph/components/weakly-connected-components.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { graphs, runs, signedWeight } from './graph-arbitraries.ts';

const anyGraph = graphs({ weight: signedWeight });

function joined(edges: readonly Edge[], nodes: number): SimpleGraph {
  const list = edgeList(edges);
  return simpleGraph(buildOut(list, nodes, 'ignored'), buildIn(list, nodes, 'ignored'));
}

function rowOf({ offsets, targets }: SimpleGraph, node: number): number[] {
  return [...targets.subarray(offsets[node], offsets[node + 1])];
}

describe('simple graph', () => {
  test('symmetry', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const graph = joined(edges, nodes);
        const leads = (a: number, b: number): boolean => edges.some(([from, to]) => from === a && to === b);
        for (let node = 0; node < nodes; node++) {
          const others = Array.from({ length: nodes }, (_, other) => other).filter((other) => other !== node);
          const neighbours = others.filter((other) => leads(node, other) || leads(other, node));
          expect(rowOf(graph, node)).toEqual(neighbours);
          expect([...graph.arcs.subarray(graph.offsets[node], graph.offsets[node + 1])]).toEqual(
            neighbours.map((other) => Number(leads(node, other)) + Number(leads(other, node))),
          );
        }
      }),
      runs,
    );
  });

  test('the undirected rows give the same neighbours', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const rows = buildUndirected(edgeList(edges), nodes, 'ignored');
        const graph = simpleGraph(rows, rows);
        expect(graph.targets).toEqual(joined(edges, nodes).targets);
        expect(graph.arcs.every((arcs) => arcs === 2)).toBe(true);
      }),
      runs,
    );
  });
});

describe('core numbers', () => {
  test('minimum degree', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const graph = joined(edges, nodes);
        const cores = coreNumbers(graph);
        cores.forEach((core, node) => {
          const peers = rowOf(graph, node).filter((other) => cores[other]! >= core);
          expect(peers.length).toBeGreaterThanOrEqual(core);
        });
      }),
      runs,
    );
  });

  test('no deeper core: peeling one node after the other never leaves more neighbours', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const graph = joined(edges, nodes);
        const cores = coreNumbers(graph);
        const left = new Set(Array.from(cores, (_, node) => node));
        const degree = (node: number): number => rowOf(graph, node).filter((other) => left.has(other)).length;
        for (let deepest = 0; left.size > 0;) {
          const [next] = [...left].toSorted((a, b) => degree(a) - degree(b));
          deepest = Math.max(deepest, degree(next!));
          expect(cores[next!]).toBe(deepest);
          left.delete(next!);
        }
      }),
      runs,
    );
  });

  test('monotonicity', () => {
    const withOneMore = graphs({ weight: signedWeight, fewestNodes: 1 }).chain(({ nodes, edges }) =>
      fc.record({
        nodes: fc.constant(nodes),
        edges: fc.constant(edges),
        added: fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)),
      }),
    );
    fc.assert(
      fc.property(withOneMore, ({ nodes, edges, added }) => {
        const before = coreNumbers(joined(edges, nodes));
        coreNumbers(joined([...edges, added], nodes)).forEach((core, node) => {
          expect(core - before[node]!).toBeGreaterThanOrEqual(0);
          expect(core - before[node]!).toBeLessThanOrEqual(1);
        });
      }),
      runs,
    );
  });
});

describe('triangles and local clustering', () => {
  test('triangles, counted one by one', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const graph = joined(edges, nodes);
        const isPair = (a: number, b: number): boolean => rowOf(graph, a).includes(b);
        const counts = Array.from({ length: nodes }, (_, node) => {
          const row = rowOf(graph, node);
          return row.flatMap((a, i) => row.slice(i + 1).filter((b) => isPair(a, b))).length;
        });
        expect([...triangles(graph)]).toEqual(counts);
      }),
      runs,
    );
  });

  test('range', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        for (const coefficient of localClustering(joined(edges, nodes))) {
          expect(coefficient).toBeGreaterThanOrEqual(0);
          expect(coefficient).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });
});

describe('label propagation', () => {
  const rounds = fc.nat(6);

  test('one component', () => {
    fc.assert(
      fc.property(anyGraph, rounds, ({ nodes, edges }, iterations) => {
        const list = edgeList(edges);
        const { labels } = labelPropagation(buildUndirected(list, nodes, 'ignored'), { iterations });
        const components = weaklyConnectedComponents(list, nodes).labels;
        labels.forEach((label, node) => {
          expect(components[label]).toBe(components[node]);
        });
      }),
      runs,
    );
  });

  test('rounds, one by one: each takes the most frequent label, of equal ones the smallest', () => {
    fc.assert(
      fc.property(anyGraph, rounds, ({ nodes, edges }, iterations) => {
        const rows = buildUndirected(edgeList(edges), nodes, 'ignored');
        let labels = Array.from({ length: nodes }, (_, node) => node);
        for (let round = 0; round < iterations; round++) {
          const before = labels;
          labels = before.map((label, node) => {
            const heard = Array.from(
              rows.targets.subarray(rows.offsets[node], rows.offsets[node + 1]),
              (other) => before[other]!,
            );
            const votes = (each: number): number => heard.filter((other) => other === each).length;
            return heard.toSorted((a, b) => votes(b) - votes(a) || a - b)[0] ?? label;
          });
        }
        expect([...labelPropagation(rows, { iterations }).labels]).toEqual(labels);
      }),
      runs,
    );
  });
});

test('dense blocks: half of the best', () => {
  const links = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.double({ min: 0, max: 5, noNaN: true })), {
    maxLength: 20,
  });
  const suspicion = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(links, fc.tuple(suspicion, suspicion), (given, [rowSuspicion, columnSuspicion]) => {
      const degrees = [0, 1, 2, 3, 4].map((column) =>
        given.reduce((sum, [, target, weight]) => sum + (target === column ? weight : 0), 0),
      );
      const densityOf = (hasNode: (node: number) => boolean): number => {
        let [sum, size] = [0, 0];
        for (let node = 0; node < 10; node++) {
          if (!hasNode(node)) continue;
          size++;
          sum += node < 5 ? rowSuspicion[node]! : columnSuspicion[node - 5]!;
        }
        for (const [row, column, weight] of given)
          if (hasNode(row) && hasNode(5 + column)) sum += weight / Math.log(degrees[column]! + 5);
        return size === 0 ? 0 : sum / size;
      };
      let best = 0;
      for (let mask = 1; mask < 1024; mask++)
        best = Math.max(
          best,
          densityOf((node) => ((mask >> node) & 1) === 1),
        );
      const found = denseBlock({
        links: edgeList(given),
        rows: 5,
        columns: 5,
        rowSuspicion: Float64Array.from(rowSuspicion),
        columnSuspicion: Float64Array.from(columnSuspicion),
      });
      const members = new Set([...found.rows, ...found.columns.map((column) => column + 5)]);
      expect(found.density).toBeCloseTo(
        densityOf((node) => members.has(node)),
        9,
      );
      expect(found.density).toBeGreaterThanOrEqual(best / 2 - 1e-12);
      expect(found.density).toBeLessThanOrEqual(best + 1e-12);
    }),
    { ...runs, numRuns: 150 },
  );
});
