import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut } from '../../src/graph/rows/csr.ts';
import { fairnessGoodness } from '../../src/graph/trust/fairness-goodness.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { weaklyConnectedComponents } from '../../src/graph/components/weakly-connected-components.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { describeWithData } from '../support/data-folder.ts';

/** What graph.py writes; its head says with which versions. */
interface Golden {
  graphs: {
    name: string;
    nodes: number;
    edges: Edge[];
    teleport: number[];
    sources: number[];
    pageRank: number[];
    'personalisedAt0.7': number[];
    distances: number[];
    labels: number[];
  }[];
  signed: { nodes: number; edges: Edge[]; fairness: (number | null)[]; goodness: (number | null)[] };
  bitcoinOtc: { edges: number; ids: number[]; fairness: number[]; goodness: number[] };
}
const golden = JSON.parse(readFileSync(new URL('graph.json', import.meta.url), 'utf8')) as Golden;
const tight = { tolerance: 1e-13, maxIterations: 1000 };

describe.each(golden.graphs)('NetworkX on $name', (graph) => {
  const { nodes } = graph;
  const edges = edgeList(graph.edges);

  test('PageRank', () => {
    expectClose(pageRank(buildIn(edges, nodes), tight).values, graph.pageRank, 1e-11);
  });

  test('personalised PageRank', () => {
    const teleport = Float64Array.from(graph.teleport);
    const { values } = pageRank(buildIn(edges, nodes), { ...tight, teleport, dampingFactor: 0.7 });
    expectClose(values, graph['personalisedAt0.7'], 1e-11);
  });

  test('distances', () => {
    expect([...breadthFirstSearch(buildOut(edges, nodes), graph.sources)]).toEqual(graph.distances);
  });

  test('components', () => {
    const { labels, count } = weaklyConnectedComponents(edges, nodes);
    expect([...labels]).toEqual(graph.labels);
    expect(count).toBe(new Set(graph.labels).size);
  });
});

test('fairness and goodness as dense matrices give them', () => {
  const { nodes, edges, fairness, goodness } = golden.signed;
  const found = fairnessGoodness(buildOut(edgeList(edges), nodes, 'signed'));
  const known = (values: readonly (number | null)[]): number[] => values.map((value) => value ?? NaN);
  expectClose(found.fairness, known(fairness));
  expectClose(found.goodness, known(goodness));
});

describeWithData('rev2-otc', (folder) => {
  test('fairness and goodness of the Bitcoin OTC raters', () => {
    const { edges, ids, fairness, goodness } = golden.bitcoinOtc;
    const rows = readFileSync(join(folder, 'otc_network.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number));
    expect(rows).toHaveLength(edges);
    const ratings = rows.map(([source, target, rating]): Edge => [source!, target!, rating! / 10]);
    const nodes = 1 + Math.max(...ratings.flatMap(([source, target]) => [source, target]));
    const found = fairnessGoodness(buildOut(edgeList(ratings), nodes, 'signed'));
    expectClose(
      ids.map((id) => found.fairness[id]!),
      fairness,
    );
    expectClose(
      ids.map((id) => found.goodness[id]!),
      goodness,
    );
  });
});
