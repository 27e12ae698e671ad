import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import type { Csr } from '../../src/graph/rows/csr.ts';
import type { WeightRule } from '../../src/graph/rows/edge-list.ts';
import { labelPropagation } from '../../src/graph/cohesion/label-propagation.ts';
import { localClustering } from '../../src/graph/cohesion/local-clustering.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { shortestPaths } from '../../src/graph/paths/shortest-paths.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { weaklyConnectedComponents } from '../../src/graph/components/weakly-connected-components.ts';
import type { Graph } from './read-graph.ts';
import { equalTo, equivalentTo, near } from './rules.ts';
import type { Rule } from './rules.ts';

/** How the benchmark writes that no path leads to a vertex: the largest of Java's longs. */
const UNREACHED = String(2n ** 63n - 1n);

export interface Algorithm {
  /** As in the names of the expected outputs. */
  readonly name: string;
  /** One value per vertex, as the benchmark writes it. */
  readonly run: (graph: Graph) => (vertex: number) => string | number;
  readonly rule: () => Rule;
}

export const ALGORITHMS: readonly Algorithm[] = [
  {
    name: 'BFS',
    rule: equalTo,
    run: (graph: Graph) => {
      const source = graph.indexOf(graph.property('bfs.source-vertex'));
      const distances = breadthFirstSearch(outgoing(graph, 'ignored'), [source]);
      return (vertex) => (distances[vertex] === -1 ? UNREACHED : String(distances[vertex]));
    },
  },
  {
    name: 'CDLP',
    rule: equalTo,
    run: (graph: Graph) => {
      const iterations = graph.number('cdlp.max-iterations');
      const { labels } = labelPropagation(bothWays(graph), { iterations });
      return (vertex) => String(graph.ids[labels[vertex]!]);
    },
  },
  {
    name: 'LCC',
    rule: near,
    run: (graph: Graph) => {
      const rows = outgoing(graph, 'ignored');
      const coefficients = localClustering(simpleGraph(rows, graph.isDirected ? incoming(graph) : rows));
      return (vertex) => coefficients[vertex]!;
    },
  },
  {
    name: 'PR',
    rule: near,
    run: (graph: Graph) => {
      const { values } = pageRank(incoming(graph), {
        dampingFactor: graph.number('pr.damping-factor'),
        fixedIterations: graph.number('pr.num-iterations'),
      });
      return (vertex) => values[vertex]!;
    },
  },
  {
    name: 'SSSP',
    rule: near,
    run: (graph: Graph) => {
      const source = graph.indexOf(graph.property('sssp.source-vertex'));
      const distances = shortestPaths(outgoing(graph, 'non-negative'), [source]);
      return (vertex) => distances[vertex]!;
    },
  },
  {
    name: 'WCC',
    rule: equivalentTo,
    run: (graph: Graph) => {
      const { labels } = weaklyConnectedComponents(graph.edges, graph.ids.length);
      return (vertex) => String(graph.ids[labels[vertex]!]);
    },
  },
];

function outgoing(graph: Graph, rule: WeightRule): Csr {
  return (graph.isDirected ? buildOut : buildUndirected)(graph.edges, graph.ids.length, rule);
}

function incoming(graph: Graph): Csr {
  return (graph.isDirected ? buildIn : buildUndirected)(graph.edges, graph.ids.length, 'ignored');
}

function bothWays(graph: Graph): Csr {
  return buildUndirected(graph.edges, graph.ids.length, 'ignored');
}
