import { MultiGraph } from 'graphology';
import { parse as parseGexf } from 'graphology-gexf';
import { parse as parseGraphml } from 'graphology-graphml';
import { describe, expect, test } from 'vitest';
import { writeGraphml } from '../../../src/graph/graphml.ts';
import { makeSubgraph, measureSubgraph, writeGexf } from '../../../src/graph/subgraph.ts';

const nodes = (...ids: readonly string[]) =>
  ids.map((id) => ({ id, label: id.toUpperCase(), attributes: {} }));
const edge = (source: string, target: string, { isDirected = true, weight = 1 } = {}) => ({
  ...{ source, target, isDirected, weight },
  attributes: { relation: isDirected ? 'paid' : 'knows' },
});
const half = () => 0.5;

/**
 *   a -- b      a <-> b besides, b -> c twice, c -> a
 *    \  /
 *     c -- d -- e
 */
const NODES = nodes('a', 'b', 'c', 'd', 'e');
const EDGES = [
  edge('a', 'b', { isDirected: false }),
  edge('a', 'b'),
  edge('b', 'a'),
  edge('b', 'c'),
  edge('b', 'c'),
  edge('c', 'a'),
  edge('c', 'd'),
  edge('d', 'e', { isDirected: false }),
];

describe('measureSubgraph', () => {
  const measures = measureSubgraph(makeSubgraph(NODES, EDGES), half);

  test('counts nodes and edges, and the pairs that are joined', () => {
    expect(measures).toMatchObject({ nodes: 5, edges: 8, density: 5 / 10 });
    expect(measures.byNode.map(({ degree }) => degree)).toEqual([2, 2, 3, 2, 1]);
  });

  test('two of the five ordered pairs are returned: a to b, b to a', () => {
    expect(measures.reciprocity).toBe(2 / 5);
  });

  test('clustering: both pairs of a and of b are one triangle; of the three of c one is', () => {
    expect(measures.byNode.map(({ clustering }) => clustering)).toEqual([1, 1, 1 / 3, 0, 0]);
    expect(measures.clustering).toBeCloseTo((1 + 1 + 1 / 3) / 5, 15);
  });

  test('betweenness: c lies between {a, b} and {d, e}, d between e and the three others, of 6 pairs', () => {
    expect(measures.byNode.map(({ betweenness }) => betweenness)).toEqual([0, 0, 4 / 6, 3 / 6, 0]);
  });

  test('two triangles that one edge joins are two communities, numbered by their first node', () => {
    const triangles = ['ab', 'bc', 'ca', 'de', 'ef', 'fd', 'cd'].map((pair) =>
      edge(pair[0]!, pair[1]!, { isDirected: false }),
    );
    const found = measureSubgraph(makeSubgraph(nodes('f', 'a', 'b', 'c', 'd', 'e'), triangles), half);
    expect(found.byNode.map(({ community }) => community)).toEqual([0, 1, 1, 1, 0, 0]);
    expect(found.communities).toBe(2);
    // Each side holds 3 of 7 edges and half of all ends: 2 (3/7 - 1/4).
    expect(found.modularity).toBeCloseTo(5 / 14, 12);
  });

  test('the empty graph, one node and a graph without edges have nothing to measure', () => {
    const nothing = { density: 0, reciprocity: 0, clustering: 0, modularity: 0 };
    expect(measureSubgraph(makeSubgraph([], []), half)).toEqual({
      ...nothing,
      nodes: 0,
      edges: 0,
      communities: 0,
      byNode: [],
    });
    expect(measureSubgraph(makeSubgraph(nodes('a'), []), half)).toMatchObject({ ...nothing, communities: 1 });
    expect(measureSubgraph(makeSubgraph(nodes('a', 'b'), []), half)).toMatchObject({
      ...nothing,
      communities: 2,
    });
  });

  test('an edge whose end is no node is refused', () => {
    expect(() => makeSubgraph(nodes('a'), [edge('a', 'x')])).toThrow(/x/);
  });
});

describe('what is written', () => {
  const odd = [
    { id: `<&"'>`, label: ']]> 張😀', attributes: { kind: 'user', degree: 0.5, community: 1 } },
    { id: 'b', label: '--> %s', attributes: { kind: 'merchant', degree: 1, community: 0 } },
  ];
  const joined = [edge(`<&"'>`, 'b'), edge('b', `<&"'>`, { isDirected: false, weight: 3 })];

  test.each([
    ['GEXF', () => parseGexf(MultiGraph, writeGexf(odd, joined))],
    ['GraphML', () => parseGraphml(MultiGraph, writeGraphml(odd, joined))],
  ])('as %s reads back as the same graph', (_format, read) => {
    const graph = read();
    expect(graph.nodes()).toEqual([`<&"'>`, 'b']);
    expect(graph.getNodeAttributes('b')).toMatchObject({ label: '--> %s', kind: 'merchant', degree: 1 });
    expect(graph.getNodeAttribute(`<&"'>`, 'label')).toBe(']]> 張😀');
    const edges = [...graph.edgeEntries()].map(({ attributes, source, target }): unknown[] => [
      source,
      target,
      attributes['weight'],
      attributes['relation'],
    ]);
    expect(edges).toEqual([
      [`<&"'>`, 'b', 1, 'paid'],
      ['b', `<&"'>`, 3, 'knows'],
    ]);
  });

  test.each([
    ['GEXF', () => parseGexf(MultiGraph, writeGexf(odd, joined))],
    ['GraphML', () => parseGraphml(MultiGraph, writeGraphml(odd, joined))],
  ])('as %s has directed edges alone, and says which of them are symmetric', (_format, read) => {
    const graph = read();
    expect([graph.directedSize, graph.undirectedSize]).toEqual([2, 0]);
    expect(graph.mapEdges((_edge, { symmetric }): unknown => symmetric)).toEqual([false, true]);
  });

  test('says nothing of a direction that NetworkX would refuse in a directed graph', () => {
    expect(writeGexf(odd, joined)).not.toMatch(/undirected|mutual/);
    expect(writeGraphml(odd, joined)).not.toMatch(/directed="|undirected/);
  });
});
