import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/domain/errors.ts';
import { labelPropagation } from '../../src/graph/cohesion/label-propagation.ts';
import { stronglyConnectedComponents } from '../../src/graph/components/strongly-connected-components.ts';
import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { shortestPaths } from '../../src/graph/paths/shortest-paths.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { mutualReliability } from '../../src/graph/trust/mutual-reliability.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { drawEdges } from '../support/drawn-edges.ts';
import { scatteredExecutor } from '../support/scattered-executor.ts';
import { edgeList } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, runs } from './graph-arbitraries.ts';

const listed = { order: 'listed' } as const;
const anyGraph = graphs({ weight: positiveWeight, fewestNodes: 1 });

describe('rows as listed', () => {
  test('hold each edge where the list has it', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const list = edgeList(edges);
        const { offsets, targets, weights } = buildOut(list, nodes, listed);
        for (let node = 0; node < nodes; node++) {
          const row = edges.filter(([source]) => source === node);
          const [start, end] = [offsets[node], offsets[node + 1]];
          expect([...targets.subarray(start, end)]).toEqual(row.map(([, target]) => target));
          expect([...weights!.subarray(start, end)]).toEqual(row.map(([, , weight]) => weight));
        }
        expect(buildOut(list, nodes, { ...listed, rule: 'ignored' }).targets).toEqual(targets);
      }),
      runs,
    );
  });

  test('give the same bytes however the work is shared out', () => {
    const edges = drawEdges({ nodes: 3000, edges: 60_000, seed: 7 });
    for (const build of [buildOut, buildIn, buildUndirected])
      expect(build(edges, 3000, { ...listed, executor: scatteredExecutor() })).toEqual(
        build(edges, 3000, listed),
      );
  });

  test('change no distance and no component, and ranks by their rounding alone', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const list = edgeList(edges);
        const [outgoing, incoming] = [buildOut(list, nodes), buildIn(list, nodes)];
        const rows = { outgoing: buildOut(list, nodes, listed), incoming: buildIn(list, nodes, listed) };
        expect(breadthFirstSearch(rows.outgoing, [0], rows)).toEqual(breadthFirstSearch(outgoing, [0]));
        expect(shortestPaths(rows.outgoing, [0])).toEqual(shortestPaths(outgoing, [0]));
        expect(stronglyConnectedComponents(rows.outgoing, rows.incoming)).toEqual(
          stronglyConnectedComponents(outgoing, incoming),
        );
        const tight = { tolerance: 1e-13, maxIterations: 1000 };
        expectClose(pageRank(rows.incoming, tight).values, pageRank(incoming, tight).values);
      }),
      runs,
    );
  });

  test('are refused by kernels that merge rows or read runs in them', () => {
    const rows = buildUndirected(edgeList([[0, 1]]), 2, listed);
    const ascending = buildUndirected(edgeList([[0, 1]]), 2);
    const prior = { for: 1, against: 1 };
    for (const run of [
      () => simpleGraph(rows, rows),
      () => labelPropagation(rows),
      () => mutualReliability({ dealings: rows, broken: ascending }, { prior }),
      () => mutualReliability({ dealings: ascending, broken: rows }, { prior }),
    ]) {
      expect(run).toThrow(InvalidInputError);
      expect(run).toThrow(/in the order of their edge list came, expected ascending ones/);
    }
  });
});
