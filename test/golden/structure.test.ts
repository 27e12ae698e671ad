import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coreNumbers } from '../../src/graph/cohesion/core-numbers.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { labelPropagation } from '../../src/graph/cohesion/label-propagation.ts';
import { localClustering } from '../../src/graph/cohesion/local-clustering.ts';
import { shortestPaths } from '../../src/graph/paths/shortest-paths.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { stronglyConnectedComponents } from '../../src/graph/components/strongly-connected-components.ts';
import { triangles } from '../../src/graph/cohesion/triangles.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';

/** What structure.py writes; its head says with which versions. */
interface Golden {
  graphs: {
    name: string;
    nodes: number;
    edges: Edge[];
    sources: number[];
    strong: number[];
    cores: number[];
    triangles: number[];
    clustering: number[];
    directedClustering: number[];
    distances: number[];
    propagated: { iterations: number; labels: number[] }[];
  }[];
}
const golden = JSON.parse(readFileSync(new URL('structure.json', import.meta.url), 'utf8')) as Golden;

describe.each(golden.graphs)('NetworkX on $name', (graph) => {
  const { nodes } = graph;
  const edges = edgeList(graph.edges);
  const outgoing = buildOut(edges, nodes);
  const incoming = buildIn(edges, nodes);
  const undirected = buildUndirected(edges, nodes);

  test('strongly connected components', () => {
    const { labels, count } = stronglyConnectedComponents(outgoing, incoming);
    expect([...labels]).toEqual(graph.strong);
    expect(count).toBe(new Set(graph.strong).size);
  });

  test.each([
    ['directed', simpleGraph(outgoing, incoming)],
    ['undirected', simpleGraph(undirected, undirected)],
  ])('core numbers and triangles of the %s edges', (_, simple) => {
    expect([...coreNumbers(simple)]).toEqual(graph.cores);
    expect([...triangles(simple)]).toEqual(graph.triangles);
  });

  test('local clustering', () => {
    expectClose(localClustering(simpleGraph(undirected, undirected)), graph.clustering, 1e-15);
    expectClose(localClustering(simpleGraph(outgoing, incoming)), graph.directedClustering, 1e-15);
  });

  test('shortest paths', () => {
    const distances = shortestPaths(outgoing, graph.sources);
    expectClose(
      distances.map((distance) => (distance === Infinity ? -1 : distance)),
      graph.distances,
      1e-12,
    );
  });

  test.each(graph.propagated)('labels after $iterations rounds', ({ iterations, labels }) => {
    expect([...labelPropagation(undirected, { iterations }).labels]).toEqual(labels);
  });
});
