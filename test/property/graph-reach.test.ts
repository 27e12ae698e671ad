import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut } from '../../src/graph/rows/csr.ts';
import { shortestPaths } from '../../src/graph/paths/shortest-paths.ts';
import { stronglyConnectedComponents } from '../../src/graph/components/strongly-connected-components.ts';
import type { Components } from '../../src/graph/components/weakly-connected-components.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { graphs, positiveWeight, runs } from './graph-arbitraries.ts';

const anyGraph = graphs({ weight: positiveWeight });

describe('strongly connected components', () => {
  function components(edges: readonly Edge[], nodes: number): Components {
    const list = edgeList(edges);
    return stronglyConnectedComponents(buildOut(list, nodes), buildIn(list, nodes));
  }

  test('smallest member', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const { labels, count } = components(edges, nodes);
        expect(new Set(labels).size).toBe(count);
        const rows = buildOut(edgeList(edges), nodes);
        const reach = Array.from({ length: nodes }, (_, node) => breadthFirstSearch(rows, [node]));
        labels.forEach((label, node) => {
          const members = reach.flatMap((distances, other) =>
            distances[node]! >= 0 && reach[node]![other]! >= 0 ? [other] : [],
          );
          expect(label).toBe(members[0]);
        });
      }),
      runs,
    );
  });

  test('transposition', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const turned = edges.map(([source, target]): Edge => [target, source]);
        expect(components(turned, nodes)).toEqual(components(edges, nodes));
      }),
      runs,
    );
  });
});

describe('shortest paths', () => {
  test('one edge, one weight', () => {
    fc.assert(
      fc.property(graphs({ weight: positiveWeight, fewestNodes: 1 }), ({ nodes, edges }) => {
        const distances = shortestPaths(buildOut(edgeList(edges), nodes), [0]);
        expect(distances[0]).toBe(0);
        for (const [source, target, weight] of edges)
          expect(distances[target]).toBeLessThanOrEqual(distances[source]! + weight);
        // And each reached node but the source is as far as some edge leads.
        distances.forEach((distance, node) => {
          if (node === 0 || distance === Infinity) return;
          expect(
            edges.some(([from, to, weight]) => to === node && distances[from]! + weight === distance),
          ).toBe(true);
        });
      }),
      runs,
    );
  });

  test('with weights of 1 they are those of breadth-first search', () => {
    fc.assert(
      fc.property(graphs({ weight: fc.constant(1), fewestNodes: 1 }), ({ nodes, edges }) => {
        const rows = buildOut(edgeList(edges), nodes);
        const steps = breadthFirstSearch(rows, [0]);
        expect([...shortestPaths(rows, [0])]).toEqual(
          Array.from(steps, (step) => (step === -1 ? Infinity : step)),
        );
      }),
      runs,
    );
  });
});
