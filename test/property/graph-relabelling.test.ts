import fc from 'fast-check';
import { test } from 'vitest';
import { coreNumbers } from '../../src/graph/cohesion/core-numbers.ts';
import { localClustering } from '../../src/graph/cohesion/local-clustering.ts';
import { triangles } from '../../src/graph/cohesion/triangles.ts';
import { shortestPaths } from '../../src/graph/paths/shortest-paths.ts';
import { buildIn, buildOut } from '../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../src/graph/rows/edge-list.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import type { SimpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { fairnessGoodness } from '../../src/graph/trust/fairness-goodness.ts';
import { reviewerReliability } from '../../src/graph/trust/reviewer-reliability.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, renumber, renumbered, runs, signedWeight } from './graph-arbitraries.ts';

interface Numbered {
  readonly list: EdgeList;
  readonly nodes: number;
  /** The number of what was node 0, 1, ... at first. */
  readonly numbers: readonly number[];
}
interface Law {
  readonly weight: fc.Arbitrary<number>;
  /** Each array has one value per node. */
  readonly run: (graph: Numbered) => readonly ArrayLike<number>[];
  /** How far sums in another order may lie apart; default: they may not. */
  readonly within?: number;
}

const ROUNDING = 1e-9;

function joined({ list, nodes }: Numbered): SimpleGraph {
  return simpleGraph(buildOut(list, nodes, 'ignored'), buildIn(list, nodes, 'ignored'));
}

test.each<[string, Law]>([
  ['core numbers', { weight: signedWeight, run: (graph) => [coreNumbers(joined(graph))] }],
  ['triangles', { weight: signedWeight, run: (graph) => [triangles(joined(graph))] }],
  ['local clustering', { weight: signedWeight, run: (graph) => [localClustering(joined(graph))] }],
  [
    'shortest paths',
    {
      weight: positiveWeight,
      run: ({ list, nodes, numbers }) => [shortestPaths(buildOut(list, nodes), numbers.slice(0, 2))],
    },
  ],
  [
    'PageRank',
    {
      weight: positiveWeight,
      run: ({ list, nodes }) => {
        const tight = { tolerance: 1e-13, maxIterations: 1000 };
        return [pageRank(buildIn(list, nodes), tight).values];
      },
      within: ROUNDING,
    },
  ],
  [
    'fairness and goodness',
    {
      weight: signedWeight,
      run: ({ list, nodes }) => {
        const { fairness, goodness } = fairnessGoodness(buildOut(list, nodes, 'signed'));
        return [fairness, goodness];
      },
      within: ROUNDING,
    },
  ],
  [
    'reviewer reliability',
    {
      weight: signedWeight,
      run: ({ list, nodes }) => {
        const rows = buildOut(list, nodes, 'signed');
        const { fairness, goodness } = reviewerReliability(rows, { tolerance: 1e-12 });
        return [fairness, goodness];
      },
      within: ROUNDING,
    },
  ],
])('%s: relabelling', (_, { weight, run, within = 0 }) => {
  fc.assert(
    fc.property(renumbered(graphs({ weight })), ({ nodes, edges, numbers, shuffled }) => {
      const before = run({ list: edgeList(edges), nodes, numbers: numbers.map((_number, node) => node) });
      const after = run({ list: edgeList(renumber(shuffled, numbers)), nodes, numbers });
      before.forEach((values, each) => {
        const moved = numbers.map((number) => after[each]![number]!);
        expectClose(moved, values, within);
      });
    }),
    runs,
  );
});
